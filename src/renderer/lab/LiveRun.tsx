/** A run while it goes on: where it stands, the plan, the gate, and four charts drawn from the counters that the threads advance. */
import { useMemo, useState } from 'react';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { NoisySwatch, PlanStrip } from '../charts/PlanStrip.tsx';
import { SeriesKey, VariantKey } from '../charts/SeriesMark.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { useHeld, usePageVisible } from '../charts/useHeld.ts';
import { PanelPicker } from '../result/PanelPicker.tsx';
import { GateLine } from './GateLine.tsx';
import type { KnownRun } from './knownRun.ts';
import { LiveCharts } from './LiveCharts.tsx';
import { followSoFar, planBars } from './liveRows.ts';
import { progressWords, timeWords } from './progressWords.ts';

export function LiveRun({ run: newest, experiment }: { run: KnownRun; experiment: Experiment }) {
  // What cannot be seen is not drawn: the page stands still until it is looked at again.
  const run = useHeld(newest, !usePageVisible());
  const [strip, stripWidth] = useElementWidth<HTMLDivElement>(830);
  const { plan, request, finished, achieved } = run;
  // Samples come several times a second, repeats end seldom: what rests on repeats alone is kept.
  const [sumUp] = useState(followSoFar);
  const soFar = useMemo(
    () => sumUp({ plan, request, finished, achieved }, experiment),
    [sumUp, plan, request, finished, achieved, experiment],
  );
  const [picked, setPicked] = useState(0);
  const { axes } = soFar;
  const { panels } = axes;
  const shown = useMemo(() => ({ ...soFar, panel: axes.panels[picked] ?? soFar.panel }), [soFar, axes, picked]);
  const bars = planBars(run, axes);
  const isSweep = plan.points.length > 1;
  const words = progressWords(run, experiment);
  const { time, what, whole } = timeWords(run);
  const noisy = bars.filter((bar) => bar.noisy).length;
  return (
    <div className="live" data-pane tabIndex={-1}>
      <section className="live-head" aria-label="Progress">
        <div className="live-progress">
          <b>{words.point}</b>
          <span className="text-3">{words.repeat}</span>
          <span className="spring" />
          <b>{time}</b>
          <span className="text-3">{`${what} ${whole}`}</span>
        </div>
        <div ref={strip}>
          <PlanStrip
            bars={bars}
            width={stripWidth}
            sentence={`The plan: ${run.done} of ${bars.length} repeats done, ${noisy} of them noisy. The order is shuffled.`}
          />
        </div>
        <div className="live-legend">
          {isSweep && axes.lines.map((line) => <SeriesKey key={line.name} slot={line.slot} name={line.name} />)}
          <span className="series-key">
            <NoisySwatch /> noisy
          </span>
          {panels.length > 1 &&
            panels.map(({ title }, variant) => <VariantKey key={title} variant={variant} name={title} />)}
          {isSweep && <span className="small text-3">order shuffled, height = {axes.x.title.toLowerCase()}</span>}
          <PanelPicker panels={panels} picked={picked} onPick={setPicked} />
        </div>
        <GateLine run={run} />
      </section>
      <LiveCharts run={run} soFar={shown} experiment={experiment} />
    </div>
  );
}
