/** Says what became of an action: one process in a toast of its own, several in one that leads to the whole list. */
import { ThreadlabError } from '../../../shared/errors.ts';
import { copyText } from '../../controls/copyText.ts';
import { showToast, type Toast } from '../../controls/toastStore.ts';
import { displayText } from '../../table/displayText.ts';
import { perform, type ActionRequest, type Outcome } from './actionRequest.ts';
import { openDialog } from './actionStore.ts';
import type { Subject } from './subjects.ts';

/** Asks for it and says what Linux says afterwards. Those that are guarded are not asked for. */
export async function act(request: ActionRequest, subjects: readonly Subject[]): Promise<void> {
  const processes = subjects.filter(({ guard }) => guard === null).map(({ key }) => key);
  try {
    report(await perform(request, processes));
  } catch (error) {
    if (!(error instanceof ThreadlabError)) throw error;
    showToast({ tone: 'bad', text: error.message });
  }
}

function report(outcomes: readonly Outcome[]): void {
  const [first] = outcomes;
  if (first === undefined) return;
  if (outcomes.length > 1) {
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length;
    showToast({
      tone: refused === 0 ? 'none' : 'warn',
      text: severalWords(outcomes.length, refused),
      action: { label: 'Show each', isUndo: false, onPick: () => openDialog({ kind: 'outcome', outcomes }) },
    });
    return;
  }
  const command = first.outcome === 'refused' ? first.command : null;
  showToast({
    tone: toneOf(first),
    text: command === null ? outcomeWords(first) : `${outcomeWords(first)} In a terminal: ${command}`,
    ...(command === null
      ? {}
      : { action: { label: 'Copy the command', isUndo: false, onPick: () => copyText(command) } }),
  });
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
