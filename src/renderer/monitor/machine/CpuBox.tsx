/** One CPU of the machine view: use, its split, a minute of history, its clock. And one core as a cell, for machines of many. */
import type { CpuDescription } from '../../../shared/monitor/machineDescription.ts';
import type { CpuUse } from '../../../shared/monitor/snapshot.ts';
import { cellUnit, formatCell, formatHertz, formatRatio } from '../../../shared/units/format.ts';
import { formatFixed } from '../../../shared/units/number.ts';
import { Sparkline } from '../../charts/Sparkline.tsx';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import { Icon } from '../../controls/Icon.tsx';
import { Reason } from '../../controls/Reason.tsx';
import { throttledNow } from './heatWords.ts';
import type { CoreBox } from './machineLayout.ts';
import { histories, useMonitor } from '../store.ts';
import { busyShare, clockWords } from './cpuFigures.ts';

const MINUTE = 60;

export function CpuBox({ cpu, use }: { cpu: CpuDescription; use: CpuUse | undefined }) {
  const clockReason = useMonitor((state) => state.snapshot?.notAvailable['machine.clock']);
  const [plot, width] = useElementWidth<HTMLDivElement>(68);
  const busy = busyShare(use);
  const clock = use?.clock ?? cpu.clock.now;
  return (
    <div className="cpu-box">
      <div className="cpu-line">
        <span className="text-3">CPU {cpu.id}</span>
        <span className="spring" />
        {busy === null ? <Reason reason={null} /> : <b>{formatFixed(busy * 100)}</b>}
        <span className="text-3">%</span>
      </div>
      <SplitBar use={use} />
      <div ref={plot} className="cpu-history">
        <Sparkline points={histories.cpus.pointsOf(`cpu${cpu.id}`)} window={MINUTE} top={1} width={width} height={44} />
      </div>
      <div className="cpu-clock" data-tip={clockWords(cpu)}>
        {clock === null ? (
          <Reason short reason={clockReason ?? 'Linux does not tell the clock of this CPU.'} />
        ) : (
          <>
            {formatCell(clock, 'hertz').digits} <span className="text-3">{cellUnit('hertz')}</span>
          </>
        )}
        <ThrottledMark words={throttledNow(use)} />
      </div>
    </div>
  );
}

function ThrottledMark({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <span className="cpu-throttled" data-tip={words}>
      <Icon name="warning" size={12} />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function SplitBar({ use }: { use: CpuUse | undefined }) {
  const parts = [
    ['user', use?.user],
    ['system', use?.system],
    ['steal', use?.steal],
  ] as const;
  return (
    <div className="split-bar" aria-hidden="true">
      {parts.map(([part, share]) => (
        <i key={part} className={`fill-${part}`} style={{ width: `${(share ?? 0) * 100}%` }} />
      ))}
    </div>
  );
}

/** Siblings as halves, each filled from the bottom by its use. */
export function CoreCell({ core, cpuUse }: { core: CoreBox; cpuUse: (cpu: number) => CpuUse | undefined }) {
  const lines = core.cpus.map((cpu) => {
    const use = cpuUse(cpu.id);
    const busy = busyShare(use);
    const clock = use?.clock ?? cpu.clock.now;
    const hot = throttledNow(use);
    return [
      `CPU ${cpu.id}: ${busy === null ? 'no reading yet' : formatRatio(Math.round(busy * 100) / 100)}`,
      ...(clock === null ? [] : [formatHertz(clock)]),
      ...(hot === null ? [] : [hot]),
    ].join(', ');
  });
  const named = core.core === null ? 'Core not known' : `Core ${core.core}`;
  const title = core.coreKind === null ? named : `${named}, ${core.coreKind}`;
  const clocks = core.cpus[0] === undefined ? undefined : clockWords(core.cpus[0]);
  const isHot = core.cpus.some((cpu) => throttledNow(cpuUse(cpu.id)) !== null);
  return (
    <div
      className={`core-cell${isHot ? ' core-cell-hot' : ''}`}
      data-tip={[title, ...lines, ...(clocks === undefined ? [] : [`Clock ${clocks}`])].join('\n')}
    >
      <span className="visually-hidden">{`${title}. ${lines.join('. ')}`}</span>
      {core.cpus.map((cpu) => {
        const use = cpuUse(cpu.id);
        return (
          <span key={cpu.id} className="core-half">
            {(['steal', 'system', 'user'] as const).map((part) => (
              <i key={part} className={`fill-${part}`} style={{ height: `${(use?.[part] ?? 0) * 100}%` }} />
            ))}
          </span>
        );
      })}
    </div>
  );
}
