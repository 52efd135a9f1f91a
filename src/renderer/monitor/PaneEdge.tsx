/** The edge between table and lower pane: dragged, or moved by the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { useMonitor } from './store.ts';

const LEAST = 120;
const MOST = 600;
const STEP = 24;

function setHeight(height: number): void {
  useMonitor.setState({ paneHeight: Math.round(Math.max(LEAST, Math.min(MOST, height))) });
}

/** `controls`: id of the pane below. */
export function PaneEdge({ controls }: { controls: string }) {
  const height = useMonitor((state) => state.paneHeight);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    setHeight(height + step);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const start = { y: event.clientY, height };
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => setHeight(start.height + start.y - moved.clientY);
    const done = () => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', done);
      edge.removeEventListener('pointercancel', done);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', done);
    edge.addEventListener('pointercancel', done);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- a separator that can be focused is a control (WAI-ARIA, window splitter)
    <div
      className="pane-edge"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr cannot be moved
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the threads pane"
      aria-controls={controls}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={height}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => setHeight(270)}
    />
  );
}
