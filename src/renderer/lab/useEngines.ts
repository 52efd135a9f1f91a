/** Which engines this machine has, its CPUs and its Pythons; asked again after a lost connection. */
import { useEffect, useState } from 'react';
import type { ThreadlabError } from '../../shared/errors.ts';
import type { EngineState, InterpreterState } from '../../shared/lab/contract.ts';
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

/** The Pythons of this machine; each is asked what it is, which takes a while the first time. Rejects with a ThreadlabError, `readOnly` in a window that may only look. */
async function askInterpreters(signal: AbortSignal): Promise<readonly InterpreterState[]> {
  const { interpreters } = await backend.call('lab.interpreters', {}, { signal });
  return interpreters;
}

export function useEngines(): Asked<Engines> {
  return useAsked(askEngines);
}

export function useInterpreters(): Asked<readonly InterpreterState[]> {
  return useAsked(askInterpreters);
}

/** `known` is undefined until the backend has answered; `error` where it will not. */
interface Asked<Answer> {
  known: Answer | undefined;
  error: ThreadlabError | null;
}

function useAsked<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Asked<Answer> {
  const [state, setState] = useState<Asked<Answer>>({ known: undefined, error: null });
  const { status } = useConnectionState();
  useEffect(() => {
    if (status !== 'open') return;
    const gone = new AbortController();
    ask(gone.signal).then(
      (known) => setState({ known, error: null }),
      (error: ThreadlabError) => {
        if (error.code !== 'cancelled' && error.code !== 'connectionLost') setState((before) => ({ ...before, error }));
      },
    );
    return () => gone.abort();
  }, [ask, status]);
  return state;
}

/** The first engine of the experiment that this machine has; before that is known, its first. */
export function firstEngine(experiment: Experiment, known: Engines | undefined): EngineName {
  const has = known?.engines.filter(({ available }) => available).map(({ engine }) => engine) ?? experiment.engines;
  return experiment.engines.find((engine) => has.includes(engine)) ?? experiment.engines[0] ?? 'wasm';
}
