import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import type { Watcher } from '../../shared/rpc/client.ts';
import { backend } from '../testing/backendDouble.ts';
import { useSubscription } from './useSubscription.ts';

interface Opened {
  path: string;
  inputs: unknown[];
  watcher: Watcher<unknown>;
  closed: boolean;
}

let opened: Opened[] = [];

beforeEach(() => {
  opened = [];
  backend.subscribe.mockImplementation((path, input: unknown, watcher: Watcher<unknown>) => {
    const one: Opened = { path, inputs: [input], watcher, closed: false };
    opened.push(one);
    return {
      update: (changed: unknown) => void one.inputs.push(changed),
      close: () => void (one.closed = true),
    };
  });
});

const request = (interval: number) => ({
  interval,
  processFields: [],
  threadFields: [],
  threadsOf: [],
  only: null,
  visible: [],
});

test('gives the newest item, and the last one with the reason once it has ended', async () => {
  const { result } = renderHook(() => useSubscription('settings.watch', {}));
  expect(result.current).toEqual({ item: undefined, error: null });
  const [one] = opened;
  await act(async () => one?.watcher.onItem({ n: 1 }));
  await act(async () => one?.watcher.onItem({ n: 2 }));
  expect(result.current).toEqual({ item: { n: 2 }, error: null });
  const error = new ThreadlabError('notSupported', 'This machine cannot tell.');
  await act(async () => one?.watcher.onError(error));
  expect(result.current).toEqual({ item: { n: 2 }, error });
});

test('asks for another input on the subscription that is open, and for the same one not again', () => {
  const { rerender } = renderHook(({ interval }) => useSubscription('monitor.watch', request(interval)), {
    initialProps: { interval: 1 },
  });
  rerender({ interval: 1 });
  rerender({ interval: 2 });
  rerender({ interval: 2 });
  expect(opened).toHaveLength(1);
  expect(opened[0]?.inputs).toEqual([request(1), request(2)]);
});

test('leaves with its component', () => {
  const { unmount } = renderHook(() => useSubscription('lab.watch', {}));
  unmount();
  expect(opened.map(({ closed }) => closed)).toEqual([true]);
});
