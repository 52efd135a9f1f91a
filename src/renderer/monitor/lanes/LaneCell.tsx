/** One lane: a canvas that is drawn anew with every batch, and the same as a sentence. */
import { useEffect, useRef, type PointerEvent } from 'react';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import { useElementWidth } from '../../charts/useElementWidth.ts';
import { useThemeName } from '../../theme/useThemeName.ts';
import { balanceSentence } from '../BalanceBar.tsx';
import { useMonitor } from '../store.ts';
import { paintLane } from './lanePaint.ts';
import { laneStrips } from './laneStrips.ts';
import { useLanes } from './lanesStore.ts';

const HEIGHT = 18;
/** The scale has so many steps. */
export const LANE_STEPS = 5;

export function LaneCell({ lane }: { lane: LaneSummary }) {
  const [box, width] = useElementWidth<HTMLDivElement>(400);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const version = useLanes((state) => state.version);
  const window = useLanes((state) => state.window);
  const colour = useLanes((state) => state.colour);
  const cpus = useMonitor((state) => state.snapshot?.machine.cpus.length ?? 1);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (canvas.current === null || context === null) return;
    const scale = globalThis.devicePixelRatio;
    const [wide, high] = [Math.round(width * scale), Math.round(HEIGHT * scale)];
    if (canvas.current.width !== wide) canvas.current.width = wide;
    if (canvas.current.height !== high) canvas.current.height = high;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const { history } = useLanes.getState();
    const lines = Array.from({ length: LANE_STEPS }, (_, step) => Math.round((step / LANE_STEPS) * width));
    const strips = laneStrips(history.spansOf(lane.key, window), history.now, window, width);
    paintLane(context, strips, { width, height: HEIGHT, colour, cpus, lines });
  }, [lane.key, version, window, colour, cpus, width, theme]);
  const read = (event: PointerEvent<HTMLElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    const ago = (1 - (event.clientX - left) / wide) * window;
    useLanes.setState({ cursor: { key: lane.key, ago: Math.min(window, Math.max(0, ago)), by: 'pointer' } });
  };
  return (
    <div ref={box} className="lane" onPointerMove={read} onPointerLeave={() => useLanes.setState({ cursor: null })}>
      <canvas ref={canvas} style={{ width, height: HEIGHT }} aria-hidden="true" />
      <LaneCursor window={window} />
      <span className="visually-hidden">
        {lane.balance === null ? 'not sampled twice yet' : balanceSentence(lane.balance)}
      </span>
    </div>
  );
}

/** Crosses all lanes at the place that is read. */
function LaneCursor({ window }: { window: number }) {
  const ago = useLanes((state) => state.cursor?.ago ?? null);
  if (ago === null) return null;
  return <i className="lane-cursor" style={{ left: `${(1 - ago / window) * 100}%` }} />;
}
