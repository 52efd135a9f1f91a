/** What a person asks to be done, and how it is asked of the backend: one outcome a process comes back. */
import type {
  IoPriorityResult,
  IoPriorityValue,
  PolicyResult,
  SignalResult,
  policyNames,
} from '../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../shared/monitor/processKey.ts';
import type { SignalName } from '../../../shared/monitor/signals.ts';
import { backend } from '../../connection/backend.ts';

export type ActionRequest =
  | { call: 'signal'; signal: SignalName; tree: boolean }
  | { call: 'setNice'; nice: number }
  | { call: 'setAffinity'; cpus: readonly number[] }
  | { call: 'setPolicy'; policy: (typeof policyNames)[number]; priority: number }
  | { call: 'setIoPriority'; class: IoPriorityValue['class']; level: number | null };

type Refused = Extract<SignalResult, { outcome: 'refused' }>;

/** Done, with what Linux says afterwards, or refused, with the reason. */
export type Outcome = { outcome: 'done'; process: Refused['process']; words: string; ended: boolean } | Refused;

/** Rejects with a ThreadlabError where nothing at all was done. */
export async function perform(request: ActionRequest, processes: ProcessKey[]): Promise<Outcome[]> {
  switch (request.call) {
    case 'signal': {
      const { signal, tree } = request;
      return (await backend.call('monitor.signal', { processes, signal, tree })).results.map((result) =>
        result.outcome === 'refused'
          ? result
          : { ...done(result), ended: result.state === null || result.state === 'Z' || result.state === 'X' },
      );
    }
    case 'setNice':
      return plain((await backend.call('monitor.setNice', { processes, nice: request.nice })).results);
    case 'setAffinity':
      return plain((await backend.call('monitor.setAffinity', { processes, cpus: [...request.cpus] })).results);
    case 'setPolicy': {
      const { policy, priority } = request;
      return plain((await backend.call('monitor.setPolicy', { processes, policy, priority })).results);
    }
    case 'setIoPriority': {
      const { level } = request;
      return plain((await backend.call('monitor.setIoPriority', { processes, class: request.class, level })).results);
    }
  }
}

type ThreadsResult = { outcome: 'done'; process: Refused['process']; words: string } | Refused;

function plain(results: readonly (ThreadsResult | PolicyResult | IoPriorityResult)[]): Outcome[] {
  return results.map((result) => (result.outcome === 'refused' ? result : { ...done(result), ended: false }));
}

function done({ process, words }: { process: Refused['process']; words: string }) {
  return { outcome: 'done' as const, process, words };
}
