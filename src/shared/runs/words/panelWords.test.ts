import { describe, expect, test } from 'vitest';
import { resultText } from '../resultWords.ts';
import { lostUpdateRecord } from '../testing/countingRecords.ts';
import { sweptRecord, type SweptShape } from '../testing/sweptRecords.ts';

const run = (
  engine: string,
  lock: string,
  threads: number,
  rate: number,
  more: Partial<SweptShape> = {},
): SweptShape => ({
  engine,
  lock,
  threads,
  throughput: [rate * 0.9, rate, rate * 1.1],
  ...more,
});
const noisy = { noisy: true, failing: { 0: 'steal 9%, limit 3%', 1: 'steal 8%, limit 3%' } };

describe('the words of two engines', () => {
  const both = [
    run('wasm', 'tas', 1, 100),
    run('wasm', 'tas', 2, 40),
    run('native', 'tas', 1, 150),
    run('native', 'tas', 2, 80),
  ];

  test('tell each, then compare them with both named', () => {
    expect(resultText(sweptRecord(both))).toBe(
      'On wasm: from 1 to 2 threads tas loses 60% of its throughput (range of 3 repeats 51 to 67%). ' +
        'On native: from 1 to 2 threads tas loses 47% of its throughput (range of 3 repeats 35 to 56%). ' +
        'At 2 threads native has 2 times the throughput of wasm with tas (range of 3 repeats 1.6 to 2.4).',
    );
  });

  test('compare only what both have, and nothing that was too noisy', () => {
    const more = [run('native', 'pthreadMutex', 1, 200), run('native', 'pthreadMutex', 2, 190)];
    expect(resultText(sweptRecord([...both, ...more]))).toMatch(
      /native has 2 times the throughput of wasm with tas \(/,
    );
    const [a, b, c] = both;
    const disturbed = sweptRecord([a, b, c, run('native', 'tas', 2, 80, noisy)].flatMap((shape) => shape ?? []));
    expect(resultText(disturbed)).not.toContain(' times the ');
    expect(resultText(disturbed)).toContain(
      'tas at 2 threads on native could not be judged: 2 of 3 repeats were disturbed',
    );
  });

  test('say of an engine that nothing of it could be judged, and tell the other', () => {
    const record = sweptRecord([
      ...both.slice(0, 2),
      run('native', 'tas', 1, 150, noisy),
      run('native', 'tas', 2, 80, noisy),
    ]);
    expect(resultText(record)).toMatch(/^On wasm: from 1 to 2 threads tas loses 60%/);
    expect(resultText(record)).toContain(
      'On native none of the 2 points could be judged: 4 of 6 repeats were disturbed',
    );
  });

  test('say of an engine that nothing of it was measured', () => {
    const record = sweptRecord([...both.slice(0, 2), ...[1, 2].map((threads) => run('native', 'tas', threads, 1))]);
    const cut = record.points.map((point) =>
      point.params['engine'] === 'native' ? { ...point, repeats: [], metrics: {} } : point,
    );
    const text = resultText({ ...record, points: cut, status: 'cancelled' });
    expect(text).toMatch(/^Cancelled after 57 s; what follows rests on 6 finished repeats\. On wasm: from 1 to 2/);
    expect(text).toContain('On native nothing was measured.');
  });

  test('tell of each what was lost', () => {
    const at = (engine: string, lock: string, share: number) => ({
      params: { engine, lock, threads: 2 },
      metrics: { lostShare: [share, share, share], throughput: [9e6, 1e7, 1.1e7] },
    });
    const text = resultText(
      lostUpdateRecord([
        at('wasm', 'none', 0.4),
        at('wasm', 'tas', 0),
        at('native', 'none', 0.6),
        at('native', 'tas', 0),
      ]),
    );
    expect(text).toContain('On wasm: without a lock 2 threads lost 40% ');
    expect(text).toContain('On native: without a lock 2 threads lost 60% ');
    expect(text).toContain('On native: at 2 threads an increment took ');
    expect(text).toContain('At 2 threads native has 1.5 times the lost share of wasm with none');
  });
});

describe('the words of a second swept number', () => {
  const over = (sections: readonly number[]) =>
    sweptRecord(
      sections.flatMap((criticalSection) =>
        [1, 2].map((threads) => run('wasm', 'tas', threads, 0.5 / criticalSection / threads, { criticalSection })),
      ),
    );

  test('tell a few each in a sentence', () => {
    expect(resultText(over([1e-7, 1e-6, 1e-5]))).toBe(
      ['100 ns', '1 µs', '10 µs']
        .map(
          (section) =>
            `With critical section ${section}: from 1 to 2 threads tas loses 50% of its throughput (range of 3 repeats 39 to 59%).`,
        )
        .join(' '),
    );
  });

  test('tell many by their best line, in one sentence', () => {
    expect(resultText(over([1e-7, 2e-7, 5e-7, 1e-6, 1e-5]))).toBe(
      'At 2 threads the highest throughput is 2.5 M/s by tas with critical section 100 ns, 1.25 M/s by tas with critical section 200 ns, ' +
        '500 k/s by tas with critical section 500 ns, 250 k/s by tas with critical section 1 µs and 25 k/s by tas with critical section 10 µs.',
    );
  });

  test('name both where engines are swept as well', () => {
    const shapes = ['wasm', 'native'].flatMap((engine) =>
      [1e-7, 1e-6].flatMap((criticalSection) =>
        [1, 2].map((threads) => run(engine, 'tas', threads, engine === 'wasm' ? 100 : 200, { criticalSection })),
      ),
    );
    const text = resultText(sweptRecord(shapes));
    expect(text).toMatch(/^On wasm with critical section 100 ns: from 1 to 2 threads tas keeps 100%/);
    expect(text).toContain('On native with critical section 1 µs: from 1 to 2 threads');
    expect(text).toContain('native has 2 times the throughput of wasm with tas, critical section 100 ns (');
  });
});
