/** Any request for lock-contention, for properties. */
import fc from 'fast-check';
import { lockContention } from '../catalogue/lock-contention.ts';
import { locksOf } from '../lockKinds.ts';
import { parseRequest } from '../request.ts';

/** Locks of both engines, so that any choice of engines has some of each. */
export const anyRequest = fc
  .record({
    engine: fc.uniqueArray(fc.constantFrom('wasm' as const, 'native' as const), { minLength: 1 }),
    lock: fc
      .tuple(
        fc.uniqueArray(fc.constantFrom(...locksOf('wasm')), { minLength: 1 }),
        fc.uniqueArray(fc.constantFrom(...locksOf('native').filter((name) => !locksOf('wasm').includes(name)))),
      )
      .map((both) => both.flat()),
    threads: fc.uniqueArray(fc.integer({ min: 1, max: 256 }), { minLength: 1, maxLength: 6 }),
    repeats: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ repeats, lock, ...parameters }) => {
    const has = lock.filter((name) => parameters.engine.some((engine) => locksOf(engine).includes(name)));
    return parseRequest(lockContention, { parameters: { ...parameters, lock: has }, repeats });
  });
