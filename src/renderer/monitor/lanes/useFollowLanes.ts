/** Keeps the subscription to the lanes of one process while they are looked at. */
import { useEffect } from 'react';
import { decodeLaneBatch } from '../../../shared/monitor/laneCodec.ts';
import { backend } from '../../connection/backend.ts';
import { usePageVisible } from '../../charts/useHeld.ts';
import { nextTask } from '../rows/nextTask.ts';
import { useMonitor } from '../store.ts';
import { beginLanes, lanesFailed, takeBatch, thawLanes, type Rest } from './lanesStore.ts';

/** A page that cannot be seen asks for none. `turn`: another one asks anew. */
export function useFollowLanes({ pid, startTicks }: { pid: number; startTicks: number }, turn: number): void {
  const visible = usePageVisible();
  useEffect(() => beginLanes(), [pid, startTicks, turn]);
  useEffect(() => {
    if (!visible) return;
    let closed = false;
    const subscription = backend.subscribe(
      'monitor.lanes',
      { process: { pid, startTicks } },
      {
        onItem: async (bytes) => {
          const batch = decodeLaneBatch(bytes);
          await nextTask();
          if (closed) return;
          await takeBatch(batch, resting, async () => {
            await nextTask();
            return !closed;
          });
        },
        onError: ({ message }) => lanesFailed(message),
      },
    );
    const stop = useMonitor.subscribe((state, before) => {
      if (before.frozen && !state.frozen) thawLanes(state.rests.size > 0);
    });
    return () => {
      stop();
      subscription.close();
      closed = true;
    };
  }, [pid, startTicks, visible, turn]);
}

function resting(): Rest {
  const { frozen, rests } = useMonitor.getState();
  return { held: rests.size > 0, frozen };
}
