/** One plot: axes, bounds, lines with whiskers and markers, labels at the lines' ends. Draws what it is given, in base units. */
import { pushApart } from './pushApart.ts';
import { marker, seriesStyle } from './seriesStyle.ts';
import { coordinate, element, textElement } from './svg.ts';
import { cutText, textWidth } from './textWidth.ts';

/** A place on an axis: `at` from 0 (left, bottom) to 1. */
export interface Tick {
  at: number;
  label: string;
}

export interface PlotPoint {
  at: number;
  y: number;
  low: number;
  high: number;
  hollow: boolean;
  /** The line is broken before it. */
  gap?: boolean;
}

export interface PlotLine {
  name: string;
  slot: number;
  points: readonly PlotPoint[];
}

export interface PlotBound {
  label: string;
  points: readonly { at: number; y: number }[];
  /** The side of its label: under the end of a level one, beside the middle of a rising one; at the top of an upright one. */
  rises: boolean;
  upright?: boolean;
}

export interface Plot {
  /** Over the plot; empty for none. */
  title: string;
  xTitle: string;
  xTicks: readonly Tick[];
  /** `at` is a share of the height. */
  yTicks: readonly Tick[];
  lines: readonly PlotLine[];
  bounds: readonly PlotBound[];
  /** Ordinal axes (percentiles) are inset, so that no marker stands on the axis. */
  inset: number;
  /** false: marks without a line, where what is between two places means nothing. */
  joined?: boolean;
  /** The ticks are words, none of which may be left out: where they have no room in one line they stand in two, in turn. */
  words?: boolean;
  /** false: a line without marks, of many points. */
  marked?: boolean;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const size = 11;
const grey = { text: '#474e58', line: '#e4e6ea', axis: '#868d98' } as const;
const longestLabel = 130;
const secondLine = 13;

/** `y` of points and bounds is a share of the height, 0 at the bottom. */
export function drawPlot(plot: Plot, box: Box): string {
  const left = 12 + Math.max(0, ...plot.yTicks.map(({ label }) => textWidth(label, size)));
  const names = plot.lines.map(({ name }) => cutText(name, size, longestLabel));
  const right = 26 + Math.max(0, ...names.map((name) => textWidth(name, size)));
  const top = plot.title === '' ? 10 : 28;
  const width = box.width - left - right;
  const second = plot.words === true && isCrowded(plot.xTicks, width) ? secondLine : 0;
  const area = { x: box.x + left, y: box.y + top, width, height: box.height - top - 42 - second };
  const x = (at: number): number => area.x + plot.inset + at * (area.width - 2 * plot.inset);
  const y = (share: number): number => area.y + area.height * (1 - share);

  return element('g', {}, [
    ...(plot.title === ''
      ? []
      : [textElement(plot.title, { x: box.x, y: box.y + 14, 'font-size': 12, 'font-weight': 600 })]),
    ...plot.yTicks.flatMap(({ at, label }) => [
      element('path', {
        d: `M${coordinate(area.x)} ${coordinate(y(at))}H${coordinate(area.x + area.width)}`,
        stroke: at === 0 ? grey.axis : grey.line,
      }),
      textElement(label, { x: area.x - 8, y: y(at) + 4, 'text-anchor': 'end', fill: grey.text }),
    ]),
    ...[0, 1].flatMap((line) => {
      const own = second === 0 ? (line === 0 ? plot.xTicks : []) : plot.xTicks.filter((_, i) => i % 2 === line);
      const below = area.y + area.height + 17 + line * second;
      return xLabels(own, x, area.width).map(({ at, label }) =>
        textElement(label, { x: x(at), y: below, 'text-anchor': 'middle', fill: grey.text }),
      );
    }),
    textElement(plot.xTitle, {
      x: area.x + area.width / 2,
      y: area.y + area.height + 35 + second,
      'text-anchor': 'middle',
      fill: grey.text,
    }),
    ...plot.bounds.map((bound) => drawBound(bound, x, y, area)),
    ...plot.lines.map((line) => drawLine(line, plot, x, y)),
    ...endLabels(plot.lines, names, x, y, area, plot.xTicks.length === 1),
  ]);
}

/** Whether the widest label has more than its share of the axis. */
function isCrowded(ticks: readonly Tick[], width: number): boolean {
  return Math.max(0, ...ticks.map(({ label }) => textWidth(label, size))) > width / ticks.length - 6;
}

/** Tick labels that do not touch: the last one is kept, and of the rest those that fit. */
function xLabels(ticks: readonly Tick[], x: (at: number) => number, width: number): Tick[] {
  const kept: Tick[] = [];
  const widest = Math.max(48, width / ticks.length - 6);
  for (const { at, label } of ticks.toReversed()) {
    const tick = { at, label: cutText(label, size, widest) };
    const next = kept[0];
    const ends = x(tick.at) + textWidth(tick.label, size) / 2 + 6;
    if (next === undefined || ends <= x(next.at) - textWidth(next.label, size) / 2) kept.unshift(tick);
  }
  return kept;
}

function drawLine(
  line: PlotLine,
  { joined = true, marked = true }: Plot,
  x: (at: number) => number,
  y: (share: number) => number,
): string {
  const style = seriesStyle(line.slot);
  const path = line.points.map(
    (point, i) => `${i === 0 || point.gap === true ? 'M' : 'L'}${coordinate(x(point.at))} ${coordinate(y(point.y))}`,
  );
  const drawn = element('path', {
    d: path.join(''),
    'stroke-width': 1.8,
    'stroke-dasharray': style.dash,
    'stroke-linejoin': 'round',
  });
  return element('g', { stroke: style.colour, fill: 'none' }, [
    ...(joined ? [drawn] : []),
    ...line.points
      .filter(({ low, high }) => high > low)
      .map((point) => {
        const [at, from, to] = [coordinate(x(point.at)), coordinate(y(point.low)), coordinate(y(point.high))];
        return element('path', { d: `M${at} ${from}V${to}m-3.5 0h7M${at} ${from}m-3.5 0h7`, 'stroke-width': 1.2 });
      }),
    ...(marked ? line.points.map((point) => marker(style, x(point.at), y(point.y), point.hollow)) : []),
  ]);
}

function drawBound(bound: PlotBound, x: (at: number) => number, y: (share: number) => number, area: Box): string {
  const path = bound.points.map(
    ({ at, y: share }, i) => `${i === 0 ? 'M' : 'L'}${coordinate(x(at))} ${coordinate(y(share))}`,
  );
  return element('g', {}, [
    element('path', {
      d: path.join(''),
      fill: 'none',
      stroke: grey.axis,
      'stroke-width': 1.2,
      'stroke-dasharray': '3 3',
    }),
    ...boundLabel(bound, x, y, area),
  ]);
}

/** Over the end of a level bound; under a rising one where there is room, else over it; beside the top of an upright one. */
function boundLabel(
  { label, points, rises, upright = false }: PlotBound,
  x: (at: number) => number,
  y: (share: number) => number,
  area: Box,
): string[] {
  const last = points.at(-1);
  const middle = points[Math.floor((points.length - 1) / 2)];
  if (last === undefined || middle === undefined) return [];
  if (upright) {
    const fits = x(last.at) + 4 + textWidth(label, size) <= area.x + area.width;
    const place = fits ? { x: x(last.at) + 4 } : { x: x(last.at) - 4, 'text-anchor': 'end' };
    return [textElement(label, { ...place, y: y(1) + 10, fill: grey.text })];
  }
  if (!rises) return [textElement(label, { x: x(last.at), y: y(last.y) - 6, 'text-anchor': 'end', fill: grey.text })];
  const at = x((middle.at + last.at) / 2);
  const height = y((middle.y + last.y) / 2);
  return at + 8 + textWidth(label, size) <= area.x + area.width
    ? [textElement(label, { x: at + 8, y: height + 14, fill: grey.text })]
    : [textElement(label, { x: at - 8, y: height - 6, 'text-anchor': 'end', fill: grey.text })];
}

function endLabels(
  lines: readonly PlotLine[],
  names: readonly string[],
  x: (at: number) => number,
  y: (share: number) => number,
  area: Box,
  alone: boolean,
): string[] {
  const ends = lines.map(({ points }) => points.at(-1));
  const wanted = ends.map((end) => (end === undefined ? area.y : y(end.y)));
  const placed = pushApart(wanted, size + 3, area.y + 2, area.y + area.height - 2);
  return lines.flatMap((line, i) => {
    const [end, at, name] = [ends[i], placed[i], names[i]];
    if (end === undefined || at === undefined || name === undefined) return [];
    const from = x(end.at) + 7;
    // A single x stands in the middle: its labels stand beside it, not across the empty half.
    const to = alone ? from + 12 : area.x + area.width + 14;
    return [
      element('path', {
        d: `M${coordinate(from)} ${coordinate(y(end.y))}L${coordinate(to)} ${coordinate(at)}`,
        stroke: seriesStyle(line.slot).colour,
        'stroke-width': 0.8,
        fill: 'none',
      }),
      textElement(name, { x: to + 4, y: at + 4, fill: '#15181c' }),
    ];
  });
}
