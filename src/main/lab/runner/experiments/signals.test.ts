/**
 * The tests of all signals in one file: they share the threads and the payload of testing/signalEngines.ts, whose start costs more
 * than all the repeats. What a warm-up waits for is tested elsewhere, and left out here.
 */
import { afterAll, vi } from 'vitest';
import { closeSignalEngines } from '../testing/signalEngines.ts';
import '../testing/signals/barrier.ts';
import '../testing/signals/context-switch.ts';
import '../testing/signals/deadlock.ts';
import '../testing/signals/event.ts';
import '../testing/signals/gil-scaling.ts';
import '../testing/signals/producer-consumer.ts';
import '../testing/signals/rlock.ts';
import '../testing/signals/rw-lock.ts';
import '../testing/signals/semaphore.ts';

vi.mock('../steadyRate.ts', () => ({ warmUp: () => Promise.resolve({ rate: 1e5, drift: 0 }) }));

afterAll(closeSignalEngines);
