/** The selected thread in sentences, over the sum line: what it waits for with what stands behind it, and who takes its CPU away. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { Part } from '../../../shared/monitor/part.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { ThreadWait } from '../../../shared/monitor/threadWait.ts';
import { backend } from '../../connection/backend.ts';
import { displayText } from '../../table/displayText.ts';
import { numberAt, textAt } from '../rows/passRows.ts';
import { useMonitor, type ThreadRow } from '../store.ts';
import { waitReason } from '../../../shared/monitor/waitReason.ts';
import { switchVerdict, waitEvidence } from './threadWords.ts';

export function ThreadLine({ process, thread }: { process: ProcessKey; thread: ThreadRow }) {
  const wait = useThreadWait(process, thread.id);
  const state = textAt(thread, 'state');
  const { kind, words } = waitReason(state, textAt(thread, 'waitChannel'), textAt(thread, 'syscall'));
  const channel = textAt(thread, 'waitChannel');
  const verdict = switchVerdict(numberAt(thread, 'voluntarySwitches'), numberAt(thread, 'involuntarySwitches'));
  const waits = kind !== 'run' && kind !== 'stop';
  const inside = channel === null || channel === '' || channel === '0' ? '' : `, asleep in ${channel}`;
  return (
    <div className="thread-line">
      <b>{displayText(textAt(thread, 'name') ?? '')}</b> <span className="text-3">{thread.id}</span>{' '}
      {waits ? `waits: ${words}` : words}
      {waits && wait?.available === true && (
        <span className="mono">
          {' '}
          {waitEvidence(wait.value)}
          {inside}
        </span>
      )}
      {waits && wait?.available === false && <span className="text-3"> ({wait.reason})</span>}. {verdict}{' '}
      <span className="text-3">A sample of now, not an event.</span>
    </div>
  );
}

/** Asked anew with every reading; null until it has come. */
function useThreadWait({ pid, startTicks }: ProcessKey, tid: number): Part<ThreadWait> | null {
  const reading = useMonitor((state) => state.snapshot?.sequence);
  const [told, setTold] = useState<{ tid: number; wait: Part<ThreadWait> } | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    backend
      .call('monitor.threadWait', { process: { pid, startTicks }, tid }, { signal: gone.signal })
      .then((wait) => setTold({ tid, wait }))
      .catch((error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error;
        if (error.code !== 'cancelled') setTold({ tid, wait: { available: false, reason: error.message } });
      });
    return () => gone.abort();
  }, [pid, startTicks, tid, reading]);
  return told?.tid === tid ? told.wait : null;
}
