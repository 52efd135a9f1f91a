/** Says what became of an action: one process in a toast of its own, several in one that leads to the whole list. */
import { ThreadlabError } from '../../../shared/errors.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import { copyText } from '../../controls/copyText.ts';
import { showToast, type Toast, type ToastAction } from '../../controls/toastStore.ts';
import { displayText } from '../../table/displayText.ts';
import { perform, type ActionRequest, type Outcome } from './actionRequest.ts';
import { openDialog } from './actionStore.ts';
import type { Subject } from './subjects.ts';

/** Asks for it and says what Linux says afterwards, with the way back where there is one. Those that are guarded are not asked for. */
export async function act(request: ActionRequest, subjects: readonly Subject[]): Promise<void> {
  await actOn(
    request,
    subjects.filter(({ guard }) => guard === null).map(({ key }) => key),
    report,
  );
}

async function actOn(
  request: ActionRequest,
  processes: ProcessKey[],
  tell: (outcomes: readonly Outcome[]) => void,
): Promise<void> {
  try {
    tell(await perform(request, processes));
  } catch (error) {
    if (!(error instanceof ThreadlabError)) throw error;
    showToast({ tone: 'bad', text: error.message });
  }
}

function report(outcomes: readonly Outcome[]): void {
  const [first] = outcomes;
  if (first === undefined) return;
  const undo = undoAction(outcomes);
  if (outcomes.length > 1) {
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length;
    const each = {
      label: 'Show each',
      isUndo: false,
      onPick: () => openDialog({ kind: 'outcome' as const, outcomes }),
    };
    showToast({
      tone: refused === 0 ? 'none' : 'warn',
      text: severalWords(outcomes.length, refused) + mixedWords(outcomes),
      ...(undo === null ? { action: each } : { action: undo, more: each }),
    });
    return;
  }
  if (undo === null) tellOne(first, '');
  else showToast({ tone: toneOf(first), text: outcomeWords(first), action: undo });
}

/** What becomes of one process, without a way back. */
function tellOne(outcome: Outcome, before: string): void {
  const command = outcome.outcome === 'refused' ? outcome.command : null;
  const words = before + outcomeWords(outcome) + mixedWords([outcome]);
  showToast({
    tone: toneOf(outcome),
    text: command === null ? words : `${words} In a terminal: ${command}`,
    ...(command === null
      ? {}
      : { action: { label: 'Copy the command', isUndo: false, onPick: () => copyText(command) } }),
  });
}

/** The way back for all that can be brought back: each process to its own value. The backend looks first whether it is still the same one. */
function undoAction(outcomes: readonly Outcome[]): ToastAction | null {
  const back = new Map<string, { request: ActionRequest; processes: ProcessKey[] }>();
  for (const outcome of outcomes) {
    if (outcome.outcome === 'refused' || outcome.undo === null || outcome.undo === 'mixed') continue;
    const { pid, startTicks } = outcome.process;
    const text = JSON.stringify(outcome.undo);
    const group = back.get(text) ?? { request: outcome.undo, processes: [] };
    group.processes.push({ pid, startTicks });
    back.set(text, group);
  }
  if (back.size === 0) return null;
  const onPick = () => {
    for (const { request, processes } of back.values()) void actOn(request, processes, tellUndone);
  };
  return { label: 'Undo', onPick };
}

function tellUndone(outcomes: readonly Outcome[]): void {
  const [first] = outcomes;
  if (first !== undefined && outcomes.length === 1) {
    tellOne(
      first.outcome === 'done' ? { ...first, undo: null } : first,
      first.outcome === 'done' ? 'Undone. ' : 'Not undone. ',
    );
  } else report(outcomes.map((outcome) => (outcome.outcome === 'done' ? { ...outcome, undo: null } : outcome)));
}

function mixedWords(outcomes: readonly Outcome[]): string {
  const mixed = outcomes.filter((outcome) => outcome.outcome === 'done' && outcome.undo === 'mixed').length;
  if (mixed === 0) return '';
  const whose = outcomes.length === 1 ? 'Its threads' : `The threads of ${mixed} of them`;
  return ` ${whose} differed before, so this cannot be undone.`;
}

/** "sleep (48213): Ended 0.2 s after SIGTERM."; a refusal names its process itself. */
export function outcomeWords(outcome: Outcome): string {
  return outcome.outcome === 'refused' ? outcome.reason : `${calledWords(outcome)}: ${outcome.words}`;
}

/** "sleep (48213)". */
export function calledWords({ process: { name, pid } }: Outcome): string {
  return name === null || name === '' ? `Process ${pid}` : `${displayText(name)} (${pid})`;
}

function severalWords(count: number, refused: number): string {
  if (refused === 0) return `Done to ${count} processes.`;
  if (refused === count) return `Refused for each of ${count} processes. Nothing was changed.`;
  return `Done to ${count - refused} of ${count} processes, refused for ${refused}.`;
}

function toneOf(outcome: Outcome): Toast['tone'] {
  if (outcome.outcome === 'done') return outcome.ended ? 'good' : 'none';
  return outcome.why === 'processGone' || outcome.why === 'guarded' ? 'warn' : 'bad';
}
