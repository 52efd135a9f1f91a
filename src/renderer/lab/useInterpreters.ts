/** The Pythons of this machine; asked for when a form first needs them, and again after a lost connection. */
import { useEffect, useState } from 'react';
import type { ThreadlabError } from '../../shared/errors.ts';
import type { InterpreterState } from '../../shared/lab/contract.ts';
import { backend } from '../connection/backend.ts';
import { useConnectionState } from '../connection/useConnectionState.ts';

/** undefined until the backend has answered; `error` where it will not, in words. */
export function useInterpreters(): { found: readonly InterpreterState[] | undefined; error: string | null } {
  const [state, setState] = useState<{ found: readonly InterpreterState[] | undefined; error: string | null }>({
    found: undefined,
    error: null,
  });
  const { status } = useConnectionState();
  useEffect(() => {
    if (status !== 'open') return;
    const gone = new AbortController();
    backend.call('lab.engines', { interpreters: true }, { signal: gone.signal }).then(
      ({ interpreters }) => setState({ found: interpreters ?? [], error: null }),
      ({ code, message }: ThreadlabError) => {
        if (code !== 'cancelled' && code !== 'connectionLost') setState((before) => ({ ...before, error: message }));
      },
    );
    return () => gone.abort();
  }, [status]);
  return state;
}
