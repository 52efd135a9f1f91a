import { expect, test } from 'vitest';
import { waitReason } from './waitReason.ts';

test.each([
  ['S', 'futex_do_wait', 'futex', 'lock', 'a lock or condition variable'],
  ['S', 'futex_wait_queue', null, 'lock', 'a lock or condition variable'],
  ['S', '0', '202 futex', 'lock', 'a lock or condition variable'],
  ['S', 'ep_poll', 'epoll_wait', 'sleep', 'sockets or events'],
  ['S', 'hrtimer_nanosleep', 'clock_nanosleep', 'sleep', 'asleep on purpose'],
  ['S', 'do_wait', 'wait4', 'sleep', 'a child'],
  ['D', 'folio_wait_bit_common', 'fdatasync', 'disk', 'disk'],
  ['D', 'something_else', null, 'disk', 'in an uninterruptible wait'],
  ['S', '0', null, 'sleep', 'asleep'],
  ['T', 'do_signal_stop', null, 'stop', 'stopped'],
  ['R', 'futex_do_wait', null, 'run', 'running or ready to run'],
] as const)('%s in %s during %s is %s: %s', (state, channel, call, kind, words) => {
  expect(waitReason(state, channel, call)).toMatchObject({ kind, words });
});

test('names the system call as evidence, else the wait channel', () => {
  expect(waitReason('S', 'ep_poll', 'epoll_wait').evidence).toBe('epoll_wait');
  expect(waitReason('S', 'ep_poll', null).evidence).toBe('ep_poll');
  expect(waitReason('S', '0', null).evidence).toBe('');
});
