/** Where a number comes from: its files, the figures in them before and after, the time between, the formula, the resolution. */
import { useEffect, useState, type ReactNode } from 'react';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { OriginReading } from '../../../shared/monitor/originReading.ts';
import type { Origin } from '../../../shared/monitor/origins.ts';
import type { Part } from '../../../shared/monitor/part.ts';
import { formatClockTime } from '../../../shared/units/clockTime.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { noValue } from '../../../shared/units/number.ts';
import { backend } from '../../connection/backend.ts';
import { Button } from '../../controls/Button.tsx';
import { Dialog } from '../../controls/Dialog.tsx';
import { useSettings } from '../../frame/currentSettings.ts';
import { useOrigin, type Traced } from './originStore.ts';
import {
  digitWords,
  figureName,
  formulaWords,
  grownWords,
  resolutionWords,
  valueWords,
  workedOut,
} from './originWords.ts';
import './origin.css';

/** Draws nothing while no number is traced. */
export function OriginHost() {
  const traced = useOrigin((state) => state.traced);
  return traced === null ? null : <OriginDialog traced={traced} onClose={() => useOrigin.setState({ traced: null })} />;
}

function OriginDialog({ traced, onClose }: { traced: Traced; onClose: () => void }) {
  const { definition, called, shown, isSum } = traced;
  const { told, again } = useReading(traced);
  const reading = told?.available === true ? told.value : null;
  const origin = reading?.isOtherwise === true ? (traced.origin.otherwise ?? traced.origin) : traced.origin;
  const { unit, title, group } = definition;
  const worked = reading === null ? null : workedOut(origin, reading, unit);
  const facts: (readonly [string, ReactNode])[] = [
    ['Formula', formulaWords(origin, reading)],
    [
      'Here',
      told?.available === false ? told.reason : (worked ?? (reading && valueWords(reading.value, unit)) ?? noValue),
    ],
    ...(origin.isRate ? [['Interval', intervalWords(reading)] as const] : []),
    ['Resolution', resolutionWords(origin, reading, unit)],
    ['In the table', shownWords(shown, unit, isSum)],
  ];
  return (
    <Dialog
      title={`Where this number comes from: ${group === undefined ? title : `${group}, ${title}`} of ${called}`}
      width={520}
      cancelLabel="Close"
      facts={facts}
      onClose={onClose}
    >
      <FigureTable origin={origin} reading={reading} />
      {reading?.isOtherwise === true && (
        <p className="origin-note">This Linux has no schedstat: ticks are used instead.</p>
      )}
      <div className="origin-again">
        <output className="text-3">
          {told === null ? 'Reading…' : told.available ? 'Read for this row alone, just now.' : 'It could not be read.'}
        </output>
        <Button small variant="quiet" reason={told === null ? 'It is being read.' : undefined} onClick={again}>
          Read again
        </Button>
      </div>
    </Dialog>
  );
}

function FigureTable({ origin, reading }: { origin: Origin; reading: OriginReading | null }) {
  const { figures, isRate } = origin;
  return (
    <table className="origin-figures">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">File</th>
          {isRate && <th scope="col">Before</th>}
          <th scope="col">{isRate ? 'After' : 'Value'}</th>
          {isRate && <th scope="col">Growth</th>}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, at) => {
          const read = reading?.figures[at];
          const threads = read?.threads ?? null;
          const before = read?.before ?? null;
          return (
            <tr key={`${figure.file} ${figure.name} ${figure.ofThreads}`}>
              <th scope="row">
                {figureName(figure)}
                {figure.isMinus === true && <span className="text-3"> (taken away)</span>}
              </th>
              <td className="mono">
                {read?.path ?? figure.file}
                {typeof figure.at === 'number' && <span className="text-3"> field {figure.at}</span>}
                {threads !== null && (
                  <span className="text-3"> {threads === 1 ? '1 thread' : `${threads} threads`}</span>
                )}
              </td>
              {isRate && <td>{before === null ? noValue : digitWords(before)}</td>}
              <td>{read === undefined ? noValue : digitWords(read.after)}</td>
              {isRate && <td>{read === undefined || before === null ? noValue : grownWords(before, read.after)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function intervalWords(reading: OriginReading | null): string {
  return reading === null || reading.interval === null
    ? noValue
    : `${formatSeconds(reading.interval)} between the two readings, by the monotonic clock`;
}

function shownWords(shown: Traced['shown'], unit: Traced['definition']['unit'], isSum: boolean): string {
  if (shown === null || Number.isNaN(shown.value)) return 'No value yet, or none that Linux gives';
  const at = `${valueWords(shown.value, unit)}, read at ${formatClockTime(new Date(shown.takenAt))}`;
  return isSum ? `${at}: the sum of the closed branch; here it is the process alone` : at;
}

/** null until it has come. What a part or a refusal says stands in its place. */
function useReading({ request }: Traced): { told: Part<OriginReading> | null; again: () => void } {
  const [turn, setTurn] = useState(0);
  const [told, setTold] = useState<Part<OriginReading> | null>(null);
  const interval = useSettings((state) => Math.max(0.1, Math.min(2, state.settings.interval)));
  useEffect(() => {
    const gone = new AbortController();
    backend
      .call('monitor.origin', { ...request, interval }, { signal: gone.signal })
      .then(setTold)
      .catch((error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error;
        if (error.code !== 'cancelled') setTold({ available: false, reason: error.message });
      });
    return () => gone.abort();
  }, [request, interval, turn]);
  return {
    told,
    again: () => {
      setTold(null);
      setTurn((before) => before + 1);
    },
  };
}
