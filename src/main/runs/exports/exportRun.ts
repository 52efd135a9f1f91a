/** A run as a file of another format: what the window saves and the command line writes are the same bytes. */
import { chartNames, drawFigure } from '../../../shared/figure/figure.ts';
import type { ExportFormat } from '../../../shared/runs/contract.ts';
import type { RunRecord } from '../../../shared/runs/record.ts';
import { csvOf } from './csv.ts';
import { jsonOf } from './json.ts';
import { pngOf } from './png.ts';
import { withoutCommandLines } from './withoutCommandLines.ts';

export interface ExportedFile {
  fileName: string;
  mediaType: string;
  base64: string;
}

/**
 * `chart`: its name among `resultCharts`, the main one without, for the formats that are pictures. `commandLines`: with what a person
 * started, and what it wrote. Throws `badInput` where the record has no such chart.
 */
export async function exportRun(
  whole: RunRecord,
  format: ExportFormat,
  chart: string | undefined,
  commandLines = false,
): Promise<ExportedFile> {
  const record = commandLines ? whole : withoutCommandLines(whole);
  const file = (mediaType: string, content: string | Uint8Array, part: string): ExportedFile => ({
    fileName: fileNameOf(record, part, format),
    mediaType,
    base64: Buffer.from(content).toString('base64'),
  });
  const drawn = chart ?? chartNames(record)[0] ?? '';
  switch (format) {
    case 'csv':
      return file('text/csv; charset=utf-8', csvOf(record), '');
    case 'json':
      return file('application/json', jsonOf(record), '');
    case 'svg':
      return file('image/svg+xml', drawFigure(record, chart), drawn);
    case 'png':
      return file('image/png', await pngOf(drawFigure(record, chart)), drawn);
  }
}

/** Letters, digits, dots and hyphens alone: safe on every file system, in a header and in a shell. */
function fileNameOf(record: RunRecord, part: string, extension: string): string {
  const name = [record.id, record.experiment, part].filter((word) => word !== '').join('-');
  return `${name.replace(/[^A-Za-z0-9.-]+/gu, '-').slice(0, 100)}.${extension}`;
}
