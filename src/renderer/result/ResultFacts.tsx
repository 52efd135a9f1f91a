/** What a result rests on: checks, fit, the gate, the environment. */
import { experimentOf, metricOf } from '../../shared/runs/chartAxes.ts';
import type { CheckOutcome, RunRecord } from '../../shared/runs/record.ts';
import { Facts } from '../controls/Facts.tsx';
import { Verdict, type VerdictProps } from '../controls/Verdict.tsx';
import { checkRows } from './checkRows.ts';
import { costFacts, environmentFacts } from './environmentFacts.ts';
import { fitRows } from './fitRows.ts';
import { disturbances, gateFacts } from './gateFacts.ts';

const verdicts: Readonly<Record<CheckOutcome['outcome'], Pick<VerdictProps, 'tone' | 'icon'>>> = {
  passed: { tone: 'good' },
  failed: { tone: 'bad' },
  inconclusive: { tone: 'warn', icon: 'partly' },
};
const rowsShown = 8;

export function ResultFacts({ record }: { record: RunRecord }) {
  const experiment = experimentOf(record);
  const rows = checkRows(experiment, record.checks);
  const absent = Object.entries(record.notAvailable ?? {}).map(
    ([name, reason]) => [metricOf(record, name).title, reason] as const,
  );
  return (
    <aside className="result-facts" aria-label="What the result rests on" data-pane tabIndex={-1}>
      <h2 className="facts-heading">Checks</h2>
      {rows.length === 0 && <p className="small text-3">None was judged: the run ended before.</p>}
      {rows.slice(0, rowsShown).map((row, index) => (
        <div key={index} className="check">
          <Verdict {...verdicts[row.outcome]}>{row.outcome}</Verdict>
          <div>
            {row.words}
            {row.detail !== '' && <div className="small text-3">{row.detail}</div>}
          </div>
        </div>
      ))}
      {rows.length > rowsShown && (
        <p className="small text-3">and {rows.length - rowsShown} more, all in the exported data</p>
      )}
      {record.fits.length > 0 && <h2 className="facts-heading">Scaling fit</h2>}
      {fitRows(record.fits).map(({ lines, words }) => (
        <p key={words} className="text-2">
          {lines.length > 0 && <b>{lines.join('; ')}: </b>}
          {words}
        </p>
      ))}
      <h2 className="facts-heading">Gate</h2>
      <Facts facts={[...gateFacts(record), ...costFacts(record)]} />
      <Disturbed record={record} />
      {absent.length > 0 && <h2 className="facts-heading">Not available</h2>}
      <Facts facts={absent} />
      <h2 className="facts-heading">Environment</h2>
      <Facts facts={environmentFacts(experiment, record)} />
    </aside>
  );
}

function Disturbed({ record }: { record: RunRecord }) {
  const found = disturbances(record);
  if (found.length === 0) return null;
  return (
    <>
      <h3 className="disturbed">What disturbed it</h3>
      <ul className="disturbances">
        {found.slice(0, rowsShown).map(({ reason, repeats }) => (
          <li key={reason}>
            {reason}
            <span className="text-3">
              {' '}
              in {repeats} {repeats === 1 ? 'repeat' : 'repeats'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
