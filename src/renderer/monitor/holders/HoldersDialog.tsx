/** Who has this file, this folder or this port open? Each answer leads to its row. */
import { useState } from 'react';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { Holders, Holding } from '../../../shared/monitor/details.ts';
import { formatCount } from '../../../shared/units/number.ts';
import { backend } from '../../connection/backend.ts';
import { Button } from '../../controls/Button.tsx';
import { Dialog } from '../../controls/Dialog.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { displayText } from '../../table/displayText.ts';
import { socketWords } from '../details/FilesTab.tsx';
import { select } from '../store.ts';
import { parseSought, type Sought } from './parseSought.ts';
import './holders.css';

type Answer = { of: string; holders: Holders } | { of: string; error: string };

export function HoldersDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [looking, setLooking] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const sought = parseSought(text);
  const look = () => {
    setTried(true);
    if (typeof sought === 'string' || looking) return;
    setLooking(true);
    void find(sought, text.trim()).then((found) => {
      setAnswer(found);
      setLooking(false);
    });
  };
  return (
    <Dialog title="Who has it open?" width={520} cancelLabel="Close" onClose={onClose}>
      <form
        className="holders-form"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          label="A file, a folder or a port"
          mono
          value={text}
          onChange={setText}
          placeholder="/var/log/syslog, :8080 or udp:53"
          error={tried && typeof sought === 'string' ? sought : null}
        />
        <Button type="submit" reason={looking ? 'It is being looked for.' : undefined}>
          Look
        </Button>
      </form>
      <div className="holders-answer" aria-live="polite">
        {looking && <p className="text-3">Looking through the descriptors of all processes.</p>}
        {!looking && answer !== null && <Found answer={answer} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

async function find(sought: Sought, of: string): Promise<Answer> {
  try {
    return { of, holders: await backend.call('monitor.findHolders', sought) };
  } catch (error) {
    if (!(error instanceof ThreadlabError)) throw error;
    return { of, error: error.message };
  }
}

function Found({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  if ('error' in answer) return <p>{answer.error}</p>;
  const { holders, unowned, isCut, hidden } = answer.holders;
  return (
    <>
      <p>
        {holders.length === 0 && unowned.length === 0
          ? `Nobody that could be read has ${answer.of} open.`
          : `${formatCount(holders.length)} ${holders.length === 1 ? 'process has' : 'processes have'} ${answer.of} open.`}
        {isCut && ' There are more.'}
      </p>
      <ul className="holder-list">
        {holders.map(({ process, holdings }) => (
          <li key={`${process.pid} ${process.startTicks}`}>
            <button
              type="button"
              className="link"
              onClick={() => {
                onClose();
                select({ pid: process.pid, startTicks: process.startTicks });
              }}
            >
              <bdi>{displayText(process.name)}</bdi> {process.pid}
            </button>{' '}
            <span className="text-3">{process.user === null ? '' : displayText(process.user)}</span>
            {holdings.map((holding) => (
              <span key={`${holding.as} ${holding.fd}`} className="holding mono">
                {holdingWords(holding)}
              </span>
            ))}
          </li>
        ))}
        {unowned.map((socket) => (
          <li key={`${socket.protocol} ${socket.local} ${socket.remote}`}>
            A process that cannot be read, of {displayText(socket.user)}
            <span className="holding mono">{displayText(socketWords(socket))}</span>
          </li>
        ))}
      </ul>
      {hidden.words !== null && <p className="text-3">{hidden.words}</p>}
    </>
  );
}

/** "descriptor 4, read and write: /var/log/syslog". */
export function holdingWords({ fd, as, access, target, socket }: Holding): string {
  const what = socket === null ? target : socketWords(socket);
  const how = access === null ? '' : access === 'both' ? ', read and write' : `, ${access}`;
  return `${fd === null ? as : `descriptor ${fd}`}${how}: ${displayText(what)}`;
}
