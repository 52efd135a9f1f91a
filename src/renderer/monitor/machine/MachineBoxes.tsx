/** Boxes inside boxes: package, shared cache, core, CPU. Caches are bands under what shares them, so width means sharing. */
import type { CacheDescription, MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { CpuUse, Vitals } from '../../../shared/monitor/snapshot.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { CoreCell, CpuBox } from './CpuBox.tsx';
import type { CoreBox, MachineLayout, PackageBox, SharedBox } from './machineLayout.ts';
import { cacheShape, cacheSizes, cpuRanges } from './machineWords.ts';
import { useMonitor } from '../store.ts';
import { memoryUse, memoryWords } from '../vitals/vitalFigures.ts';

/** Above this a core is one cell, and history and clock move to its tooltip. */
const CELLS_FROM = 33;
/** More packages than this, of no more CPUs each than this, stand side by side. */
const FEW_PACKAGES = 4;
const SMALL_PACKAGE = 16;
const SIBLINGS_WORDS = 'the CPUs side by side in a core are SMT siblings: one core, shared';

type CpuUseOf = (cpu: number) => CpuUse | undefined;

export function MachineBoxes({ machine, layout }: { machine: MachineDescription; layout: MachineLayout }) {
  const cpus = useMonitor((state) => state.snapshot?.machine.cpus);
  const memory = useMonitor((state) => state.snapshot?.machine.memory);
  const byId = new Map(cpus?.map((cpu) => [cpu.id, cpu]));
  const cpuUse: CpuUseOf = (cpu) => byId.get(cpu);
  const asCells = machine.cpus.length >= CELLS_FROM;
  const { packages } = layout;
  const siblings = packages.some((box) => box.cpus.length > countCores(box.inside));
  const areSmall =
    asCells && packages.length > FEW_PACKAGES && packages.every(({ cpus }) => cpus.length <= SMALL_PACKAGE);
  return (
    <div className={`boxes${asCells ? ' boxes-cells' : ''}${areSmall ? ' boxes-small' : ''}`}>
      {siblings && packages.length > 1 && <p className="text-3 small boxes-note">{SIBLINGS_WORDS}</p>}
      {packages.map((box) => (
        <Package
          key={box.package ?? 'none'}
          box={box}
          cpuUse={cpuUse}
          asCells={asCells}
          note={siblings && packages.length === 1 ? SIBLINGS_WORDS : null}
        />
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
        {memory !== undefined && <MemoryUsed memory={memory} />}
      </div>
    </div>
  );
}

function MemoryUsed({ memory }: { memory: Vitals['memory'] }) {
  const { total, used, reclaimable } = memoryUse(memory);
  const share = (bytes: number) => `${Math.min(100, (bytes / total) * 100)}%`;
  return (
    <>
      <span className="share-bar memory-bar" aria-hidden="true">
        <i className="fill-user" style={{ width: share(used) }} />
        {reclaimable !== null && <i className="fill-wait" style={{ width: share(reclaimable) }} />}
      </span>
      <span className="text-2" data-tip={memoryWords(memory)}>
        {formatBytes(used)} used
        {memory.group === null ? `, ${formatBytes(memory.cached)} cache` : ` of ${formatBytes(total)} allowed`}
      </span>
    </>
  );
}

function countCores(inside: readonly (SharedBox | CoreBox)[]): number {
  return inside.reduce((sum, box) => sum + (box.kind === 'core' ? 1 : countCores(box.inside)), 0);
}

interface PackageProps {
  box: PackageBox;
  cpuUse: CpuUseOf;
  asCells: boolean;
  note: string | null;
}

function Package({ box, cpuUse, asCells, note }: PackageProps) {
  const title = box.package === null ? 'CPUs, package not known' : `Package ${box.package}`;
  return (
    <section className="package" aria-label={title}>
      <header className="package-head">
        <b>{title}</b>
        {box.node !== null && <span className="text-2 small">NUMA node {box.node}</span>}
        {note !== null && <span className="text-3 small">{note}</span>}
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
  const sharedBoxes = shared.length > 0 && (
    <div key="shared" className={`shared-boxes${shared.length > 1 ? ' shared-boxes-many' : ''}`}>
      {shared.map((box) => (
        <Shared key={box.cpus.join(' ')} box={box} cpuUse={cpuUse} asCells={asCells} />
      ))}
    </div>
  );
  const bareCores = cores.length > 0 && (
    <div key="cores" className={asCells ? 'core-cells' : 'cores'}>
      {cores.map((core) =>
        asCells ? (
          <CoreCell key={core.cpus[0]?.id} core={core} cpuUse={cpuUse} />
        ) : (
          <Core key={core.cpus[0]?.id} core={core} cpuUse={cpuUse} />
        ),
      )}
    </div>
  );
  // Of hybrid cores one kind may share a cache and the other not: those that Linux counts first come first.
  const firstShared = shared[0]?.cpus[0] ?? Infinity;
  const firstCore = cores[0]?.cpus[0]?.id ?? Infinity;
  return firstShared < firstCore ? [sharedBoxes, bareCores] : [bareCores, sharedBoxes];
}

function Shared({ box, cpuUse, asCells }: { box: SharedBox; cpuUse: CpuUseOf; asCells: boolean }) {
  const words = `CPUs ${cpuRanges(box.cpus)}`;
  const cpus = (
    <span className="text-3 cut" data-tip={words}>
      {words}
    </span>
  );
  return (
    <div className="shared-box">
      <Inside boxes={box.inside} cpuUse={cpuUse} asCells={asCells} />
      {levels(box.caches).map(([level, caches]) => (
        <div key={level} className="cache-band cache-band-shared">
          <b>L{level}</b>
          <span>{cacheSizes(caches)}</span>
          {!asCells && caches[0] !== undefined && <span className="text-3">{cacheShape(caches[0])}</span>}
          <span className="spring" />
          {cpus}
        </div>
      ))}
      {box.node !== null && (
        <div className="cache-band cache-band-shared">
          <b>NUMA node {box.node}</b>
          <span className="spring" />
          {box.caches.length === 0 && cpus}
        </div>
      )}
    </div>
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
