/** Why an action cannot be asked for now, in a sentence; the menu shows it, disabled, with it. */
import type { Subject } from './subjects.ts';

/** As many as one request may name. */
const MOST_PROCESSES = 500;

export interface Circumstances {
  /** Started with --read-only. */
  readOnly: boolean;
  connected: boolean;
}

/** undefined where it can. Some of several that are guarded are left out, and the dialog says so. */
export function whyNot(subjects: readonly Subject[], { readOnly, connected }: Circumstances): string | undefined {
  if (readOnly) return 'This backend was started with --read-only: it looks and changes nothing.';
  if (!connected) return 'The backend is lost; nothing can be asked of it now.';
  if (subjects.length === 0) return 'No process is selected.';
  if (subjects.length > MOST_PROCESSES) return `At most ${MOST_PROCESSES} processes at once.`;
  if (subjects.some(({ guard }) => guard === null)) return undefined;
  return subjects.length === 1 ? (subjects[0]?.guard ?? undefined) : 'Threadlab leaves each of them alone.';
}
