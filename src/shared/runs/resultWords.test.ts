import { describe, expect, test } from 'vitest';
import { resultText, resultWords } from './resultWords.ts';
import { fourLocks, recordOf } from './testing/records.ts';

const run = (lock: string, threads: number, throughput: number[], more = {}) => ({
  lock,
  threads,
  throughput,
  ...more,
});

describe('the result in words', () => {
  test('tells the best and the worst, who was starved, and what could not be judged', () => {
    expect(resultText(fourLocks())).toBe(
      'From 1 to 8 threads mcs gains 52% in throughput (range of 5 repeats 45 to 60%), ticket keeps 102% (97 to 107%) and tas loses 43% (37 to 50%). ' +
        'At 8 threads ticket and mcs serve their threads evenly, within 1%; with tas the worst-served thread got 4.5% of the acquisitions where an equal share is 12.5%. ' +
        'futex at 8 threads could not be judged: 3 of 5 repeats were disturbed (first: steal 3.1%, limit 3%).',
    );
  });

  test('marks figures, intervals and doubts', () => {
    const [first = [], , last = []] = resultWords(fourLocks());
    expect(first.filter(({ kind }) => kind === 'figure').map(({ text }) => text)).toEqual([
      'mcs gains 52%',
      'ticket keeps 102%',
      'tas loses 43%',
    ]);
    expect(first.filter(({ kind }) => kind === 'interval').map(({ text }) => text)).toEqual([
      ' (range of 5 repeats 45 to 60%)',
      ' (97 to 107%)',
      ' (37 to 50%)',
    ]);
    expect(last[0]).toEqual({ text: 'futex at 8 threads could not be judged: ', kind: 'doubt' });
  });

  test('says that throughput is kept where the interval holds no change', () => {
    const record = recordOf([run('mcs', 1, [100, 102, 98]), run('mcs', 2, [97, 99, 101])]);
    expect(resultText(record)).toMatch(
      /^From 1 to 2 threads mcs keeps 99% of its throughput \(range of 3 repeats 95 to 103%\)\./,
    );
  });

  test('calls the interval of six repeats by its level', () => {
    const record = recordOf([run('tas', 1, [100, 101, 99, 100, 102, 98]), run('tas', 2, [43, 44, 42, 43, 41, 45])]);
    expect(resultText(record)).toMatch(/tas loses 57% of its throughput \(95% interval 5\d to 5\d%\)/);
  });

  test('gives the level where nothing was swept', () => {
    expect(resultText(recordOf([run('tas', 2, [2e6, 2.1e6, 1.9e6])]))).toMatch(
      /^At 2 threads tas has a throughput of 2 M\/s \(range of 3 repeats 1\.9 to 2\.1 M\/s\)\./,
    );
  });

  test('puts a failed A check first', () => {
    const record = recordOf([run('tas', 1, [1, 2, 3])], {
      checks: [{ id: 'exclusive', kind: 'A', outcome: 'failed', detail: '3 times two threads inside' }],
    });
    expect(resultText(record)).toMatch(/^exclusive failed \(3 times two threads inside\); this must never happen/);
  });

  test('says how much of a cancelled run there is', () => {
    const record = recordOf([run('tas', 1, [1, 2, 3])], { status: 'cancelled', elapsed: 4.2 });
    expect(resultText(record)).toMatch(/^Cancelled after 4 s; what follows rests on 3 finished repeats\./);
    expect(resultText(recordOf([], { status: 'cancelled' }))).toBe('Cancelled after 57 s; no repeat had finished.');
  });

  test('says why a failed run has no result', () => {
    const error = { message: 'The runner was killed by SIGKILL', exitStatus: null, signal: 'SIGKILL', lastLines: [] };
    expect(resultText(recordOf([], { status: 'failed', error }))).toBe(
      'The run ended without a result: The runner was killed by SIGKILL.',
    );
  });

  test('says first of a failed run how it ended, then which check failed: the window leaves out the first', () => {
    const record = recordOf([{ lock: 'tas', threads: 2, throughput: [1, 2] }], {
      status: 'failed',
      error: { message: 'The runner was killed by SIGKILL', exitStatus: null, signal: 'SIGKILL', lastLines: [] },
      checks: [{ id: 'exclusive', kind: 'A', outcome: 'failed', detail: '' }],
    });
    expect(resultText(record)).toMatch(
      /^The run ended without a result: [^.]+\. exclusive failed; this must never happen/,
    );
  });

  test('says that nothing could be judged where every repeat was disturbed', () => {
    const failing = { 0: 'steal 9%, limit 3%', 1: 'steal 8%, limit 3%' };
    const record = recordOf([
      run('tas', 1, [1, 2], { noisy: true, failing }),
      run('tas', 2, [1, 2], { noisy: true, failing }),
    ]);
    expect(resultText(record)).toBe(
      'None of the 2 points could be judged: 4 of 4 repeats were disturbed (first: steal 9%, limit 3%).',
    );
  });

  test('calls no repeat disturbed that only had more threads than CPUs', () => {
    const failing = { 1: 'steal 9%, limit 3%', 2: 'steal 8%, limit 3%' };
    const record = recordOf([run('tas', 1, [1, 2, 3]), run('tas', 32, [1, 2, 3], { noisy: true, failing })]);
    const [crowded] = record.points[1]?.repeats ?? [];
    const readings = { threads: 32, effectiveCpus: 16 };
    if (crowded !== undefined) crowded.gate = { passed: false, reasons: ['32 threads on 16 CPUs'], readings };
    expect(resultText(record)).toContain('2 of 3 repeats were disturbed (first: steal 9%, limit 3%)');
  });

  test('says what more threads than CPUs mean', () => {
    const record = recordOf([run('mcs', 1, [5, 5, 5]), run('mcs', 32, [1, 1, 1], { oversubscribed: true })]);
    expect(resultText(record)).toMatch(/One point has more threads than the 16 CPUs: waiting for a CPU is part/);
  });

  test('never has more than four sentences', () => {
    const record = recordOf(
      ['tas', 'ttas', 'mcs', 'futex'].flatMap((lock) => [
        run(lock, 1, [5, 5, 6]),
        run(lock, 4, [1, 1, 1], { oversubscribed: true, threadCounts: [1, 9, 9, 9] }),
        run(lock, 2, [1, 2, 1], { noisy: true }),
      ]),
      {
        status: 'cancelled',
        checks: [{ id: 'fifo', kind: 'A', outcome: 'failed', detail: '' }],
      },
    );
    expect(resultWords(record).length).toBeLessThanOrEqual(4);
  });

  test('of nothing says so', () => expect(resultText(recordOf([]))).toBe('Nothing was measured.'));
});
