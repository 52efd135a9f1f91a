/** Before it is changed on which CPUs the threads of a process may run. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../../shared/errors.ts';
import { backend } from '../../connection/backend.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { cpuRanges } from '../machine/machineWords.ts';
import { useMonitor } from '../store.ts';
import { CpuPicker } from './CpuPicker.tsx';
import { act } from './outcome.ts';
import { SubjectFacts } from './SubjectFacts.tsx';
import { countWords, nameWords, type Subject } from './subjects.ts';

export function AffinityDialog({ subjects, onClose }: { subjects: readonly Subject[]; onClose: () => void }) {
  const machine = useMonitor((state) => state.machine);
  const cpus = useMonitor((state) => state.snapshot?.machine.cpus);
  const now = useAllowedNow(subjects);
  const [chosen, setChosen] = useState<ReadonlySet<number> | null>(null);
  const all = cpus ?? [];
  const picked = chosen ?? new Set(now.cpus ?? all.map(({ id }) => id));
  return (
    <Dialog
      title={`On which CPUs may ${nameWords(subjects)} run?`}
      width={520}
      action={{
        label: `Set ${countWords(subjects)} to ${picked.size} of ${all.length} CPUs`,
        reason: picked.size === 0 ? 'At least one CPU.' : undefined,
        onPick: () => void act({ call: 'setAffinity', cpus: [...picked] }, subjects),
      }}
      onClose={onClose}
    >
      <SubjectFacts subjects={subjects} />
      <div className="action-form">
        <p>{now.words} For every thread; those that are born later inherit it.</p>
        <CpuPicker machine={machine} cpus={all} picked={picked} onChange={setChosen} />
      </div>
    </Dialog>
  );
}

/** Where its leader may run now, asked for once; of several processes nothing is asked. */
function useAllowedNow(subjects: readonly Subject[]): { cpus: readonly number[] | null; words: string } {
  const [only, second] = subjects;
  const process = second === undefined ? only?.key : undefined;
  const [told, setTold] = useState<{ cpus: readonly number[] | null; words: string } | null>(null);
  useEffect(() => {
    if (process === undefined) return;
    const gone = new AbortController();
    backend
      .call('monitor.details', { process, environment: 'count', peers: false }, { signal: gone.signal })
      .then(({ overview: { allowedCpus } }) => {
        const words = allowedCpus === null ? 'Linux does not tell where it may run now.' : '';
        setTold({ cpus: allowedCpus, words: allowedCpus === null ? words : `Now: ${cpuRanges(allowedCpus)}.` });
      })
      .catch((error: unknown) => {
        if (!(error instanceof ThreadlabError)) throw error;
        if (error.code !== 'cancelled') setTold({ cpus: null, words: error.message });
      });
    return () => gone.abort();
  }, [process]);
  if (process === undefined) return { cpus: null, words: 'Each of them gets the same.' };
  return told ?? { cpus: null, words: 'Asking where it may run now.' };
}
