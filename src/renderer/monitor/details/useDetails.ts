/** Details of one process, read when they are looked at and when they are asked for again. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { ProcessDetails } from '../../../shared/monitor/details.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import { backend } from '../../connection/backend.ts';

export interface DetailsAsked {
  environment: 'count' | 'names' | 'values';
  /** Looks for the other ends of pipes and connections. */
  peers: boolean;
}

export interface DetailsRead {
  /** null until they have come; what was read last stays while it is read again. */
  details: ProcessDetails | null;
  readAt: Date | null;
  /** A sentence; null while all is well. */
  error: string | null;
  reading: boolean;
  again: () => void;
}

/** The caller draws another process under another React key: nothing of one process is shown of another. */
export function useDetails({ pid, startTicks }: ProcessKey, { environment, peers }: DetailsAsked): DetailsRead {
  const [turn, setTurn] = useState(0);
  const asked = `${environment} ${peers} ${turn}`;
  const [read, setRead] = useState<Omit<DetailsRead, 'again' | 'reading'> & { answers: string | null }>({
    details: null,
    readAt: null,
    error: null,
    answers: null,
  });
  useEffect(() => {
    const gone = new AbortController();
    backend
      .call('monitor.details', { process: { pid, startTicks }, environment, peers }, { signal: gone.signal })
      .then((details) => setRead({ details, readAt: new Date(), error: null, answers: asked }))
      .catch((error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error;
        if (error.code !== 'cancelled') setRead((before) => ({ ...before, error: error.message, answers: asked }));
      });
    return () => gone.abort();
  }, [pid, startTicks, environment, peers, asked]);
  const { answers, ...rest } = read;
  return { ...rest, reading: answers !== asked, again: () => setTurn((before) => before + 1) };
}
