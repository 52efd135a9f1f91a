/** A minute of one row as a small chart. */
import { Sparkline } from '../../charts/Sparkline.tsx';
import type { History } from '../rows/history.ts';
import type { Branch } from '../rows/passRows.ts';

const MINUTE = 60;

export interface HistoryCellProps {
  history: History;
  rowKey: string;
  /** Of a row that stands for several: theirs, whose values add up. */
  sumOf?: Pick<Branch, 'keys'> | undefined;
  width: number;
  height: number;
  faint?: boolean;
}

/** The top is one core, or the row's highest value where that is more. */
export function HistoryCell({ history, rowKey, sumOf, width, height, faint = false }: HistoryCellProps) {
  const points = sumOf === undefined ? history.pointsOf(rowKey) : history.sumOf(sumOf.keys());
  let top = 1;
  for (const { value } of points) if (value > top) top = value;
  return <Sparkline points={points} window={MINUTE} top={top} width={width} height={height} faint={faint} />;
}
