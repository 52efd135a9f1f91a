/** The menu of the selected rows: what can be done to them, and what cannot, with the reason. */
import type { MenuItem } from '../../controls/Menu.tsx';
import type { DialogKind } from './actionStore.ts';
import { nameWords, type Subject } from './subjects.ts';

interface Entry {
  kind: DialogKind;
  label: string;
  remark?: string;
  danger?: boolean;
}

const groups: readonly (readonly Entry[])[] = [
  [
    { kind: 'terminate', label: 'Terminate…', remark: 'SIGTERM' },
    { kind: 'kill', label: 'Kill…', remark: 'SIGKILL', danger: true },
    { kind: 'killTree', label: 'Kill with all below…', remark: 'SIGKILL', danger: true },
    { kind: 'signal', label: 'Other signal…', remark: 'K, F9' },
  ],
  [
    { kind: 'pause', label: 'Pause…', remark: 'SIGSTOP' },
    { kind: 'continue', label: 'Continue…', remark: 'SIGCONT' },
  ],
  [
    { kind: 'nice', label: 'Nice value…', remark: 'F7, F8' },
    { kind: 'affinity', label: 'CPUs…', remark: 'A' },
    { kind: 'policy', label: 'Scheduling policy…' },
    { kind: 'ioPriority', label: 'I/O priority…' },
  ],
];

/** `reason`: why none of the actions can be asked for; `more`: items that only look, below them. */
export function actionItems(
  subjects: readonly Subject[],
  reason: string | undefined,
  onPick: (kind: DialogKind) => void,
  more: readonly MenuItem[],
): MenuItem[] {
  const [first] = subjects;
  const title =
    subjects.length === 1 && first !== undefined ? `${nameWords(subjects)}, ${first.key.pid}` : nameWords(subjects);
  return [
    { kind: 'heading', label: title },
    ...(reason === undefined ? [] : [{ kind: 'heading', label: reason } as const]),
    ...groups.flatMap((group, at): MenuItem[] => [
      ...(at === 0 ? [] : [{ kind: 'line' } as const]),
      ...group.map(({ kind, ...entry }): MenuItem => ({
        kind: 'action',
        ...entry,
        reason,
        onPick: () => onPick(kind),
      })),
    ]),
    ...(more.length === 0 ? [] : [{ kind: 'line' } as const]),
    ...more,
  ];
}
