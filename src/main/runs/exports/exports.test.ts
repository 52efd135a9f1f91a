import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../../shared/figure/figure.ts';
import { exportFormats } from '../../../shared/runs/contract.ts';
import { runRecord } from '../../../shared/runs/record.ts';
import { fourLocks, recordOf, testEnvironment } from '../../../shared/runs/testing/records.ts';
import { shapesRecord } from '../../../shared/runs/testing/sweptRecords.ts';
import { csvOf } from './csv.ts';
import { exportRun } from './exportRun.ts';
import { jsonOf } from './json.ts';
import { pngOf } from './png.ts';
import { chunksOf, setDensity } from './pngDensity.ts';

/** A reader of RFC 4180, written from its grammar and not from our writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    }
    row.push(cell);
    if (text[at] === ',') at += 1;
    else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`No line end at ${at}.`);
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('CSV', () => {
  test('has a row for each repeat and metric, and one for each thread, all of one width', () => {
    const record = recordOf([{ lock: 'tas', threads: 2, throughput: [1e6, 2e6, 3e6] }]);
    const [header = [], ...rows] = parseCsv(csvOf(record));
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
    const metrics = Object.keys(record.points[0]?.repeats[0]?.metrics ?? {}).length;
    expect(rows.length).toBe(3 * (metrics + 2));
    const throughput = rows.filter((row) => row[header.indexOf('metric')] === 'throughput');
    expect(throughput.map((row) => row[header.indexOf('value')])).toEqual(['1000000', '2000000', '3000000']);
    expect(new Set(column('criticalSection'))).toEqual(new Set(['1e-7']));
    expect(column('value').filter((value) => value === '')).toHaveLength(3); // runQueueDelay was not available
  });

  test('has a row for each moment of a series, pair of a matrix and sighting, each repeat its own', () => {
    const [header = [], ...rows] = parseCsv(csvOf(shapesRecord()));
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const of = (metric: string, ...columns: string[]) =>
      rows
        .filter((row) => row[header.indexOf('metric')] === metric)
        .map((row) => columns.map((column) => row[header.indexOf(column)] ?? '').join(' '));
    expect(of('clock', 'repeat', 'thread', 'time', 'value', 'unit')).toEqual([
      '1 1 0.1 3000000000 hertz',
      '1 1 0.2 3100000000 hertz',
      '1 2 0.1 2000000000 hertz',
      '1 2 0.2 2100000000 hertz',
      '2 1 1.1 3000000000 hertz',
      '2 1 1.2  hertz',
      '2 2 1.1 2000000000 hertz',
      '2 2 1.2 2000000000 hertz',
    ]);
    expect(of('latency', 'repeat', 'row', 'column', 'value', 'unit').slice(0, 4)).toEqual([
      '1 0 0  seconds',
      '1 0 1 4.2e-8 seconds',
      '1 1 0 6.1e-8 seconds',
      '1 1 1  seconds',
    ]);
    expect(of('takenTwice', 'repeat', 'code', 'words', 'value', 'unit')).toEqual([
      '1 blocked It blocked, as <long> as we waited.  ',
      '2 through It went on.  ',
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd'])('defuses %j', (hostile) => {
    const record = recordOf([{ lock: hostile, threads: 1, throughput: [1] }]);
    const [header = [], row = []] = parseCsv(csvOf(record));
    expect(row[header.indexOf('lock')]).toBe(`'${hostile}`);
  });

  test('reads back quotes, commas and line breaks', () => {
    const hostile = 'a "quoted", b\r\nc';
    const [header = [], row = []] = parseCsv(csvOf(recordOf([{ lock: hostile, threads: 1, throughput: [1] }])));
    expect(row[header.indexOf('lock')]).toBe(hostile);
  });
});

describe('JSON', () => {
  test.each([fourLocks(), shapesRecord()])('is the record', (record) => {
    expect(runRecord.parse(JSON.parse(jsonOf(record)))).toEqual(record);
  });

  test('names no user', () => {
    const python = (path: string) => ({ path, version: '3.11', build: '', gil: true });
    const record = recordOf([], {
      environment: {
        ...testEnvironment,
        pythons: [python('/home/alice/.pyenv/bin/python'), python('C:\\Users\\Bob\\py.exe')],
      },
      error: { message: 'in /Users/carol/x', exitStatus: 1, signal: null, lastLines: [] },
    });
    const text = jsonOf(record);
    expect(text).not.toMatch(/alice|Bob|carol/);
    expect(text).toContain('~/.pyenv/bin/python');
  });
});

describe('PNG', () => {
  test('is whole, at 300 dots an inch, as large as the figure, and not blank', async () => {
    const png = Buffer.from(await pngOf(drawFigure(fourLocks())));
    const chunks = chunksOf(png);
    const density = chunks.find(({ type }) => type === 'pHYs');
    expect(png.readUInt32BE((density?.start ?? 0) + 8)).toBe(Math.round(300 / 0.0254));
    expect(chunks.findIndex(({ type }) => type === 'pHYs')).toBeLessThan(
      chunks.findIndex(({ type }) => type === 'IDAT'),
    );
    expect(png.readUInt32BE(16)).toBe((720 * 300) / 96);
    // A blank page of this size packs to a few kilobytes; text and lines need far more.
    expect(png.length).toBeGreaterThan(50_000);
  });

  test('draws text in the font that ships', async () => {
    const svg = (words: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="Inter"><text x="5" y="25">${words}</text></svg>`;
    expect(Buffer.from(await pngOf(svg('')))).not.toEqual(Buffer.from(await pngOf(svg('threads'))));
  });

  test('takes a new density in place of an old one', async () => {
    const png = await pngOf(drawFigure(fourLocks()));
    const again = chunksOf(Buffer.from(setDensity(png, 72)));
    expect(again.filter(({ type }) => type === 'pHYs')).toHaveLength(1);
  });

  test.each([
    ['text', (png: Buffer) => Buffer.from(png.toString('hex')), 'not a PNG'],
    ['a cut one', (png: Buffer) => png.subarray(0, 1000), 'cut short'],
    ['one without its end', (png: Buffer) => png.subarray(0, png.length - 12), 'cut short'],
    [
      'a damaged one',
      (png: Buffer) => {
        const copy = Buffer.from(png);
        copy.writeUInt8(copy.readUInt8(20) ^ 1, 20);
        return copy;
      },
      'damaged',
    ],
  ])('refuses %s', async (_, spoil, words) => {
    const png = Buffer.from(await pngOf(drawFigure(fourLocks())));
    expect(() => setDensity(spoil(png), 300)).toThrow(words);
  });
});

describe('an exported file', () => {
  test.each(exportFormats)('as %s has a name that is safe everywhere', async (format) => {
    const record = recordOf([{ lock: 'tas', threads: 1, throughput: [1] }], { experiment: '../../x y;rm' });
    const { fileName, base64 } = await exportRun(record, format, undefined);
    expect(fileName).toMatch(/^2026-10-03-1433-k7q2-[A-Za-z0-9.-]+\.(csv|json|svg|png)$/);
    expect(fileName).not.toContain('/');
    expect(Buffer.from(base64, 'base64').length).toBeGreaterThan(100);
  });

  test('of a chart that is not there is refused with those that are', async () => {
    await expect(exportRun(fourLocks(), 'svg', 'colour')).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('throughput'),
    });
  });

  test('is refused as a picture where nothing was measured', async () => {
    await expect(exportRun(recordOf([]), 'png', undefined)).rejects.toMatchObject({ code: 'badInput' });
  });
});
