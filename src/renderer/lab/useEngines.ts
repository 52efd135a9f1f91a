/** Which engines this machine has, and its CPUs; asked again after a lost connection. */
import { useEffect, useState } from 'react';
import type { ThreadlabError } from '../../shared/errors.ts';
import type { EngineState } from '../../shared/lab/contract.ts';
import type { EngineName, Experiment } from '../../shared/lab/experiment.ts';
import { backend } from '../connection/backend.ts';
import { useConnectionState } from '../connection/useConnectionState.ts';

export interface Engines {
  engines: readonly EngineState[];
  cpus: number;
  /** null where the machine does not tell. */
  cores: number | null;
}

/** Rejects with a ThreadlabError. */
export function askEngines(signal?: AbortSignal): Promise<Engines> {
  return backend.call('lab.engines', {}, signal && { signal });
}

/** undefined until the backend has answered; `error` where it will not. */
export function useEngines(): { known: Engines | undefined; error: ThreadlabError | null } {
  const [state, setState] = useState<{ known: Engines | undefined; error: ThreadlabError | null }>({
    known: undefined,
    error: null,
  });
  const { status } = useConnectionState();
  useEffect(() => {
    if (status !== 'open') return;
    const gone = new AbortController();
    askEngines(gone.signal).then(
      (known) => setState({ known, error: null }),
      (error: ThreadlabError) => {
        if (error.code !== 'cancelled' && error.code !== 'connectionLost') setState((before) => ({ ...before, error }));
      },
    );
    return () => gone.abort();
  }, [status]);
  return state;
}

/** The first engine of the experiment that this machine has; before that is known, its first. */
export function firstEngine(experiment: Experiment, known: Engines | undefined): EngineName {
  const has = known?.engines.filter(({ available }) => available).map(({ engine }) => engine) ?? experiment.engines;
  return experiment.engines.find((engine) => has.includes(engine)) ?? experiment.engines[0] ?? 'wasm';
}
