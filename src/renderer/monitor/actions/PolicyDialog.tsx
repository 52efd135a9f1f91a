/** Before the scheduling policy of every thread is changed. */
import { useState } from 'react';
import { policyNames } from '../../../shared/monitor/actions.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { SelectField } from '../../controls/SelectField.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { act } from './outcome.ts';
import { SubjectFacts } from './SubjectFacts.tsx';
import { countWords, nameWords, type Subject } from './subjects.ts';

type Policy = (typeof policyNames)[number];

/** sched(7). */
const policies: Readonly<Record<Policy, { label: string; help: string; realTime: boolean }>> = {
  other: { label: 'other', help: 'The usual one: CPUs are shared by nice values.', realTime: false },
  batch: { label: 'batch', help: 'As other, but never put before a thread that just woke up.', realTime: false },
  idle: { label: 'idle', help: 'Only what nobody else wants.', realTime: false },
  fifo: {
    label: 'fifo, real time',
    help: 'Before all others, until it gives up its CPU by itself: one that never does takes that CPU away.',
    realTime: true,
  },
  rr: {
    label: 'rr, real time',
    help: 'As fifo, but those of equal priority take turns.',
    realTime: true,
  },
};

const choices = policyNames.map((value) => ({ value, label: policies[value].label }));

/** A whole number from 1 to 99; null for all else. */
export function parsePriority(text: string): number | null {
  return /^\s*[1-9]\d?\s*$/.test(text) ? Number(text) : null;
}

export function PolicyDialog({ subjects, onClose }: { subjects: readonly Subject[]; onClose: () => void }) {
  const [policy, setPolicy] = useState<Policy>('batch');
  const [text, setText] = useState('1');
  const { help, realTime } = policies[policy];
  const priority = realTime ? parsePriority(text) : 0;
  const error = priority === null ? 'A whole number from 1 to 99.' : null;
  const now = new Set(subjects.map((subject) => subject.policy));
  const [only] = now;
  return (
    <Dialog
      title={`Change the scheduling policy of ${nameWords(subjects)}?`}
      action={{
        label: `Set ${countWords(subjects)} to ${policy}${realTime && priority !== null ? ` ${priority}` : ''}`,
        destructive: realTime,
        reason: error ?? undefined,
        onPick: () => {
          if (priority !== null) void act({ call: 'setPolicy', policy, priority }, subjects);
        },
      }}
      onClose={onClose}
    >
      <SubjectFacts subjects={subjects} />
      <div className="action-form">
        <SelectField
          label={
            now.size === 1 && typeof only === 'string'
              ? `Policy of every thread, now ${only}`
              : 'Policy of every thread'
          }
          choices={choices}
          value={policy}
          onChange={setPolicy}
          help={help}
        />
        {realTime && (
          <TextField
            label="Priority"
            value={text}
            onChange={setText}
            error={error}
            inputMode="numeric"
            help="1 is last, 99 first."
          />
        )}
      </div>
    </Dialog>
  );
}
