/** What a person asks to be done, and how it is asked of the backend: one outcome a process comes back. */
import { policyNames, type IoPriorityValue, type Refused, type ThreadDone } from '../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { SignalName } from '../../../shared/monitor/signals.ts';
import { backend } from '../../connection/backend.ts';

export type ActionRequest =
  | { call: 'signal'; signal: SignalName; tree: boolean }
  | { call: 'setNice'; nice: number }
  | { call: 'setAffinity'; cpus: readonly number[] }
  | { call: 'setPolicy'; policy: (typeof policyNames)[number]; priority: number }
  | { call: 'setIoPriority'; class: IoPriorityValue['class']; level: number | null };

/** What puts a process back to how it was; "mixed" where its threads differed, so that no one value does; null where nothing is to be undone. */
export type Undo = ActionRequest | 'mixed' | null;

/** Done, with what Linux says afterwards, or refused, with the reason. */
export type Outcome =
  { outcome: 'done'; process: Refused['process']; words: string; ended: boolean; undo: Undo } | Refused;

/** Rejects with a ThreadlabError where nothing at all was done. */
export async function perform(request: ActionRequest, processes: ProcessKey[]): Promise<Outcome[]> {
  switch (request.call) {
    case 'signal': {
      const { signal, tree } = request;
      return (await backend.call('monitor.signal', { processes, signal, tree })).results.map((result) =>
        result.outcome === 'refused'
          ? result
          : {
              ...done(result),
              ended: result.state === null || result.state === 'Z' || result.state === 'X',
              undo: null,
            },
      );
    }
    case 'setNice': {
      const { results } = await backend.call('monitor.setNice', { processes, nice: request.nice });
      return results.map((result) => changed(result, (nice) => ({ call: 'setNice', nice })));
    }
    case 'setAffinity': {
      const { results } = await backend.call('monitor.setAffinity', { processes, cpus: [...request.cpus] });
      return results.map((result) => changed(result, (cpus) => ({ call: 'setAffinity', cpus })));
    }
    case 'setPolicy': {
      const { policy, priority } = request;
      const { results } = await backend.call('monitor.setPolicy', { processes, policy, priority });
      return results.map((result) => changed(result, policyRequest));
    }
    case 'setIoPriority': {
      const asked = { processes, class: request.class, level: request.level };
      const { results } = await backend.call('monitor.setIoPriority', asked);
      return results.map((result) => changed(result, (value) => ({ call: 'setIoPriority', ...value })));
    }
  }
}

/** "deadline" and policies to come are seen and not set: such a one cannot be brought back. */
function policyRequest(before: { policy: string; priority: number }): ActionRequest | null {
  const policy = policyNames.find((name) => name === before.policy);
  return policy === undefined ? null : { call: 'setPolicy', policy, priority: before.priority };
}

function changed<Value>(result: ThreadDone<Value> | Refused, back: (value: Value) => ActionRequest | null): Outcome {
  if (result.outcome === 'refused') return result;
  const { before, after } = result;
  const [only] = before;
  const isSame = JSON.stringify(before.map(({ value }) => value)) === JSON.stringify(after.map(({ value }) => value));
  const undo = isSame || only === undefined ? null : before.length > 1 ? 'mixed' : back(only.value);
  return { ...done(result), ended: false, undo };
}

function done({ process, words }: { process: Refused['process']; words: string }) {
  return { outcome: 'done' as const, process, words };
}
