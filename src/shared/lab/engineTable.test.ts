/** The table of experiments, row by row: which engine has which values. The catalogue must offer just these. */
import { expect, test } from 'vitest';
import { ThreadlabError } from '../errors.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { engineNames, type EngineName, type Experiment } from './experiment.ts';
import { parseRequest } from './request.ts';

/** Also of those without a choice among values. */
const enginesOf: Readonly<Record<string, string>> = {
  'lost-update': 'wasm native node python',
  'lock-contention': 'wasm native node python',
  oversubscription: 'wasm native',
  rlock: 'wasm native python',
  semaphore: 'wasm native python',
  'rw-lock': 'wasm native',
  'producer-consumer': 'wasm native node python',
  event: 'wasm native python',
  barrier: 'wasm native python',
  deadlock: 'wasm native python',
};

/** Engines, then the values that all of them have and no other engine has. */
const spins = 'wasm native: tas ttas backoff ticket mcs clh futex';
const pthreads =
  'native: pthreadMutex pthreadAdaptive pthreadRecursive pthreadErrorCheck pthreadPriorityInheritance pthreadSpin atomicFlag';
const table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'gil-scaling': {
    mode: ['python wasm native node: serial threads', 'python node: processes'],
    body: ['python wasm native node: arithmetic strings', 'python: gilReleasing'],
  },
  'io-bound': {
    mode: ['python node: serial async', 'python: threads processes', 'node: workers'],
    kind: ['python node: sleep socket file'],
  },
  'lost-update': {
    lock: ['wasm native node python: none', 'wasm native node: atomic', spins, pthreads, 'python: Lock RLock'],
    body: ['python: bare call'],
    target: ['python: object cMemory'],
  },
  'lock-contention': {
    lock: [spins, pthreads, 'python: Lock RLock', 'node: atomicsMutex'],
    placement: ['wasm native node python: ownCore siblings free'],
  },
  oversubscription: { lock: [spins, pthreads] },
  'start-cost': {
    kind: [
      'python native: thread',
      'python native node: fork',
      'native: posixSpawn',
      'node: worker',
      'python: spawn forkserver',
    ],
  },
  'shadowed-module': {
    module: ['python: multiprocessing threading queue socket subprocess random json logging'],
  },
  'cache-latency': { order: ['wasm native: random sequential'], pages: ['native: small huge'] },
  'memory-bandwidth': { operation: ['wasm native: read write copy triad'] },
  rlock: {
    lock: ['wasm: futex recursive', 'native: pthreadMutex pthreadRecursive pthreadErrorCheck', 'python: Lock RLock'],
  },
  semaphore: { kind: ['wasm native python: counting', 'python: bounded'] },
  'memory-sharing': { kind: ['python: thread fork sharedMemory', 'node: worker sharedArrayBuffer'] },
  'ipc-throughput': {
    channel: [
      'node: messagePort sharedRing childIpc pipe unixSocket',
      'python: queue.Queue multiprocessing.Queue SimpleQueue Pipe Manager.Queue shared_memory',
    ],
    shape: ['python node: objects bytes'],
  },
  'process-output': { lock: ['python: none Lock'] },
  control: {
    case: ['python: eventStopsSiblings daemonAtExit terminateChild signalStranger mainChangesGlobal'],
  },
  'process-pool': {
    kind: ['python node: processes', 'python: threads freshProcess freshThread', 'node: workers'],
    submit: ['python: apply apply_async map'],
  },
  'manager-proxies': {
    type: [
      'python: list dict Namespace Lock RLock Semaphore BoundedSemaphore Condition Event Barrier Queue Value Array',
    ],
    operation: ['python: atomic compound'],
  },
  'context-switch': {
    channel: ['wasm native: futex', 'native python: condition', 'native python node: pipe socket', 'node: messagePort'],
    between: ['wasm native python node: threads', 'native python node: processes'],
    placement: ['wasm native python node: sameCpu twoCpus free'],
  },
  'rw-lock': { preference: ['wasm native: reader writer'] },
  'producer-consumer': {
    queue: ['wasm native: condition', 'python: queue.Queue Condition', 'node: ring'],
    wait: ['wasm native node python: while if'],
  },
  deadlock: { rule: ['wasm native python: none ordered tryLock arbiter'] },
};

const cells = Object.entries(table).flatMap(([id, parameters]) =>
  Object.entries(parameters).map(([parameter, lines]) => ({
    id,
    parameter,
    values: lines.flatMap((line) => {
      const [engines = '', values = ''] = line.split(': ');
      return values.split(' ').map((value) => ({ value, engines: engines.split(' ') }));
    }),
  })),
);

test.for(Object.entries(enginesOf))('%s is offered on %s, and on no other engine', ([id, engines]) => {
  expect(catalogue.find((one) => one.id === id)?.engines).toEqual(engines.split(' '));
});

test.for(cells)('$id has the values of $parameter on the engines of its row', ({ id, parameter, values }) => {
  const experiment = catalogue.find((one) => one.id === id);
  if (!experiment) throw new Error(`There is no ${id}.`);
  const asked = experiment.parameters[parameter];
  if (asked?.unit !== 'choice') throw new Error(`${parameter} is no choice.`);
  const offered = asked.choices.map((choice) => ({ value: choice.value, engines: [...choice.engines] }));
  const byValue = (one: { value: string }, other: { value: string }) => one.value.localeCompare(other.value);
  expect(offered.toSorted(byValue)).toEqual(values.toSorted(byValue));
  const taken = engineNames.flatMap((engine) =>
    values
      .filter(({ value }) => isTaken(experiment, engine, parameter, value))
      .map(({ value }) => `${engine} ${value}`),
  );
  const wanted = engineNames.flatMap((engine) =>
    values.filter(({ engines }) => engines.includes(engine)).map(({ value }) => `${engine} ${value}`),
  );
  expect(taken).toEqual(wanted);
});

/** Whether a request of just this is one; a value that an engine has not is refused as wrong usage. */
function isTaken(experiment: Experiment, engine: EngineName, parameter: string, value: string): boolean {
  try {
    parseRequest(experiment, { parameters: { engine: [engine], [parameter]: [value] } });
    return true;
  } catch (error) {
    if (error instanceof ThreadlabError && error.code === 'badInput') return false;
    throw error;
  }
}
