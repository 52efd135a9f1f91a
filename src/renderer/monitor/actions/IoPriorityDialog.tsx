/** Before the I/O priority of every thread is changed. */
import { useState } from 'react';
import { ioClassNames, type IoPriorityValue } from '../../../shared/monitor/actions.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { SelectField } from '../../controls/SelectField.tsx';
import { act } from './outcome.ts';
import { SubjectFacts } from './SubjectFacts.tsx';
import { countWords, nameWords, type Subject } from './subjects.ts';

type IoClass = IoPriorityValue['class'];

/** ioprio_set(2). */
const classes: Readonly<Record<IoClass, { help: string; hasLevel: boolean }>> = {
  none: { help: 'Not set: Linux takes it from the nice value.', hasLevel: false },
  realtime: { help: 'Before all others: it can keep them from the disk. Takes root.', hasLevel: true },
  'best-effort': { help: 'The usual one, in eight levels.', hasLevel: true },
  idle: { help: 'Only while nobody else uses the disk.', hasLevel: false },
};

const choices = ioClassNames.map((value) => ({ value, label: value }));
const levels = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;
const levelChoices = levels.map((value) => ({
  value,
  label: value === '0' ? '0, first' : value === '7' ? '7, last' : value,
}));

export function IoPriorityDialog({ subjects, onClose }: { subjects: readonly Subject[]; onClose: () => void }) {
  const [ioClass, setClass] = useState<IoClass>('idle');
  const [level, setLevel] = useState<(typeof levels)[number]>('7');
  const { help, hasLevel } = classes[ioClass];
  const request = { call: 'setIoPriority', class: ioClass, level: hasLevel ? Number(level) : null } as const;
  return (
    <Dialog
      title={`Change the I/O priority of ${nameWords(subjects)}?`}
      action={{
        label: `Set ${countWords(subjects)} to ${ioClass}${hasLevel ? ` ${level}` : ''}`,
        onPick: () => void act(request, subjects),
      }}
      onClose={onClose}
    >
      <SubjectFacts subjects={subjects} />
      <div className="action-form">
        <SelectField
          label="I/O class of every thread"
          choices={choices}
          value={ioClass}
          onChange={setClass}
          help={help}
        />
        {hasLevel && <SelectField label="Level" choices={levelChoices} value={level} onChange={setLevel} />}
      </div>
    </Dialog>
  );
}
