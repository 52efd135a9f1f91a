/** How each experiment's figures are told. One that is not listed is told by the change of its main metric and who was served. */
import { atomicsWords } from './atomicsWords.ts';
import { bandwidthWords } from './bandwidthWords.ts';
import { barrierWords } from './barrierWords.ts';
import { cacheWords } from './cacheWords.ts';
import { changeWords } from './changeWords.ts';
import { commandWords } from './commandWords.ts';
import { choiceWords } from './choiceWords.ts';
import { clockWords } from './clockWords.ts';
import { contextSwitchWords } from './contextSwitchWords.ts';
import { coreToCoreWords } from './coreToCoreWords.ts';
import { deadlockWords } from './deadlockWords.ts';
import { eventWords } from './eventWords.ts';
import { fairnessWords } from './fairnessWords.ts';
import { falseSharingWords } from './falseSharingWords.ts';
import { ipcWords } from './ipcWords.ts';
import { gilScalingWords } from './gilScalingWords.ts';
import { ioBoundWords } from './ioBoundWords.ts';
import { gilSwitchingWords } from './gilSwitchingWords.ts';
import { splitWords } from './splitWords.ts';
import { lostUpdateWords } from './lostUpdateWords.ts';
import { memorySharingWords } from './memorySharingWords.ts';
import { processOutputWords } from './processOutputWords.ts';
import { proxiesWords } from './proxiesWords.ts';
import { poolWords } from './poolWords.ts';
import { producerConsumerWords } from './producerConsumerWords.ts';
import { rlockWords } from './rlockWords.ts';
import { rwLockWords } from './rwLockWords.ts';
import { semaphoreWords } from './semaphoreWords.ts';
import type { Teller } from './sentence.ts';

const tellers: Readonly<Record<string, Teller>> = {
  atomics: atomicsWords,
  barrier: barrierWords,
  'cache-latency': cacheWords,
  'clock-speed': clockWords,
  'core-to-core': coreToCoreWords,
  command: commandWords,
  deadlock: deadlockWords,
  event: eventWords,
  'false-sharing': falseSharingWords,
  'ipc-throughput': ipcWords,
  'gil-scaling': gilScalingWords,
  'gil-switching': gilSwitchingWords,
  'io-bound': ioBoundWords,
  'processes-times-threads': splitWords,
  'lost-update': lostUpdateWords,
  'memory-bandwidth': bandwidthWords,
  'memory-sharing': memorySharingWords,
  'context-switch': contextSwitchWords,
  'process-output': processOutputWords,
  'process-pool': poolWords,
  'manager-proxies': proxiesWords,
  'producer-consumer': producerConsumerWords,
  rlock: rlockWords,
  'rw-lock': rwLockWords,
  semaphore: semaphoreWords,
};

/** Between choices there is nothing that changes from the first to the last. */
const usual: Teller = (told) =>
  told.axes.x.unit === 'choice' ? choiceWords(told) : [...changeWords(told), ...fairnessWords(told)];

/** By the experiment's id; a record of an unknown one is told in the usual way. */
export function tellerOf(experiment: string): Teller {
  return hasOwnTeller(experiment) ? (tellers[experiment] ?? usual) : usual;
}

/** Whether it is told in its own way, of which the second sentence says as much as the first. */
export function hasOwnTeller(experiment: string): boolean {
  return Object.hasOwn(tellers, experiment);
}
