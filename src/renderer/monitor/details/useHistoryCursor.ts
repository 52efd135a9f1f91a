/** The row of a history chart that is read: where the pointer is, or where the arrows have gone. */
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Seconds } from '../../../shared/units/quantity.ts';

export interface HistoryCursor<Row> {
  /** null while none is read: the newest is shown. */
  row: Row | null;
  /** Read by the arrows: it is then said as well. */
  isByKey: boolean;
  handlers: {
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: () => void;
  };
}

/** `left`: pixels to the left of the plot, `plot`: its width, over `length` seconds up to `now`. Rows ascend. */
export function useHistoryCursor<Row extends { at: Seconds }>(
  rows: readonly Row[],
  { left, plot, length, now }: { left: number; plot: number; length: Seconds; now: Seconds },
): HistoryCursor<Row> {
  // As time before the newest: what is read moves on with the chart.
  const [cursor, setCursor] = useState<{ ago: Seconds; isByKey: boolean } | null>(null);
  const index = cursor === null ? -1 : nearest(rows, now - cursor.ago);
  const step = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (row !== undefined) setCursor({ ago: now - row.at, isByKey: true });
  };
  return {
    row: rows[index] ?? null,
    isByKey: cursor?.isByKey === true,
    handlers: {
      onPointerMove(event) {
        const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
        setCursor(x < 0 ? null : { ago: Math.max(0, 1 - x / plot) * length, isByKey: false });
      },
      onPointerLeave: () => setCursor(null),
      onKeyDown(event) {
        const from = index < 0 ? rows.length : index;
        const far = event.shiftKey ? 10 : 1;
        if (event.key === 'ArrowLeft') step(from - far);
        else if (event.key === 'ArrowRight') step(from + far);
        else if (event.key === 'Home') step(0);
        else if (event.key === 'End') step(rows.length - 1);
        else if (event.key === 'Escape' && cursor !== null) setCursor(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
      onBlur: () => setCursor(null),
    },
  };
}

/** -1 where there is none. */
function nearest(rows: readonly { at: Seconds }[], at: Seconds): number {
  return rows.reduce(
    (best, row, index) => (Math.abs(row.at - at) < Math.abs((rows[best]?.at ?? Infinity) - at) ? index : best),
    rows.length === 0 ? -1 : 0,
  );
}
