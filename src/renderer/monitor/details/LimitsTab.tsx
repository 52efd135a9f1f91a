/** The resource limits of a process, getrlimit(2). */
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import { formatBytes } from '../../../shared/units/bytes.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { PartView } from './PartView.tsx';

export function LimitsTab({ details: { limits } }: { details: ProcessDetails }) {
  return (
    <PartView part={limits}>
      {(all) => (
        <table className="detail-table">
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col" className="number">
                Soft
              </th>
              <th scope="col" className="number">
                Hard
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ name, soft, hard, unit }) => (
              <tr key={name}>
                <td>{name.replace(/^Max /, '').replace(/^./, (letter) => letter.toUpperCase())}</td>
                <td className="number">{limitWords(soft, unit)}</td>
                <td className="number">{limitWords(hard, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PartView>
  );
}

/** "8 MiB", "1,024 files"; null is no limit. `unit` as Linux writes it. */
export function limitWords(value: number | null, unit: string): string {
  if (value === null) return 'unlimited';
  if (unit === 'bytes') return formatBytes(value);
  if (unit === 'seconds') return formatSeconds(value);
  if (unit === 'us') return formatSeconds(value * 1e-6);
  return unit === '' ? formatCount(value) : `${formatCount(value)} ${unit}`;
}
