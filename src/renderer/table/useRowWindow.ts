/** Which rows of a long list of equal rows are drawn: those that are seen, and some on either side. */
import { useEffect, useState, type RefObject } from 'react';

/** Rows beyond the edge, so that a wheel step shows no gap. */
const BEYOND = 10;
/** Rows that are drawn before the list has been laid out. */
const AT_FIRST = 40;

export interface RowWindow {
  /** Index of the first row that is drawn, and of the one after the last. */
  from: number;
  to: number;
}

/** `rowHeight`: pixels. The element that `scroller` holds scrolls the rows. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [seen, setSeen] = useState<RowWindow>({ from: 0, to: AT_FIRST });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const next = windowOf(element.scrollTop, element.clientHeight, rowHeight);
      setSeen((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, [scroller, rowHeight]);
  // A filter may have left fewer rows than the list was scrolled by.
  const from = Math.min(seen.from, Math.max(0, count - (seen.to - seen.from)));
  return { from, to: Math.min(count, Math.max(seen.to, from)) };
}

/** In whole strides, so that a step of the wheel does not draw the list anew each time. Height 0: not laid out yet. */
export function windowOf(top: number, height: number, rowHeight: number): RowWindow {
  if (height === 0) return { from: 0, to: AT_FIRST };
  const stride = (row: number) => Math.floor(row / BEYOND) * BEYOND;
  const from = Math.max(0, stride(top / rowHeight) - BEYOND);
  return { from, to: stride((top + height) / rowHeight) + 2 * BEYOND };
}
