/** Before a signal is sent: which one, to what, and what it does. */
import { useState } from 'react';
import { signalFacts, signalNames, type SignalName } from '../../../shared/monitor/signals.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { SelectField } from '../../controls/SelectField.tsx';
import type { DialogKind } from './actionStore.ts';
import { act } from './outcome.ts';
import { SubjectFacts } from './SubjectFacts.tsx';
import { countWords, nameWords, type Subject } from './subjects.ts';

export type SignalKind = Extract<DialogKind, 'terminate' | 'kill' | 'killTree' | 'pause' | 'continue' | 'signal'>;

interface Question {
  /** Begins the title and the button: "Kill 48213". */
  verb: string;
  signal: SignalName;
  tree: boolean;
  destructive: boolean;
  words: string;
}

const questions: Readonly<Record<Exclude<SignalKind, 'signal'>, Question>> = {
  terminate: {
    verb: 'Terminate',
    signal: 'SIGTERM',
    tree: false,
    destructive: true,
    words: 'SIGTERM asks to end: it may tidy up first, or refuse.',
  },
  kill: {
    verb: 'Kill',
    signal: 'SIGKILL',
    tree: false,
    destructive: true,
    words: 'SIGKILL cannot be caught: unsaved work is lost.',
  },
  killTree: {
    verb: 'Kill',
    signal: 'SIGKILL',
    tree: true,
    destructive: true,
    words:
      'SIGKILL goes to all that descend from it as well, the leaves first, those born meanwhile included: unsaved work is lost.',
  },
  pause: {
    verb: 'Pause',
    signal: 'SIGSTOP',
    tree: false,
    destructive: false,
    words: 'SIGSTOP cannot be caught: all its threads stop, and what it serves waits until it is continued.',
  },
  continue: {
    verb: 'Continue',
    signal: 'SIGCONT',
    tree: false,
    destructive: false,
    words: 'SIGCONT lets it go on after a pause.',
  },
};

interface SignalDialogProps {
  kind: SignalKind;
  subjects: readonly Subject[];
  onClose: () => void;
}

export function SignalDialog({ kind, subjects, onClose }: SignalDialogProps) {
  if (kind === 'signal') return <AnySignal subjects={subjects} onClose={onClose} />;
  const { verb, signal, tree, destructive, words } = questions[kind];
  const all = tree ? ' with all below' : '';
  return (
    <Dialog
      title={`${verb} ${nameWords(subjects)}${all}?`}
      action={{
        label: `${verb} ${countWords(subjects)}${all}`,
        destructive,
        onPick: () => void act({ call: 'signal', signal, tree }, subjects),
      }}
      onClose={onClose}
    >
      <p>{words}</p>
      <SubjectFacts subjects={subjects} />
    </Dialog>
  );
}

const choices = signalNames.map((value) => ({ value, label: value }));

function AnySignal({ subjects, onClose }: Omit<SignalDialogProps, 'kind'>) {
  const [signal, setSignal] = useState<SignalName>('SIGTERM');
  const [tree, setTree] = useState(false);
  const { action, help } = signalFacts(signal);
  return (
    <Dialog
      title={`Send a signal to ${nameWords(subjects)}?`}
      action={{
        label: `Send ${signal} to ${countWords(subjects)}`,
        destructive: action === 'ends',
        onPick: () => void act({ call: 'signal', signal, tree }, subjects),
      }}
      onClose={onClose}
    >
      <SubjectFacts subjects={subjects} />
      <div className="action-form">
        <SelectField label="Signal" choices={choices} value={signal} onChange={setSignal} help={help} />
        <label className="check-line">
          <input type="checkbox" checked={tree} onChange={(event) => setTree(event.target.checked)} />
          To all that descend from it as well, the leaves first
        </label>
      </div>
    </Dialog>
  );
}
