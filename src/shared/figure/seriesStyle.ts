/**
 * How the eight series look in print: the colours of M. Okabe and K. Ito (Color Universal Design, 2008), with dashes and
 * markers, so that lines stay apart in greyscale and for every colour vision.
 */
import { element } from './svg.ts';

export interface SeriesStyle {
  colour: string;
  /** stroke-dasharray; undefined for a solid line. */
  dash: string | undefined;
  marker: 'circle' | 'square' | 'triangle' | 'diamond' | 'triangleDown' | 'dot';
}

const styles: readonly SeriesStyle[] = [
  { colour: '#0072B2', dash: undefined, marker: 'circle' },
  { colour: '#E69F00', dash: '6 3', marker: 'square' },
  { colour: '#009E73', dash: '2 3', marker: 'triangle' },
  { colour: '#CC79A7', dash: '8 3 2 3', marker: 'diamond' },
  { colour: '#56B4E9', dash: '4 2', marker: 'triangleDown' },
  { colour: '#000000', dash: '1 2', marker: 'dot' },
  { colour: '#D55E00', dash: undefined, marker: 'square' },
  { colour: '#A89A00', dash: '6 3', marker: 'circle' }, // the original F0E442 cannot be seen on white
];

/** `slot` from 1 to 8. */
export function seriesStyle(slot: number): SeriesStyle {
  const style = styles[(slot - 1) % styles.length];
  if (style === undefined) throw new RangeError(`There is no series ${slot}.`);
  return style;
}

/** A marker around a point; hollow for what is too noisy to conclude from, or had more threads than CPUs. */
export function marker(style: SeriesStyle, x: number, y: number, hollow: boolean): string {
  const paint = { fill: hollow ? '#fff' : style.colour, stroke: style.colour, 'stroke-width': 1.4 };
  const polygon = (corners: readonly [number, number][]): string =>
    element('path', { d: `M${corners.map(([dx, dy]) => `${round(x + dx)} ${round(y + dy)}`).join('L')}Z`, ...paint });
  switch (style.marker) {
    case 'circle':
      return element('circle', { cx: x, cy: y, r: 3.6, ...paint });
    case 'dot':
      return element('circle', { cx: x, cy: y, r: 2.4, ...paint });
    case 'square':
      return element('rect', { x: x - 3.3, y: y - 3.3, width: 6.6, height: 6.6, ...paint });
    case 'triangle':
      return polygon([
        [0, -4.4],
        [4.2, 3.2],
        [-4.2, 3.2],
      ]);
    case 'triangleDown':
      return polygon([
        [0, 4.4],
        [4.2, -3.2],
        [-4.2, -3.2],
      ]);
    case 'diamond':
      return polygon([
        [0, -4.8],
        [4.4, 0],
        [0, 4.8],
        [-4.4, 0],
      ]);
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
