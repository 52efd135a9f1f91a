/** Two threads on two CPUs take turns to write one word: how long does a cache line take from core to core? */
import { defineExperiment } from '../experiment.ts';

export const coreToCore = defineExperiment({
  id: 'core-to-core',
  question: 'How long does a line take from core to core?',
  group: 'The CPU',
  engines: ['wasm', 'native'],
  crowding: 'warned',
  pinned: 'everyCpu',
  parameters: {
    pairs: {
      unit: 'count',
      title: 'Pairs',
      sweep: false,
      integer: true,
      scale: 'log',
      min: 1,
      max: 32_640,
      default: [2016],
      help: 'The most pairs of CPUs that are measured, evenly spread where there are more: 2,016 are all of 64 CPUs, 32,640 all of 256.',
    },
    roundTrips: {
      unit: 'count',
      title: 'Round trips',
      sweep: false,
      integer: true,
      scale: 'log',
      min: 100,
      max: 1_000_000,
      default: [5000],
      help: 'Of each pair in each repeat; a thousand more warm it up.',
    },
  },
  metrics: {
    latency: {
      title: 'Latency',
      unit: 'seconds',
      better: 'less',
      shape: 'matrix',
      help: 'Half of a round trip of the line between two CPUs, by the middle chunk of round trips: both directions are in it, so each pair stands in the matrix twice.',
    },
    medianLatency: {
      title: 'Middle pair',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'Latency of the middle one of all pairs.',
    },
    cacheLatency: {
      title: 'Load from L1',
      unit: 'seconds',
      better: null,
      shape: 'scalar',
      help: 'A load that needs the one before, from the first level of cache: what a line costs that need not travel. The middle chunk of one thread alone, in the same repeat.',
    },
  },
  checks: {
    pingIsPong: { kind: 'A', words: 'Every pong is the answer to its ping, and there are as many of both' },
    positive: { kind: 'A', words: 'Every latency is more than nothing' },
    aboveL1: { kind: 'G', words: 'Every latency is above that of a load from L1' },
  },
  live: {
    roundTrips: { title: 'Round trips', unit: 'count' },
  },
  chart: { x: 'roundTrips', by: 'engine', metric: 'latency' },
  page: {
    how: [
      'Each CPU has a thread of its own, pinned to it. Two of them at a time take turns to write one word on a cache line of its own, the others sleep: each waits until it reads what the other wrote, then writes one more. So the line goes from core to core and back, twice for each round trip.',
      'The round trips are timed in chunks of a hundred or more, some 10 µs and longer; the middle chunk counts, halved. Of a round trip nobody can tell how long each direction took, so both have the same figure.',
      'Each pin is looked at in the thread’s own status before and after the repeat. Where one cannot be had, or did not hold, no matrix is drawn: nobody could say between which CPUs the line went.',
      'Nobody pauses while waiting. On WebAssembly every store and load is sequentially consistent: on x86 the store waits until it is seen by all. In C the store releases and the load acquires, which on x86 are plain moves.',
      'The CPUs stand in the order of package, last-level cache, core and hardware thread, so that near ones are neighbours in the map.',
    ],
    expect: [
      'The two hardware threads of a core hand the line over within its own first cache: some 5 to 20 ns. Cores that share a last-level cache take 20 to 60 ns, other chiplets of a package 80 to 150 ns, another package 100 to 300 ns.',
      'Squares along the diagonal are the caches that cores share. Where all pairs look alike, one ring or mesh joins all cores, or a hypervisor hides how they are joined.',
      'In a virtual machine a CPU is a thread of the host, which may move it: a matrix that changes from run to run shows that.',
      'A lock that is contended costs at least this at every handover, and a barrier some of them: no algorithm is faster than the line.',
    ],
    references: [
      'J. Hennessy, D. Patterson: Computer Architecture, a Quantitative Approach. Chapter 5, cache coherence.',
      'D. Molka, D. Hackenberg, R. Schöne, W. Nagel: Cache coherence protocol and memory performance of the Intel Haswell-EP architecture. ICPP 2015.',
      'N. Viennot: core-to-core-latency, a program and its results on many CPUs. 2022.',
      'T. David, R. Guerraoui, V. Trigonakis: Everything you always wanted to know about synchronization but were afraid to ask. SOSP 2013.',
    ],
  },
  overhead: { perRepeat: 0.5, once: 2 },
  longestRepeat: 120,
});
