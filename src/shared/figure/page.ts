/** The page of a figure: title and unit, its panels in one or two columns, a legend where there is one, the caption at the foot. */
import type { Box } from './plot.ts';
import { element, escapeXml, textElement } from './svg.ts';
import { cutText, textWidth, wrapText } from './textWidth.ts';

/** A part of a figure that is drawn into a box of its own. */
export interface FigurePanel {
  height: (width: number) => number;
  draw: (box: Box) => string;
}

export interface Drawing {
  /** Beside the title. */
  unit: string;
  panels: readonly FigurePanel[];
  /** Under the panels, over the caption. */
  legend?: { height: number; draw: (x: number, y: number) => string };
  /** Sentences for the caption: what the marks mean. */
  marks: readonly string[];
}

const width = { one: 720, two: 980 } as const;
const margin = 20;
const head = 44;
const captionSize = 11;
const lineHeight = 15;

/** A finished SVG document. `foot`: the caption. */
export function page(title: string, drawing: Drawing, foot: string): string {
  const columns = drawing.panels.length > 1 ? 2 : 1;
  const pageWidth = columns === 1 ? width.one : width.two;
  const inner = pageWidth - 2 * margin;
  const { drawn, height } = placed(drawing.panels, columns, inner);
  const lines = wrapText(foot, captionSize, inner);
  const { legend } = drawing;
  const end = head + height + (legend?.height ?? 0);
  const pageHeight = end + 14 + lines.length * lineHeight + margin;
  const shown = cutText(title, 15, inner * 0.6);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: pageWidth,
      height: pageHeight,
      viewBox: `0 0 ${pageWidth} ${pageHeight}`,
      'font-family': "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif",
      'font-size': captionSize,
      role: 'img',
    },
    [
      element('title', {}, [escapeXml([title, drawing.unit].filter((part) => part !== '').join(', '))]),
      element('desc', {}, [escapeXml(foot)]),
      element('rect', { width: pageWidth, height: pageHeight, fill: '#fff' }),
      textElement(shown, { x: margin, y: 28, 'font-size': 15, 'font-weight': 600, fill: '#15181c' }),
      textElement(drawing.unit, {
        x: margin + textWidth(shown, 15) * 1.02 + 10,
        y: 28,
        'font-size': 12,
        fill: '#474e58',
      }),
      ...drawn,
      ...(legend === undefined ? [] : [legend.draw(margin, head + height)]),
      ...lines.map((line, i) => textElement(line, { x: margin, y: end + 24 + i * lineHeight, fill: '#474e58' })),
    ],
  )}\n`;
}

/** Row by row, each as high as its highest panel. */
function placed(panels: readonly FigurePanel[], columns: number, inner: number): { drawn: string[]; height: number } {
  const panelWidth = (inner - (columns - 1) * margin) / columns;
  const drawn: string[] = [];
  let y = 0;
  for (let at = 0; at < panels.length; at += columns) {
    const row = panels.slice(at, at + columns);
    const height = Math.max(...row.map((panel) => panel.height(panelWidth)));
    row.forEach((panel, i) => {
      const x = margin + i * (panelWidth + margin);
      drawn.push(panel.draw({ x, y: head + y, width: panelWidth, height }));
    });
    y += height;
  }
  return { drawn, height: y };
}
