/** The end of a child: its exit, and what is still to be read of its output. */
import type { ChildProcess } from 'node:child_process';

/** What it started may hold its output open long after its end. */
const outputWaitMs = 300;

/** `settle` is called when it has ended and all of its output is read, or some time after its end. */
export function onceEnded(
  child: ChildProcess,
  settle: (exitStatus: number | null, signal: NodeJS.Signals | null) => void,
): void {
  let impatience: NodeJS.Timeout | undefined;
  child.once('exit', (...end) => (impatience = setTimeout(settle, outputWaitMs, ...end)));
  child.once('close', (...end) => {
    clearTimeout(impatience);
    settle(...end);
  });
}
