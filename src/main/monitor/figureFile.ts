/** A chart of the Monitor as a file: the figure that is drawn for export, with this machine in its caption. */
import { machineSentence } from '../../shared/figure/caption.ts';
import { drawHistory } from '../../shared/figure/historyDrawing.ts';
import type { HistoryFigure } from '../../shared/monitor/historyFigure.ts';
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';

/** Bytes as base64; the name says what it shows, and until when. */
export async function figureFile(
  figure: HistoryFigure,
  format: 'svg' | 'png',
  machine: MachineDescription,
  pngOf: (svg: string) => Promise<Uint8Array>,
): Promise<{ fileName: string; mediaType: string; base64: string }> {
  const svg = drawHistory(figure, machineSentence({ ...machine, cpus: `${machine.cpus.length} CPUs` }));
  const name = [figure.subject, figure.title, figure.until.slice(0, 19)].join('-');
  return {
    fileName: `${name.replace(/[^A-Za-z0-9.]+/g, '-').slice(0, 100)}.${format}`,
    mediaType: format === 'svg' ? 'image/svg+xml' : 'image/png',
    base64: Buffer.from(format === 'svg' ? svg : await pngOf(svg)).toString('base64'),
  };
}
