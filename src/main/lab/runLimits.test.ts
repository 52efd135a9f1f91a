import { expect, test } from 'vitest';
import { MAX_THREADS } from '../../kernels/layout.ts';
import { lockContention } from '../../shared/lab/catalogue/lock-contention.ts';
import { parseRequest } from '../../shared/lab/request.ts';
import { defaultLimits, passedLimit } from './runLimits.ts';

test('a run may have the most threads on every engine at once, and no engine more', () => {
  const engine = ['wasm', 'native', 'node'];
  const lock = ['futex', 'atomicsMutex'];
  const request = parseRequest(lockContention, { parameters: { engine, lock, threads: [MAX_THREADS] } });
  const limits = defaultLimits(lockContention, request, null);
  const use = { memory: 0, processes: 1 };
  expect(passedLimit({ ...use, threads: 3 * MAX_THREADS + 20 }, limits)).toBeNull();
  expect(passedLimit({ ...use, threads: 4 * MAX_THREADS }, limits)).toMatch(/^The run had 1,024 threads; its limit is/);
});
