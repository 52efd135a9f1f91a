import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cacheRecord } from '../runs/testing/cacheRecords.ts';
import { fourLocks, recordOf, testEnvironment } from '../runs/testing/records.ts';
import { gridRecord, shapesRecord, sweptRecord } from '../runs/testing/sweptRecords.ts';
import { chartNames, drawFigure } from './figure.ts';
import { pushApart } from './pushApart.ts';
import { escapeXml } from './svg.ts';
import { cutText, textWidth, wrapText } from './textWidth.ts';

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

describe('a figure', () => {
  test('keeps text as text: title, unit, ticks at the asked values, line names, bounds', () => {
    const texts = textsOf(drawFigure(fourLocks(), 'throughput'));
    for (const text of [
      'Throughput over threads',
      'million a second',
      'threads',
      '1',
      '2',
      '4',
      '8',
      'tas',
      'ticket',
      'mcs',
      'futex',
    ]) {
      expect(texts).toContain(text);
    }
    expect(texts).toContain('serial bound, 1 / 101.3 ns');
    expect(texts).toContain('linear gain, threads / 202.1 ns');
  });

  test('stands on decades, each with its unit, where a metric spans them, and marks places upright', () => {
    const caches = [{ level: 1, type: 'data', sizeBytes: 48 * 1024 }];
    const svg = drawFigure(cacheRecord([{ order: 'random', at: { 8: 1.2, 64: 4, 4096: 124 } }], caches), 'loadLatency');
    const texts = textsOf(svg);
    for (const text of ['1 ns', '10 ns', '100 ns', '1 µs', 'reported L1 48 KiB']) expect(texts).toContain(text);
    expect(svg).not.toContain('NaN');
  });

  test('says in its caption how many repeats, which interval, what machine, which run', () => {
    const words = textsOf(drawFigure(fourLocks())).join(' ');
    for (const part of [
      'Median of 5 repeats; whiskers: their range (93.75%)',
      'Hollow: too disturbed',
      'critical section 100 ns (achieved 101.3 ns)',
      'Engine wasm',
      'AMD EPYC 7313P',
      'run 2026-10-03-1433-k7q2',
    ]) {
      expect(words).toContain(part);
    }
  });

  test('draws noisy points hollow and all others filled', () => {
    expect(drawFigure(fourLocks()).match(/fill="#fff" stroke/g)).toHaveLength(1);
    expect(drawFigure(recordOf([{ lock: 'tas', threads: 1, throughput: [1, 2] }]))).not.toMatch(/fill="#fff" stroke/);
  });

  test('draws every chart that it names', () => {
    const record = fourLocks();
    expect(chartNames(record)[0]).toBe('throughput');
    expect(chartNames(record)).toEqual(
      expect.arrayContaining(['fairness', 'contendedShare', 'acquireLatency', 'bypass']),
    );
    for (const chart of chartNames(record)) expect(drawFigure(record, chart)).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('gives percentiles decades with their units', () => {
    const texts = textsOf(drawFigure(fourLocks(), 'acquireLatency'));
    expect(texts).toEqual(expect.arrayContaining(['p50', 'p99.9', 'max', '1 µs', '1 ms', 'at 8 threads']));
  });

  test('makes a panel for each value of another swept parameter', () => {
    const record = recordOf([
      { lock: 'tas', threads: 1, throughput: [1] },
      { lock: 'tas', threads: 1, throughput: [2] },
    ]);
    const [first, second] = record.points;
    if (first === undefined || second === undefined) throw new Error('no points');
    second.params['criticalSection'] = 1e-6;
    record.request.parameters['criticalSection'] = [1e-7, 1e-6];
    const texts = textsOf(drawFigure(record));
    expect(texts).toEqual(expect.arrayContaining(['critical section 100 ns', 'critical section 1 µs']));
    expect(texts.join(' ')).not.toContain('axis of its own');
    const metrics = second.metrics['throughput'];
    if (metrics === undefined) throw new Error('no throughput');
    Object.assign(metrics, { median: 90, low: 90, high: 90 });
    expect(textsOf(drawFigure(record)).join(' ')).toContain('axis of its own');
  });

  test('counts every plot of which it leaves some out, those of more lines than a plot has too', () => {
    const locks = Array.from({ length: 9 }, (_, i) => `lock${i}`);
    const shapes = [1, 2, 3, 4, 5, 6, 7].flatMap((section) =>
      locks.map((lock) => ({ lock, threads: 1, criticalSection: section * 1e-7, throughput: [1] })),
    );
    expect(textsOf(drawFigure(sweptRecord(shapes))).join(' ')).toContain('Drawn are 12 of 14 panels.');
  });

  test('draws percentiles at the largest x that has them', () => {
    const record = fourLocks();
    const points = record.points.map(({ histograms, ...point }) =>
      point.params['threads'] === 8 ? point : { ...point, histograms },
    );
    expect(textsOf(drawFigure({ ...record, points }, 'acquireLatency'))).toContain('at 4 threads');
  });

  test('draws a bound across the plot where there is a single x', () => {
    const record = recordOf([{ lock: 'mcs', threads: 2, throughput: [8e6, 8.1e6] }]);
    expect(textsOf(drawFigure(record))).toContain('serial bound, 1 / 101.3 ns');
  });

  test('tells a bound that is far above in words instead of flattening the lines', () => {
    const record = recordOf([1, 2].map((threads) => ({ lock: 'tas', threads, throughput: [1e5, 1.1e5] })));
    expect(textsOf(drawFigure(record)).join(' ')).toContain('Above the plot: linear gain');
  });

  test('of one point, of one repeat, of zeros, is still drawn', () => {
    for (const throughput of [[5], [0], [0, 0, 0]]) {
      const svg = drawFigure(recordOf([{ lock: 'tas', threads: 1, throughput }]));
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  describe('of two engines', () => {
    const both = sweptRecord(
      ['wasm', 'native'].flatMap((engine) =>
        [1, 2].map((threads) => ({ engine, lock: 'tas', threads, throughput: [threads * 1e6] })),
      ),
      { environment: { ...testEnvironment, compiler: 'gcc 14.2.0' } },
    );

    test.each(['throughput', 'fairness', 'acquireLatency', 'threadCounts'])(
      'gives each a plot of its own for %s, named by the engine, and says what each is',
      (chart) => {
        const texts = textsOf(drawFigure(both, chart));
        expect(texts.filter((text) => text === 'wasm' || text === 'native')).toEqual(['wasm', 'native']);
        // A line of each: no plot has two.
        expect(texts.filter((text) => text === 'tas')).toHaveLength(2);
        const words = texts.join(' ');
        expect(words).toContain('Engine wasm: WebAssembly in threads of Node');
        expect(words).toContain('Engine native: C and pthreads, compiled on the machine that runs it by gcc 14.2.0.');
      },
    );

    test('names each line by its engine where engines are what is compared', () => {
      const clock = { ...both, experiment: 'clock-speed' };
      for (const point of clock.points) {
        const { throughput } = point.metrics;
        if (throughput !== undefined) point.metrics = { effectiveClock: { ...throughput, unit: 'hertz' } };
      }
      const texts = textsOf(drawFigure(clock, 'effectiveClock'));
      expect(texts.filter((text) => text === 'wasm' || text === 'native')).toEqual(['wasm', 'native']);
      expect(texts).not.toContain('tas');
    });
  });

  describe('of another shape', () => {
    test('is a heat map for each line, with figures, a legend, and noisy cells hollow', () => {
      const svg = drawFigure(gridRecord(), 'throughput.grid');
      const texts = textsOf(svg);
      expect(texts).toEqual(expect.arrayContaining(['tas', 'mcs', 'critical section', 'threads', '100 ns', '1 µs']));
      expect(texts).toEqual(
        expect.arrayContaining(['Throughput over threads and critical section', '0.1', '0.2', '2']),
      );
      expect(texts).toEqual(expect.arrayContaining(['100 k/s', '2 M/s, logarithmic']));
      expect(svg.match(/fill="#fff" stroke/g)).toHaveLength(1);
      expect(texts.join(' ')).toContain('Hollow: too disturbed');
    });

    test('is a matrix with its sides named and its own pairs left out', () => {
      const texts = textsOf(drawFigure(shapesRecord(), 'latency'));
      expect(texts).toEqual(expect.arrayContaining(['from CPU', 'to CPU', '42', '61', '0 s', '61 ns']));
      expect(texts.join(' ')).toContain('Grey: not measured.');
    });

    test('is a table of what is said and what was seen', () => {
      const texts = textsOf(drawFigure(shapesRecord(), 'takenTwice'));
      expect(texts).toEqual(expect.arrayContaining(['What is said', 'What was seen', 'It blocks.', '1 of 2']));
      expect(texts).toEqual(expect.arrayContaining(['As said. It blocked, as &lt;long&gt; as we waited.']));
      expect(texts).toContain('Otherwise. It went on.');
    });

    test('is a line for each thread over time, broken where a repeat ended', () => {
      const svg = drawFigure(shapesRecord(), 'clock');
      expect(textsOf(svg)).toEqual(
        expect.arrayContaining(['thread 1', 'thread 2', 'since the start, s', 'at 2 threads, GHz']),
      );
      const lines = [...svg.matchAll(/<path d="(M[^"]*)" stroke-width="1.8"/g)].map(([, path = '']) => path);
      expect(lines.map((path) => path.match(/M/g)?.length)).toEqual([2, 2]);
    });

    test('is a mark for each thread, with no line between', () => {
      const svg = drawFigure(recordOf([{ lock: 'tas', threads: 3, throughput: [1, 2] }]), 'threadCounts');
      expect(textsOf(svg)).toEqual(expect.arrayContaining(['at 3 threads', 'thread', '1', '2', '3']));
      expect(svg.match(/<circle/g)).toHaveLength(3);
      expect(svg).not.toMatch(/stroke-width="1.8"/);
    });

    test.each([gridRecord(), shapesRecord()])('is drawn for every name', (record) => {
      for (const chart of chartNames(record)) expect(drawFigure(record, chart)).not.toMatch(/NaN|Infinity|undefined/);
    });
  });

  test('holds nothing that a record could smuggle in', () => {
    const hostile = `</text><script>alert(1)</script><a href="x" onload='y'>&\u202e\u0000`;
    fc.assert(
      fc.property(fc.oneof(fc.constant(hostile), fc.string({ unit: 'binary' })), (text) => {
        const record = recordOf([{ lock: text, threads: 1, throughput: [1, 2] }], {
          id: text,
          experiment: text,
          environment: { ...testEnvironment, cpuModel: text, kernel: text },
        });
        const svg = drawFigure(record);
        const known = ['svg', 'title', 'desc', 'rect', 'text', 'g', 'path', 'circle'];
        const names = new Set([...svg.matchAll(/<\/?([a-z]+)/g)].map(([, name = '']) => name));
        expect([...names].filter((name) => !known.includes(name))).toEqual([]);
        expect(svg).not.toMatch(/[\0\u202e]/);
        // Attributes, their quoted values taken out: what a record says may stand in a value, never as a name.
        const tags = [...svg.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, ''));
        expect(tags.filter((tag) => /\s(on\w+|href)/.test(tag))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('escaping', () => {
  test.each([
    [`<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;'],
    ['\u0000\u0008\ud800\u202e', '\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['naïve 日本 🧵', 'naïve 日本 🧵'],
  ])('of %j', (text, escaped) => expect(escapeXml(text)).toBe(escaped));
});

describe('labels pushed apart', () => {
  test('stay where they are when they do not touch', () =>
    expect(pushApart([10, 50, 90], 12, 0, 100)).toEqual([10, 50, 90]));
  test('move evenly around their middle', () => expect(pushApart([50, 50], 12, 0, 100)).toEqual([44, 56]));
  test('stay inside', () => expect(pushApart([99, 99, 99], 10, 0, 100)).toEqual([80, 90, 100]));

  test('never touch where there is room, never leave it, and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }), (wanted) => {
        const placed = pushApart(wanted, 12, 0, 100);
        const sorted = [...placed].sort((a, b) => a - b);
        expect(sorted[0]).toBeGreaterThanOrEqual(-1e-9);
        expect(sorted.at(-1)).toBeLessThanOrEqual(100 + 1e-9);
        sorted.slice(1).forEach((at, i) => expect(at - (sorted[i] ?? NaN)).toBeGreaterThanOrEqual(12 - 1e-6));
        const byWanted = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
        const byPlaced = placed.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
        expect(byPlaced.map(({ i: member }) => member)).toEqual(byWanted.map(({ i: member }) => member));
      }),
    );
  });
});

describe('text', () => {
  test('wraps at spaces, and cuts a word only when it alone is too wide', () => {
    const words = 'the quick brown fox jumps over the lazy dog';
    const lines = wrapText(words, 11, 100);
    expect(lines.join(' ')).toBe(words);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(100);
    expect(wrapText('a'.repeat(100), 11, 100).length).toBeGreaterThan(3);
  });

  test('is cut at the end with "…"', () => {
    expect(cutText('short', 11, 100)).toBe('short');
    expect(cutText('a very long name indeed', 11, 60)).toMatch(/^a very.*…$/);
  });
});
