/** What runs have measured of this machine beside what it reports: each part with its newest run, and the way to measure it. */
import type { MachineDescription } from '../../../../shared/monitor/machineDescription.ts';
import { matrixMaps } from '../../../../shared/runs/heatData.ts';
import {
  engineOfFigures,
  experimentOfPart,
  machineParts,
  measuredFigures,
  type MachinePart,
} from '../../../../shared/runs/measuredMachine.ts';
import type { RunRecord } from '../../../../shared/runs/record.ts';
import { formatMoment } from '../../../../shared/units/clockTime.ts';
import { formatValue } from '../../../../shared/units/format.ts';
import { Button } from '../../../controls/Button.tsx';
import { Reason } from '../../../controls/Reason.tsx';
import { goTo } from '../../../frame/navigation.ts';
import { HeatCharts } from '../../../result/HeatCharts.tsx';
import { useNow } from '../../../result/useNow.ts';
import type { ReportedPart } from './reportedParts.ts';
import { useMeasured, type MeasuredPart } from './useMeasured.ts';
import './measured.css';

const titles: Readonly<Record<MachinePart, string>> = {
  clock: 'Clock',
  caches: 'Caches',
  memory: 'Memory',
  cpuToCpu: 'CPU to CPU',
};

export interface MeasuredTableProps {
  machine: MachineDescription;
  reported: Readonly<Record<MachinePart, ReportedPart>>;
}

export function MeasuredTable({ machine, reported }: MeasuredTableProps) {
  const { parts, error } = useMeasured(machine);
  const pairs = parts.cpuToCpu?.record ?? null;
  return (
    <>
      <h2>Reported and measured</h2>
      {error !== null && <p className="text-3 small">The kept runs cannot be listed: {error.message}</p>}
      <table className="measured" aria-label="Reported and measured">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Part</span>
            </th>
            <th scope="col">Reported</th>
            <th scope="col">Measured</th>
          </tr>
        </thead>
        <tbody>
          {machineParts.map((part) => (
            <tr key={part}>
              <th scope="row">{titles[part]}</th>
              <td>
                <Reported {...reported[part]} />
              </td>
              <td>
                <Figures part={part} found={parts[part]} failed={error !== null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pairs !== null && <Matrix record={pairs} />}
    </>
  );
}

function Reported({ lines, reason }: ReportedPart) {
  if (lines.length === 0) return <Reason reason={reason} />;
  return lines.map((line) => <div key={line}>{line}</div>);
}

function Figures({ part, found, failed }: { part: MachinePart; found: MeasuredPart | undefined; failed: boolean }) {
  const now = useNow();
  if (found === undefined) return <span className="text-3">{failed ? 'not known' : '–'}</span>;
  const { record, elsewhere } = found;
  if (record === null) {
    const others =
      elsewhere === 0
        ? ''
        : elsewhere === 1
          ? '; one run here is of another machine'
          : `; ${elsewhere} runs here are of other machines`;
    return (
      <>
        <span className="text-3">not measured yet{others}</span>
        <Measure part={part} />
      </>
    );
  }
  const figures = measuredFigures(part, record);
  return (
    <>
      <dl className="measured-figures">
        {figures.map(({ name, value, unit }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatValue(value, unit)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-3 measured-origin">
        <button type="button" className="link" onClick={() => goTo({ room: 'runs', run: record.id })}>
          {formatMoment(new Date(record.startedAt), now)}
        </button>
        , {engineOfFigures(record)}
        {figures.some(({ noisy }) => noisy) && ', on a machine that was disturbed'}
      </p>
      <Measure part={part} again />
    </>
  );
}

function Measure({ part, again = false }: { part: MachinePart; again?: boolean }) {
  const words = again ? 'Measure again' : 'Measure';
  return (
    <Button
      small
      aria-label={`${words}: ${titles[part]}`}
      onClick={() => goTo({ room: 'lab', experiment: experimentOfPart[part], form: true })}
    >
      {words}
    </Button>
  );
}

/** Of the engine whose figures are told. */
function Matrix({ record }: { record: RunRecord }) {
  const engine = engineOfFigures(record);
  const points = record.points.filter(({ params }) => params['engine'] === engine);
  const maps = matrixMaps({ ...record, points }, 'latency').slice(0, 1);
  return (
    <div className="measured-matrix">
      <HeatCharts title="CPU to CPU" maps={maps.map((map) => ({ ...map, title: '' }))} unit="seconds" />
    </div>
  );
}
