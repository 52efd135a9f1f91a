/** What became of each of several processes, with the commands that would do what was refused. */
import { Button } from '../../controls/Button.tsx';
import { copyText } from '../../controls/copyText.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import type { Outcome } from './actionRequest.ts';
import { calledWords } from './outcome.ts';

export function OutcomeDialog({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const commands = outcomes.flatMap((one) => (one.outcome === 'refused' && one.command !== null ? [one.command] : []));
  return (
    <Dialog title={`What became of ${outcomes.length} processes`} width={520} cancelLabel="Close" onClose={onClose}>
      <ul className="outcome-list">
        {outcomes.map((one) => (
          <li key={`${one.process.pid} ${one.process.startTicks}`}>
            <b>{calledWords(one)}</b> {one.outcome === 'done' ? one.words : one.reason}
          </li>
        ))}
      </ul>
      {commands.length > 0 && (
        <>
          <p>With more rights, in a terminal, at once: the commands know PIDs alone.</p>
          <div className="command-box">
            <pre>{commands.join('\n')}</pre>
            <Button small variant="quiet" onClick={() => copyText(commands.join('\n'))}>
              Copy
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
