/** From a request to a run that can be started: all that can be refused is refused here, before anything is started. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { MAX_THREADS } from '../../kernels/layout.ts';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { ThreadlabError } from '../../shared/errors.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { interpreterName, planRun } from '../../shared/lab/plan.ts';
import { validateRequest } from '../../shared/lab/request.ts';
import { defaultGateLimits, type GateLimits } from '../../shared/lab/gateLimits.ts';
import { everyCpu, ownCoresFirst, pairOfCpus, placeThreads } from '../../shared/lab/placement.ts';
import { leastPythonOf } from '../../shared/lab/pythonVersion.ts';
import type { InterpreterState } from '../../shared/lab/contract.ts';
import { textParameters } from '../../shared/lab/textParameter.ts';
import { warningsOf } from '../../shared/lab/warnings.ts';
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import { newRunId } from '../../shared/runs/runId.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import type { Entries } from '../entries.ts';
import { effectiveCpus } from '../machine/machine.ts';
import type { RunSetup } from './collect.ts';
import { engineStates, type OwnEngines } from './engines.ts';
import { environmentOf } from './environment.ts';
import { refuseBeyondMachine } from './machineBounds.ts';
import { identify } from './processIdentity.ts';
import { defaultLimits, type RunLimits } from './runLimits.ts';
import { shadowWarnings } from './shadowWarnings.ts';

export interface SetUpOptions {
  entries: Pick<Entries, 'runner' | 'runnerThread' | 'nodeProgram' | 'native' | 'python'>;
  describeMachine: () => Promise<MachineDescription>;
  /** The gate's, asked at each run; by default those of the settings' defaults. */
  gateLimits?: () => GateLimits;
  /** In the place of those that follow from what is asked. */
  limits?: Partial<RunLimits>;
}

/** Throws `badInput` or `notAvailable` in words. The first run on the native engine compiles its payload here. */
export async function setUp(asked: RunRequest, options: SetUpOptions, engines: OwnEngines): Promise<RunSetup> {
  const experiment = experimentOf(asked);
  const valid = withFolders(experiment, validateRequest(experiment, asked));
  const askedEngines = experiment.engines.filter((engine) => valid.parameters['engine']?.includes(engine));
  for (const { engine, available, words } of await engineStates(engines, askedEngines)) {
    if (!available) throw new ThreadlabError('notAvailable', `The engine ${engine} cannot run here. ${words}`);
  }
  const pythons = await pythonsFor(experiment, valid, engines);
  const request = withInterpreters(valid, pythons);
  const backend = identify(process.pid);
  if (!backend)
    throw new ThreadlabError('notAvailable', '/proc does not show this process, so a run could not be kept in hand.');
  const machine = await options.describeMachine();
  const cpus = effectiveCpus(machine);
  refuseBeyondMachine(experiment, request, { cpus, memory: memoryHere(machine), caches: machine.caches });
  const pins = pinsFor(experiment, request, machine);
  const payload = request.parameters['engine']?.includes('native') === true ? await engines.native.payload() : null;
  const seed = request.seed ?? Math.floor(Math.random() * 2 ** 32);
  const plan = planRun(experiment, request, seed, pythons);
  const warnings = warningsOf(experiment, request, cpus, pythons);
  if (plan.points.length === 0)
    throw new ThreadlabError('notAvailable', `Nothing can be measured. ${warnings.join(' ')}`);
  return {
    id: newRunId(new Date(), Math.random),
    experiment,
    request,
    seed,
    plan,
    pins,
    environment: environmentOf(machine, { compiler: payload?.compiler, pythons }),
    nativePayload: payload?.file ?? null,
    pythons: Object.fromEntries(pythons),
    pythonSources: options.entries.python,
    machine: { allowedCpus: machine.limits.allowedCpus, effectiveCpus: cpus },
    gateLimits: (options.gateLimits ?? (() => defaultGateLimits))(),
    backend,
    entries: options.entries,
    limits: { ...defaultLimits(experiment, request, memoryHere(machine), pins?.length), ...options.limits },
    warnings: [...warnings, ...shadowWarnings(experiment, request)],
  };
}

