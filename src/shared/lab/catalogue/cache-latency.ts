/** One thread follows links through a set of memory, each load needing the one before: where do the caches end? */
import { defineExperiment } from '../experiment.ts';

const engines = ['wasm', 'native'] as const;
const [KiB, MiB, GiB] = [1024, 1024 ** 2, 1024 ** 3];

/** Each twice the one before. */
const doublings = (from: number, to: number): number[] => (from > to ? [] : [from, ...doublings(2 * from, to)]);

export const cacheLatency = defineExperiment({
  id: 'cache-latency',
  question: 'Where do the caches end?',
  group: 'The CPU',
  engines,
  crowding: 'warned',
  pinned: 'ownCores',
  parameters: {
    workingSet: {
      unit: 'bytes',
      title: 'Working set',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 4 * KiB,
      max: GiB,
      maxOn: { wasm: 512 * MiB },
      ofMachine: { memory: 0.25, lastLevels: 4 },
      default: doublings(8 * KiB, 128 * MiB),
      help: 'Memory that the links lead through; doublings show the caches best. On wasm at most 512 MiB, since the memory of its kernels ends at 1 GiB. Nowhere more than a quarter of the memory, nor, above 128 MiB, than four times the last-level cache.',
    },
    stride: {
      unit: 'bytes',
      title: 'Stride',
      sweep: true,
      integer: true,
      multipleOf: 8,
      scale: 'log',
      min: 8,
      max: 2 * KiB,
      default: [64],
      help: 'From one element to the next in memory. Below the 64 B of a cache line (128 B on some CPUs) several share one; far above it only some of a cache’s sets are used, and it seems smaller.',
    },
    order: {
      unit: 'choice',
      title: 'Orders',
      sweep: true,
      default: ['random'],
      choices: [
        {
          value: 'random',
          engines,
          help: 'Links at random, which no prefetcher follows: what a load takes.',
          series: 1,
        },
        {
          value: 'sequential',
          engines,
          help: 'Each links to its neighbour: prefetchers fetch ahead, and most of the latency hides.',
          series: 2,
        },
      ],
      help: 'How the elements are linked.',
    },
    pages: {
      unit: 'choice',
      title: 'Page sizes',
      sweep: true,
      default: ['small'],
      onlyWith: { parameter: 'engine', values: ['native'] },
      choices: [
        { value: 'small', engines: ['native'], help: 'Pages of 4 KiB, as programs get them unless they ask.' },
        {
          value: 'huge',
          engines: ['native'],
          help: 'Pages of 2 MiB, where Linux gives them: addresses are then translated at no cost.',
        },
      ],
      help: 'Pages that the set lies on.',
    },
    duration: {
      unit: 'seconds',
      title: 'Duration',
      sweep: false,
      integer: false,
      scale: 'linear',
      min: 0.05,
      max: 60,
      default: [0.2],
      help: 'Time measured in each repeat.',
    },
  },
  metrics: {
    loadLatency: {
      title: 'Load latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      scale: 'log',
      help: 'Time of a load that needs the one before: by the fastest chunk of 16,384 loads in every 50 ms, of these the median.',
    },
    loadCycles: {
      title: 'Cycles of a load',
      unit: 'count',
      better: 'less',
      shape: 'scalar',
      scale: 'log',
      help: 'The same in cycles of the core’s clock, measured just before by a chain of adds.',
    },
    hugeShare: {
      title: 'On huge pages',
      unit: 'ratio',
      better: null,
      shape: 'scalar',
      help: 'Share of the set that lay on huge pages, as Linux tells of the mapping. Native alone.',
    },
  },
  checks: {
    oneCycle: { kind: 'A', words: 'The links are one cycle through every element' },
    ladder: {
      kind: 'G',
      words:
        'Latency rises with the set, within 5%, and memory takes more than ten times the nearest cache where it is reached',
    },
  },
  live: {
    loads: { title: 'Loads', unit: 'count' },
  },
  chart: { x: 'workingSet', by: 'order', metric: 'loadLatency', also: ['loadCycles'] },
  page: {
    how: [
      'Every element of the set holds the address of the next, so that a core cannot begin a load before the one before it has come: seconds per load are its latency, however many loads a core can have under way.',
      'At random the elements are linked by Sattolo’s shuffle, which makes one cycle through all of them; an ordinary shuffle makes several, and the loop may stay in a short one that fits a nearer cache. Afterwards the links are walked once round and counted.',
      'One thread, pinned to a CPU where that can be had, runs for the asked time at each size, its chunks of 16,384 loads timed. An interruption makes a chunk slower, so the fastest of every 50 ms counts.',
      'The set is made anew for every repeat, on native in a mapping of its own with pages as asked. How much of it came to lie on huge pages is read back from Linux.',
      'Steps are found in the medians by an optimal partition of the logarithms into levels. Beside them stands what the machine says of its caches; a virtual machine often names those of the whole package, or none.',
    ],
    expect: [
      'Some 4 or 5 cycles in the first cache, 12 to 20 in the second, 40 to 100 in the third, and in memory 60 to 150 ns. Seen in a virtual machine: 1.2, 4.1, 5 to 18 and 124 ns.',
      'A step lies where a cache ends, a little blurred: just under its size the set shares the cache with everything else, and just above it a part still hits.',
      'On small pages addresses of a large set are no longer in the translation cache (TLB): that adds some cycles from 256 KiB on and a page walk beyond some MiB. Huge pages take that away, and show the caches alone.',
      'In sequence the prefetchers see what comes, and even memory takes but a few nanoseconds a load. A linked list is slow because its order is random, not because it is a list.',
      'Wasm adds the start of its memory to every address, which costs a cycle on some cores; the steps are at the same places.',
    ],
    references: [
      'S. Sattolo: An algorithm to generate a random cyclic permutation. Information Processing Letters 22(6), 1986.',
      'L. McVoy, C. Staelin: lmbench: Portable tools for performance analysis. USENIX 1996.',
      'U. Drepper: What every programmer should know about memory. 2007, section 3.',
      'B. Jackson et al.: An algorithm for optimal partitioning of data on an interval. IEEE Signal Processing Letters 12(2), 2005.',
      'madvise(2): MADV_HUGEPAGE, MADV_NOHUGEPAGE.',
    ],
  },
  overhead: { perRepeat: 0.35, once: 2 },
  longestRepeat: 300,
});
