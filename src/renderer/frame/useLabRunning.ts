/** Whether a run of the Lab is on, for the dot in the rail. */
import { useEffect, useState } from 'react';
import { backend } from '../connection/backend.ts';

/** A state is taken once a second, however often it changes: the next one is sent only when this one has been taken. */
const BETWEEN_MILLISECONDS = 1000;

export function useLabRunning(): boolean {
  const [running, setRunning] = useState(false);
  useEffect(() => {
    const subscription = backend.subscribe(
      'lab.watch',
      {},
      {
        onItem: async ({ run }) => {
          setRunning(run !== null && run.phase !== 'ended');
          await new Promise((resolve) => setTimeout(resolve, BETWEEN_MILLISECONDS));
        },
        onError: () => setRunning(false),
      },
    );
    return () => subscription.close();
  }, []);
  return running;
}
