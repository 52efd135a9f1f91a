/** A thread answers datagrams while others of its process compute: how long does it wait for the interpreter? */
import { defineExperiment } from '../experiment.ts';

export const gilSwitching = defineExperiment({
  id: 'gil-switching',
  question: 'How long does a thread wait for the interpreter?',
  group: 'The interpreter lock',
  engines: ['python'],
  crowding: 'asked',
  parameters: {
    cpuThreads: {
      unit: 'count',
      title: 'Computing threads',
      sweep: true,
      integer: true,
      scale: 'linear',
      min: 0,
      max: 32,
      default: [0, 1, 2, 3],
      help: 'Threads that compute without end, beside the one that answers.',
    },
    switchInterval: {
      unit: 'seconds',
      title: 'Switch interval',
      sweep: true,
      integer: false,
      scale: 'log',
      min: 0.00001,
      max: 0.1,
      default: [0.005],
      help: 'sys.setswitchinterval: for how long a thread may keep the interpreter while another waits. Python’s own is 5 ms.',
    },
    duration: {
      unit: 'seconds',
      title: 'Duration',
      sweep: false,
      integer: false,
      scale: 'linear',
      min: 0.05,
      max: 60,
      default: [1],
      help: 'How long pings are sent and threads compute.',
    },
  },
  metrics: {
    medianLatency: {
      title: 'Median latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From the sending of a ping until the thread that answers runs: the middle ping of a repeat.',
    },
    ioLatency: {
      title: 'I/O latency',
      unit: 'seconds',
      better: 'less',
      shape: 'histogram',
      help: 'The same of every ping of all repeats. Closed-loop: the next ping is sent after the answer to the one before.',
    },
    switchesPerSecond: {
      title: 'Context switches',
      unit: 'perSecond',
      better: null,
      shape: 'scalar',
      help: 'Voluntary and involuntary ones of all threads of the interpreter’s process.',
    },
  },
  checks: {
    echoCount: { kind: 'A', words: 'Each ping is taken and answered once' },
  },
  live: {
    answers: { title: 'Answers', unit: 'count' },
  },
  chart: { x: 'cpuThreads', by: 'switchInterval', metric: 'medianLatency', also: ['ioLatency', 'switchesPerSecond'] },
  page: {
    how: [
      'One process sends datagrams (UDP on loopback), each with the time of its sending, and awaits the answer to each; then it pauses for 1 to 5 ms, drawn at random so that it keeps no step with the switches. In another process a thread of Python answers them while the computing threads do arithmetic.',
      'The latency ends at the first statement of that thread after the datagram has come: what the network and Linux’s scheduler take is part of it, which is what it is without computing threads.',
      'Closed-loop: while a ping is waited for no other is sent, so that a long wait counts once. At a fixed rate of requests the waits would add up.',
      'The shape is that of Tools/ccbench, by which CPython’s present lock was developed.',
    ],
    expect: [
      'A thread that comes back from a call must take the interpreter lock again. It waits for the switch interval, then asks the thread that has it to give it up; that one does so at its next chance.',
      'With one computing thread the wait is about one interval. With several, whoever is given the lock next is for Linux to choose, and the one that answers has to try again: the wait grows with the threads.',
      'A short interval makes answers sooner and hand-overs more; each costs the computing threads some microseconds. It cannot be shorter than the longest step which keeps the lock, such as a sort of a large list in C.',
      'A thread that does short input and output between computing ones gives the lock away with every call and gets it back an interval later: this is known as the convoy effect.',
      'Without a lock, on a free-threaded build, computing threads delay an answer only where there are more threads than CPUs.',
    ],
    references: [
      'A. Pitrou: Reworking the GIL. python-dev, October 2009; Tools/ccbench of CPython.',
      'D. Beazley: Understanding the Python GIL. PyCon 2010; CPython issue 7946, Convoy effect with I/O bound threads and New GIL.',
      'Python documentation: sys.setswitchinterval.',
      'udp(7), getrusage(2).',
    ],
  },
  overhead: { perRepeat: 0.5, once: 1 },
});
