/** I/O priority of every thread, ioprio_set(2) by ionice(1). No file of /proc tells it, so ionice is asked for it as well. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import { ioClassNames, type IoPriorityResult, type IoPriorityValue } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { changeEveryThread, type Applied } from './everyThread.ts';
import { runTool } from './tool.ts';

/** Threads a call of ionice: their numbers stand on its command line. */
const threadsACall = 1000;

export async function setIoPriority(
  key: ProcessKey,
  asked: IoPriorityValue,
  ownPid: number,
): Promise<IoPriorityResult> {
  const flags = ['-c', String(ioClassNames.indexOf(asked.class))];
  if (asked.level !== null) flags.push('-n', String(asked.level));
  return changeEveryThread<IoPriorityValue>(key, ownPid, {
    read: readIoPriorities,
    isAsked: (value) => value.class === asked.class && value.level === asked.level,
    apply: async (_pid, tids): Promise<Applied> => {
      for (const part of parts(tids)) {
        const answer = await runTool('ionice', [...flags, '-p', ...part.map(String)]);
        if (answer.kind === 'refused') return { kind: 'refused', words: `ionice refused: ${answer.words}.` };
        if (answer.kind !== 'done') return answer;
      }
      return { kind: 'done' };
    },
    right: (pid) => ({
      capability: asked.class === 'realtime' ? 'CAP_SYS_ADMIN' : 'CAP_SYS_NICE',
      allows: asked.class === 'realtime' ? 'sets the class realtime' : "changes another user's process",
      command: `ionice ${flags.join(' ')} -p $(ls /proc/${pid}/task)`,
    }),
    say: (value) => `in I/O class ${value.class}${value.level === null ? '' : ` ${value.level}`}`,
  });
}

/** Each thread by itself where one has ended meanwhile: ionice stops at the first that it does not find. */
async function readIoPriorities(pid: number, tids: readonly number[]): Promise<ReadonlyMap<number, IoPriorityValue>> {
  const values = new Map<number, IoPriorityValue>();
  for (const part of parts(tids)) {
    const answer = await runTool('ionice', ['-p', ...part.map(String)]);
    const lines = answer.kind === 'done' ? answer.output.trimEnd().split('\n') : [];
    if (answer.kind === 'missing') throw new ThreadlabError('notSupported', answer.words);
    if (lines.length === part.length) {
      for (const [index, tid] of part.entries()) values.set(tid, parseIoPriority(lines[index] ?? ''));
    } else if (part.length > 1) {
      for (const tid of part) for (const [one, value] of await readIoPriorities(pid, [tid])) values.set(one, value);
    }
  }
  return values;
}

/** A line of ionice(1): "best-effort: prio 4", "idle", "none: prio 0". Throws `badFormat` on any other. */
export function parseIoPriority(line: string): IoPriorityValue {
  const match = /^([a-z-]+)(?:: prio (\d))?$/.exec(line.trim());
  const found = ioClassNames.find((name) => name === match?.[1]);
  if (found === undefined) {
    throw new ThreadlabError(
      'badFormat',
      `ionice answers ${JSON.stringify(line.slice(0, 80))}, which is no I/O priority.`,
    );
  }
  const level = match?.[2];
  const hasLevel = found === 'realtime' || found === 'best-effort';
  return { class: found, level: hasLevel && level !== undefined ? Number(level) : null };
}

function parts(tids: readonly number[]): number[][] {
  const count = Math.ceil(tids.length / threadsACall);
  return Array.from({ length: count }, (_, index) => tids.slice(index * threadsACall, (index + 1) * threadsACall));
}
