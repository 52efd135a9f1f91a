/** The figure of what the Monitor saw over time. */
import type { HistoryFigure } from '../monitor/historyFigure.ts';
import { extent } from '../statistics/extent.ts';
import { formatSeconds } from '../units/duration.ts';
import { page } from './page.ts';
import { drawPlot } from './plot.ts';
import { timePlot } from './plots.ts';

const height = 340;

/** A finished SVG document. `machine`: a sentence for the caption; "" for none. */
export function drawHistory(figure: HistoryFigure, machine: string): string {
  const { title, subject, unit, length, until, step } = figure;
  const lines = figure.lines.map(({ name, points }, i) => ({ name, slot: i + 1, points }));
  const largest = Math.max(0, extent(lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []))).most);
  const { plot, unit: words } = timePlot('', lines, largest, unit, {
    title: `time up to ${until.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')}`,
    end: length,
  });
  const caption = [
    `${subject}: ${step === 0 ? 'every reading' : `means of ${formatSeconds(step)}`} over ${formatSeconds(length)}.`,
    'A line breaks where nothing was read.',
    machine,
    'Threadlab.',
  ];
  return page(
    title,
    { unit: words, panels: [{ height: () => height, draw: (box) => drawPlot(plot, box) }], marks: [] },
    caption.filter((sentence) => sentence !== '').join(' '),
  );
}
