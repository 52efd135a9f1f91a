/** What is said beside what was seen, a row for each point. */
import type { OutcomeRow, SeenOutcome } from '../../shared/runs/outcomeData.ts';
import { Verdict } from '../controls/Verdict.tsx';

export interface OutcomeTableProps {
  title: string;
  rows: readonly OutcomeRow[];
}

export function OutcomeTable({ title, rows }: OutcomeTableProps) {
  const placed = rows.some(({ place }) => place !== '');
  const said = rows.some((row) => row.said !== null);
  return (
    <section className="outcomes" aria-label={title}>
      <h2 className="result-heading">{title}</h2>
      <table>
        <thead>
          <tr>
            {placed && <th scope="col">Where</th>}
            {said && <th scope="col">What is said</th>}
            <th scope="col">What was seen</th>
            <th scope="col">Repeats</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, index) =>
            row.seen.map((seen, place) => (
              <tr key={`${index} ${seen.code}`} className={place > 0 ? 'outcome-more' : undefined}>
                {placed && <td>{place === 0 ? row.place : ''}</td>}
                {said && <td className="text-2">{place === 0 ? (row.said ?? '') : ''}</td>}
                <td>
                  <div className="outcome-seen">
                    {seen.asSaid !== null && <AsSaid seen={seen} />}
                    <span>{seen.words}</span>
                  </div>
                </td>
                <td className="outcome-times">
                  {seen.times} of {row.of}
                  {row.noisy ? ', noisy' : ''}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}

function AsSaid({ seen }: { seen: SeenOutcome }) {
  return (
    <Verdict tone={seen.asSaid === true ? 'good' : 'bad'}>{seen.asSaid === true ? 'as said' : 'otherwise'}</Verdict>
  );
}
