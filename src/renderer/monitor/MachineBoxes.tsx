/** Boxes inside boxes: package, shared cache, core, CPU. Caches are bands under what shares them, so width means sharing. */
import type { CacheDescription, MachineDescription } from '../../shared/monitor/machineDescription.ts';
import type { CpuUse } from '../../shared/monitor/snapshot.ts';
import { formatBytes } from '../../shared/units/bytes.ts';
import { CoreCell, CpuBox } from './CpuBox.tsx';
import type { CoreBox, MachineLayout, PackageBox, SharedBox } from './machineLayout.ts';
import { cacheShape, cacheSizes, cpuRanges } from './machineWords.ts';
import { useMonitor } from './store.ts';

/** Above this a core is one cell, and history and clock move to its tooltip. */
const CELLS_FROM = 33;

type CpuUseOf = (cpu: number) => CpuUse | undefined;

export function MachineBoxes({ machine, layout }: { machine: MachineDescription; layout: MachineLayout }) {
  const cpus = useMonitor((state) => state.snapshot?.machine.cpus);
  const memory = useMonitor((state) => state.snapshot?.machine.memory);
  const byId = new Map(cpus?.map((cpu) => [cpu.id, cpu]));
  const cpuUse: CpuUseOf = (cpu) => byId.get(cpu);
  const asCells = machine.cpus.length >= CELLS_FROM;
  const siblings = layout.packages.some((box) => box.cpus.length > countCores(box.inside));
  return (
    <div className={asCells ? 'boxes boxes-cells' : 'boxes'}>
      {layout.packages.map((box) => (
        <Package key={box.package ?? 'none'} box={box} cpuUse={cpuUse} asCells={asCells} siblings={siblings} />
      ))}
      {layout.unplaced.length > 0 && (
        <div className="memory-band">
          <b>Caches</b>
          <span className="text-2">
            {levels(layout.unplaced)
              .map(([level, caches]) => `L${level} ${cacheSizes(caches)}`)
              .join('; ')}
          </span>
          <span className="spring" />
          <span className="text-3">who shares them is not told</span>
        </div>
      )}
      <div className="memory-band">
        <b>Memory</b>
        <span className="text-2">
          {machine.memory.totalBytes === null ? 'size not known' : formatBytes(machine.memory.totalBytes)}
          {machine.nodes.length > 1
            ? `, ${machine.nodes.length} NUMA nodes`
            : machine.nodes.length === 1
              ? ', one NUMA node'
              : ''}
        </span>
        <span className="spring" />
        {memory !== undefined && (
          <>
            <span className="share-bar memory-bar" aria-hidden="true">
              <i
                className="fill-user"
                style={{ width: `${((memory.total - memory.available) / memory.total) * 100}%` }}
              />
              <i
                className="fill-wait"
                style={{ width: `${(Math.max(0, memory.available - memory.free) / memory.total) * 100}%` }}
              />
            </span>
            <span className="text-2">
              {formatBytes(memory.total - memory.available)} used, {formatBytes(memory.cached)} cache
            </span>
          </>
        )}
      </div>
    </div>
  );
}

function countCores(inside: readonly (SharedBox | CoreBox)[]): number {
  return inside.reduce((sum, box) => sum + (box.kind === 'core' ? 1 : countCores(box.inside)), 0);
}

interface PackageProps {
  box: PackageBox;
  cpuUse: CpuUseOf;
  asCells: boolean;
  siblings: boolean;
}

function Package({ box, cpuUse, asCells, siblings }: PackageProps) {
  const title = box.package === null ? 'CPUs, package not known' : `Package ${box.package}`;
  return (
    <section className="package" aria-label={title}>
      <header className="package-head">
        <b>{title}</b>
        {siblings && (
          <span className="text-3 small">the CPUs side by side in a core are SMT siblings: one core, shared</span>
        )}
      </header>
      <Inside boxes={box.inside} cpuUse={cpuUse} asCells={asCells} />
    </section>
  );
}

function Inside({
  boxes,
  cpuUse,
  asCells,
}: {
  boxes: readonly (SharedBox | CoreBox)[];
  cpuUse: CpuUseOf;
  asCells: boolean;
}) {
  const shared = boxes.filter((box) => box.kind === 'shared');
  const cores = boxes.filter((box) => box.kind === 'core');
  return (
    <>
      {shared.length > 0 && (
        <div className={`shared-boxes${shared.length > 1 ? ' shared-boxes-many' : ''}`}>
          {shared.map((box) => (
            <div key={box.cpus.join(' ')} className="shared-box">
              <Inside boxes={box.inside} cpuUse={cpuUse} asCells={asCells} />
              {levels(box.caches).map(([level, caches]) => (
                <div key={level} className="cache-band cache-band-shared">
                  <b>L{level}</b>
                  <span>{cacheSizes(caches)}</span>
                  {!asCells && caches[0] !== undefined && <span className="text-3">{cacheShape(caches[0])}</span>}
                  <span className="spring" />
                  <span className="text-3">CPUs {cpuRanges(box.cpus)}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      {cores.length > 0 && (
        <div className={asCells ? 'core-cells' : 'cores'}>
          {cores.map((core) =>
            asCells ? (
              <CoreCell key={core.cpus[0]?.id} core={core} cpuUse={cpuUse} />
            ) : (
              <Core key={core.cpus[0]?.id} core={core} cpuUse={cpuUse} />
            ),
          )}
        </div>
      )}
    </>
  );
}

function Core({ core, cpuUse }: { core: CoreBox; cpuUse: CpuUseOf }) {
  const title = core.core === null ? 'Core not known' : `Core ${core.core}`;
  return (
    <div className="core">
      <div className="core-head">
        <b>{title}</b>
        {core.coreKind !== null && <span className="text-3"> {core.coreKind}</span>}
      </div>
      <div className="core-cpus">
        {core.cpus.map((cpu) => (
          <CpuBox key={cpu.id} cpu={cpu} use={cpuUse(cpu.id)} />
        ))}
      </div>
      {levels(core.caches).map(([level, caches]) => (
        <div key={level} className="cache-band" data-tip={caches[0] === undefined ? undefined : cacheShape(caches[0])}>
          <span className="text-3">L{level}</span>
          <span className="cut">{cacheSizes(caches)}</span>
        </div>
      ))}
    </div>
  );
}

function levels(caches: readonly CacheDescription[]): [number, CacheDescription[]][] {
  return [...Map.groupBy(caches, ({ level }) => level)].toSorted(([a], [b]) => a - b);
}
