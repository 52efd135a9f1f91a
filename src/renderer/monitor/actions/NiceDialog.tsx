/** Before the nice value of every thread is changed. */
import { useState } from 'react';
import { Dialog } from '../../controls/Dialog.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { formatValue } from '../../../shared/units/format.ts';
import { act } from './outcome.ts';
import { SubjectFacts } from './SubjectFacts.tsx';
import { countWords, nameWords, type Subject } from './subjects.ts';

const clamp = (nice: number) => Math.max(-20, Math.min(19, nice));

/** What is asked for at first: the value of now, one step on for F7 and F8; 10 where it is not known or they differ. */
export function firstNice(subjects: readonly Subject[], step: number): number {
  const values = new Set(subjects.map(({ nice }) => nice));
  const [only] = values;
  return values.size !== 1 || only === undefined || Number.isNaN(only) ? 10 : clamp(only + step);
}

/** The whole number from -20 to 19 that was typed, with either kind of minus; null for all else. */
export function parseNice(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  if (!/^[+-]?\d{1,2}$/.test(plain)) return null;
  const nice = Number(plain);
  return nice === clamp(nice) ? nice : null;
}

interface NiceDialogProps {
  subjects: readonly Subject[];
  step: number;
  onClose: () => void;
}

export function NiceDialog({ subjects, step, onClose }: NiceDialogProps) {
  const [text, setText] = useState(() => formatValue(firstNice(subjects, step), 'index'));
  const nice = parseNice(text);
  const now = [...new Set(subjects.map((subject) => subject.nice))].filter((value) => !Number.isNaN(value));
  const error = nice === null ? 'A whole number from −20 to 19.' : null;
  return (
    <Dialog
      title={`Change the nice value of ${nameWords(subjects)}?`}
      action={{
        label: `Set ${countWords(subjects)} to ${nice === null ? '–' : formatValue(nice, 'index')}`,
        reason: error ?? undefined,
        onPick: () => {
          if (nice !== null) void act({ call: 'setNice', nice }, subjects);
        },
      }}
      onClose={onClose}
    >
      <SubjectFacts subjects={subjects} />
      <div className="action-form">
        <TextField
          label="Nice value, every thread"
          value={text}
          onChange={setText}
          error={error}
          {...(now.length === 1 && now[0] !== undefined ? { remark: `now ${formatValue(now[0], 'index')}` } : {})}
          inputMode="numeric"
          help="−20 is served first, 19 last. Lowering it takes root, or CAP_SYS_NICE."
        />
      </div>
    </Dialog>
  );
}
