/** The basic steps of this machine beside one another, from a cycle to the start of a process. */
import { costSteps } from '../costSteps.ts';
import { defineExperiment, engineNames } from '../experiment.ts';

const engines = ['native', 'wasm', 'node', 'python'] as const;

export const costTable = defineExperiment({
  id: 'cost-table',
  question: 'What do the basic steps cost on this machine?',
  group: 'The CPU',
  engines,
  crowding: 'warned',
  pinned: 'everyCpu',
  parameters: {
    step: {
      unit: 'choice',
      title: 'Steps',
      sweep: true,
      default: costSteps.map(({ value }) => value),
      choices: costSteps.map(({ value, help, experiment, on }) => ({
        value,
        help,
        engines: engineNames.filter((engine) => on[engine] !== undefined),
        experiment,
      })),
      help: 'What is measured, each by an experiment of its own.',
    },
  },
  metrics: {
    cost: {
      title: 'Cost',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      scale: 'log',
      help: 'Time of one such step, by a short measurement of its own experiment.',
    },
    cycles: {
      title: 'In cycles',
      unit: 'count',
      better: 'less',
      shape: 'scalar',
      scale: 'log',
      help: 'The same in cycles of the clock of the core that the runner was on, measured just before.',
    },
    ownCost: {
      title: 'By its own experiment',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      scale: 'log',
      help: 'The same once more, for as long as the experiment’s own form asks by default.',
    },
  },
  checks: {
    partsHold: { kind: 'A', words: 'Every check of kind A of the experiments that measure the steps held' },
    partsAgree: { kind: 'G', words: 'The short measurement agrees with the experiment’s own within 25%' },
  },
  live: {
    turns: { title: 'Turns of the step’s loop', unit: 'count' },
  },
  chart: { x: 'step', by: 'engine', metric: 'cost', also: ['cycles'] },
  page: {
    how: [
      'Each step is measured by its own experiment, with the parameters that the step’s help names: once for a short time, which is the cost in the table, and once for as long as that experiment asks by default, against which it is held.',
      'Of a throughput the cost is its inverse; of a way to and fro it is half. A repeat takes one step on one engine; all are shuffled as everywhere.',
      'Cycles are the cost times the clock of the core that the runner is on, measured just before by a chain of additions.',
      'The caches are taken at fixed sizes, since many machines do not tell theirs: what lies where is for cache-latency to show.',
    ],
    expect: [
      'Five powers of ten or more lie between the two ends: a cycle takes a third of a nanosecond, a load from memory some hundred, a switch to another thread some microseconds, a process of Python some tens of milliseconds.',
      'The steps of one machine stay in this order for decades while each of them grows faster by another factor; what is worth saving follows from the distance between two rows.',
      'A lock that nobody wants costs two atomic steps. One that another core holds costs at least a way of its line, and one whose owner sleeps a switch.',
    ],
    references: [
      'J. Dean: Numbers everyone should know. LADIS 2009.',
      'L. McVoy, C. Staelin: lmbench: portable tools for performance analysis. USENIX 1996.',
    ],
  },
  overhead: { perRepeat: 1.2, once: 1, perRepeatOn: { python: 2, node: 2 } },
  processes: 20,
  longestRepeat: 20,
});