/** Folders that a person named, as Linux knows them. Throws `badInput` where one is none. */
function withFolders(experiment: Experiment, request: RunRequest): RunRequest {
  const folders = textParameters(experiment)
    .filter(([, { holds }]) => holds === 'folder')
    .map(([name]): [string, string[]] => [
      name,
      (request.parameters[name] ?? []).map((value) => folderHere(name, String(value))),
    ]);
  return { ...request, parameters: { ...request.parameters, ...Object.fromEntries(folders) } };
}

function folderHere(name: string, written: string): string {
  const folder = resolve(written.replace(/^~(?=$|\/)/, homedir()));
  const reason = whyNoFolder(folder);
  if (reason !== null) throw new ThreadlabError('badInput', `${name}: ${reason}: ${folder}.`);
  return folder;
}

function whyNoFolder(path: string): string | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return 'there is no such folder';
    return found.isDirectory() ? null : 'this is no folder';
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `it cannot be looked into (${String(error.code)})`;
    throw error;
  }
}

/** Said while a person still writes, and nothing is started. Throws `badInput` as the start would. */
export function foresee(asked: RunRequest): string[] {
  const experiment = experimentOf(asked);
  return shadowWarnings(experiment, withFolders(experiment, validateRequest(experiment, asked)));
}

function experimentOf(asked: RunRequest): Experiment {
  const experiment = catalogue.find(({ id }) => id === asked.experiment);
  if (experiment) return experiment;
  const known = catalogue.map(({ id }) => id).join(', ');
  throw new ThreadlabError('badInput', `There is no experiment "${asked.experiment}". There are: ${known}.`);
}

/** CPUs by thread for the largest number of threads that is asked; null where Linux places them. */
function pinsFor({ pinned }: Experiment, request: RunRequest, machine: MachineDescription): number[] | null {
  if (pinned === 'everyCpu')
    return everyCpu(machine.cpus, machine.caches, machine.limits.allowedCpus).slice(0, MAX_THREADS);
  const placements = (request.parameters['placement'] ?? []).map(String);
  if (pinned === 'pair') return pairOfCpus(placements, machine.cpus, machine.limits.allowedCpus);
  const threads = Math.max(...(request.parameters['threads'] ?? [1]).map(Number));
  if (pinned === 'ownCores') return ownCoresFirst(threads, machine.cpus, machine.limits.allowedCpus);
  const [placement = 'free'] = placements;
  return placeThreads(placement, threads, machine.cpus, machine.limits.allowedCpus);
}

/** Bytes that may be used here; null where the machine does not tell. */
function memoryHere({ memory, limits }: MachineDescription): number | null {
  const known = [memory.totalBytes, limits.memoryBytes].filter((bytes) => bytes !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Interpreters by the name that they are asked for with; without a name the first there is. Throws in words. */
async function pythonsFor(
  experiment: Experiment,
  { parameters }: RunRequest,
  { python }: OwnEngines,
): Promise<Map<string, InterpreterState>> {
  const pythons = new Map<string, InterpreterState>();
  if (parameters['engine']?.includes('python') !== true) return pythons;
  for (const asked of parameters[interpreterName] ?? [null]) {
    const found = await python.resolve(asked === null ? null : String(asked), leastPythonOf(experiment), experiment.id);
    const twice = [...pythons].find(([, { path }]) => path === found.path)?.[0];
    if (twice !== undefined)
      throw new ThreadlabError('badInput', `interpreter: ${twice} and ${asked} are the same, ${found.path}.`);
    pythons.set(String(asked ?? found.name), found);
  }
  return pythons;
}

function withInterpreters(request: RunRequest, pythons: ReadonlyMap<string, InterpreterState>): RunRequest {
  if (pythons.size === 0) return request;
  return { ...request, parameters: { ...request.parameters, [interpreterName]: [...pythons.keys()] } };
}
