/**
 * Where everything lies in the memory that the kernels, their threads and the runner share. Plain integers, read by both
 * compilers. Offsets in bytes; what different threads write lies LINE apart.
 */

/** Two cache lines of 64 bytes: x86 fetches lines in pairs, some ARM and POWER lines are 128 bytes. */
export const LINE = 128;

/** Address 0 stays unused: the MCS queue's end. The phase of the repeat (i32), and whether samples count (i32). */
export const PHASE = 128;
export const SAMPLING = 132;
/** How many threads have reached each step, all steps added up (i32). */
export const ARRIVED = 256;
/** The lock's own words, at most one line. */
export const LOCK = 384;
/** What the lock guards, or all threads add to: acquisitions (u64) and the number of the thread inside, 0 when there is none (i32). */
export const GUARDED_COUNT = 512;
export const INSIDE = 520;
/** The node that a queue of nodes needs beyond the threads' own. */
export const SPARE_NODE = 640;

/** What a signal's loop is told beyond its work (i32 each), by the loop's own order. */
export const SETTINGS = 768;
export const SETTING_COUNT = 16;
/** Of a semaphore: its permits, and the threads of the run. */
export const PERMITS = 768; // SETTINGS
export const THREADS_OF_RUN = 772;
/** Of 65,536. */
export const READ_SHARE = 768; // SETTINGS
export const WAITERS = 768; // SETTINGS
/** Of philosophers: how many, and by which rule they take their forks. */
export const PHILOSOPHERS = 768; // SETTINGS
export const RULE = 772;
export const RULE_NONE = 0;
export const RULE_ORDERED = 1;
export const RULE_TRY_LOCK = 2;
export const RULE_ARBITER = 3;
export const DEPTH = 768; // SETTINGS
/** Of a queue: who takes part, how much it holds, and whether who was woken looks again (1: `while`) or goes on (0: `if`). */
export const PRODUCERS = 768; // SETTINGS
export const CAPACITY = 772;
export const LOOKS_AGAIN = 776;
/** Of units of work: their shares, what they do, and the threads of the run. */
export const SHARES = 768; // SETTINGS
export const BODY = 772;
export const WORKERS = 776;
export const BODY_ARITHMETIC = 0;
export const BODY_STRINGS = 1;
/** Of a hand-over: bytes that each side touches. */
export const TOUCHED = 768; // SETTINGS
/** Of a barrier: how much more work the first party has, in 1,024ths, and how many parties there are. */
export const STRAGGLER = 768; // SETTINGS
export const PARTIES = 772;
/** Of a line that goes from core to core: round trips of a pair, and how many of them are timed together. */
export const ROUND_TRIPS = 768; // SETTINGS
export const CHUNK = 772;
/** Of counters of 4 bytes: how far apart each begins from the one before, in bytes. */
export const STRIDE = 768; // SETTINGS

/** Of loads from memory: bytes of the set and between two elements of it, in which order they are linked, on which pages (read in C alone), and whether the links are walked afterwards. */
export const SET_BYTES = 768; // SETTINGS
export const SET_STRIDE = 772;
export const SET_ORDER = 776;
export const ORDER_RANDOM = 0;
export const ORDER_SEQUENTIAL = 1;
export const SET_PAGES = 780;
export const PAGES_SMALL = 0;
export const PAGES_HUGE = 1;
export const SET_WALKED = 784;
/** Of moving memory: SET_BYTES are all arrays of all threads. */
export const MOVE_OPERATION = 772;
export const MOVE_READ = 0;
export const MOVE_WRITE = 1;
export const MOVE_COPY = 2;
export const MOVE_TRIAD = 3;
export const MOVE_THREADS = 776;

/** Phases, ascending: threads wait for the next, the runner alone advances it. */
export const PHASE_SETUP = 0;
export const PHASE_CALIBRATE = 1;
export const PHASE_LINE_UP = 2;
export const PHASE_RUN = 3;
export const PHASE_STOP = 4;
export const PHASE_AGAIN = 5;
export const PHASE_CLOCK_AGAIN = 6;
export const PHASE_END = 7;

/** A block for each thread; the offsets below are within it. */
export const THREADS = 1024;
export const MAX_THREADS = 256;

/** The thread's node in a queue, its ticket, or its own part of a counter (u64). */
export const NODE = 0;
export const SHARD = 0;
export const NODE_NEXT = 0;
export const NODE_WAITING = 4;
/** What a signal's loop keeps there for the runner to read once all stand still (u64 each). Of a semaphore: the most threads inside that the thread has seen, their sum over its entries, how many met inside in the rendezvous; in the first block 1 where one release too many was refused. */
export const MOST_INSIDE = 0;
export const SUM_INSIDE = 8;
export const MET_INSIDE = 16;
export const OVER_REFUSED = 24;
/** Of a barrier: nanoseconds of its phases, those of them waited, and the phase at whose end it has arrived. */
export const PHASE_TIME = 0;
export const WAIT_TIME = 8;
export const ARRIVED_AT = 16;
/** Of a queue: sums over the items put and taken, modulo 2^48; in the first block what was left, and their sum; mistakes; what the forced schedule showed. */
export const PUT_SUM = 0;
export const TAKEN_SUM = 8;
export const LEFT_COUNT = 16;
export const LEFT_SUM = 24;
export const MISTAKES = 32;
export const FORCED = 40;
export const FORCED_WAITED_AGAIN = 1;
export const FORCED_WENT_ON = 2;
/** Of a lock taken twice: in the first block what the second acquisition did; in both that all was tried; in the second whether the other thread got the lock while it was held and when it was given back, and whether its release was refused. */
export const TAKEN_TWICE = 0;
export const TWICE_BLOCKED = 1;
export const TWICE_REENTERED = 2;
export const TWICE_REFUSED = 3;
export const ALL_TRIED = 8;
export const GOT_HELD = 16;
export const GOT_FREE = 24;
export const FOREIGN_REFUSED = 32;
/** Of a philosopher: the fork it waits for (from 1; 0: none) and a count of its changes, which the others read; cycles of waits that it has found, their length added up, those that were none; the order in which it takes its forks (the first times 256, and the second, from 1; 0: it never waits with one in hand). */
export const WAITS_FOR = 0;
export const CHANGES = 8;
export const CYCLES = 16;
export const CYCLE_LENGTHS = 24;
export const FALSE_CYCLES = 32;
export const FORK_ORDER = 40;
/** Of core-to-core: what the runner has told the thread (i32: its role, and 4 times the number of the pair), what it was told when it last was done (u64), and chunks of it so far (u64). */
export const TOLD = 0;
export const ROLE_PING = 1;
export const ROLE_PONG = 2;
export const ROLE_ALONE = 3;
export const DONE = 8;
export const CHUNKS_MADE = 16;
/** A ring of four addresses (8 bytes each) that stays in the nearest cache. */
export const RING = 64;
/** Of units of work: their results added up, modulo 2^32. */
export const WORK_SUM = 0;
/** Of an event: what was seen that is not as documented, a bit for each of these. */
export const EVENT_FAULTS = 0;
export const RETURNED_UNSET = 1;
export const UNSET_AFTER_SET = 2;
export const WAITED_WHILE_SET = 4;
export const SET_AFTER_CLEAR = 8;
export const NO_TIMEOUT = 16;
/** Of loads from memory: whether the set is linked (also: the arrays of the thread are filled), the address that the next load goes to, how many links lead back to the first element, bytes of the set on huge pages (C alone). */
export const SET_READY = 0;
export const CHASE_AT = 8;
export const CYCLE_LENGTH = 16;
export const HUGE_BYTES = 24;
/** Of moving memory: the element that comes next, the sum of all that was read; afterwards what the elements add up to and what they should, modulo 2^48. */
export const MOVE_AT = 8;
export const READ_SUM = 16;
export const SUM_FOUND = 24;
export const SUM_EXPECTED = 32;
/** Counters that the runner reads while the thread advances them (u64 each): acquisitions, or whatever the loop's turns are; those of them that waited, or that wrote. */
export const ACQUISITIONS = 128;
export const CONTENDED = 136;
/** What the runner tells the thread (i32): steps of work, one acquisition in how many is sampled, at how many of its own it hands over to a shared counter, and how many turns it makes (read in C alone; 0: until it is stopped). */
export const SECTION_STEPS = 256;
export const THINK_STEPS = 260;
export const SAMPLE_EVERY = 264;
export const THRESHOLD = 268;
export const COUNT = 272;
/** The thread's own: number from 1 (i32), countdown to the next sample (i32), then u64: times that another was inside, end of the work chain, state of the random numbers, largest bypass, longest wait in ns. */
export const NUMBER = 384;
export const COUNTDOWN = 388;
export const VIOLATIONS = 392;
export const CHAIN = 400;
export const RANDOM = 408;
export const BYPASS_MAX = 416;
export const LATENCY_MAX = 424;
/** What a lock keeps of its thread, read by that thread alone: the node it owns now, the node before it (addresses, 8 bytes each in C). */
export const OWN_NODE = 432;
export const OWN_BEFORE = 440;
/** Histograms with the buckets of src/shared/statistics/histogram.ts: u64 each; bypass in counts, latency in nanoseconds. */
export const BUCKETS = 1408;
export const BUCKETS_PER_DOUBLING = 32;
export const BYPASS = 512;
export const LATENCY = 11776; // BYPASS + 8 * BUCKETS
export const THREAD_SIZE = 23040; // LATENCY + 8 * BUCKETS, 180 lines

/** When the loop of clock-speed began (f64, milliseconds); on Wasm alone, where the loop is many calls. */
export const LOOP_START = 448;
/** clock-speed keeps the fastest chunk of each window of time (u64, nanoseconds; 0: none) where locks keep histograms: 70 s. */
export const ADD_WINDOWS = 512; // BYPASS
export const MULTIPLY_WINDOWS = 11776; // LATENCY
export const WINDOWS = 1408; // BUCKETS
export const WINDOW_NANOSECONDS = 50000000;
/** Operations of a chunk, some 80 and 60 µs: a thousand times the clock's own cost, far below a time slice. */
export const CHUNK_ADDS = 262144;
export const CHUNK_MULTIPLIES = 65536;
/** cache-latency keeps windows in the same place. Loads of a chunk, some 20 µs in the nearest cache, and of a step of it, after which they are counted. */
export const CHASE_WINDOWS = 512; // BYPASS
export const CHASE_LOADS = 16384;
export const CHASE_STEP = 1024;
/** Elements (8 bytes) of an array that a turn of memory-bandwidth goes through: some 5 µs. */
export const MOVE_ELEMENTS = 8192;

/** core-to-core keeps the time of each chunk (u64, nanoseconds) there. Loads of a chunk of the thread alone, some 20 µs. */
export const CHUNK_TIMES = 11776; // LATENCY
export const CHUNK_LOADS = 16384;

/** Lines for what a signal's threads share besides a lock, behind all blocks; each loop lays them out for itself. */
export const SHARED_LINES = 5899264; // THREADS + MAX_THREADS * THREAD_SIZE
export const SHARED_LINES_SIZE = 195584; // 512 bytes for each of 256 threads, and up to the end of the last page

/** Pages of 64 KiB that hold it all: (SHARED_LINES + SHARED_LINES_SIZE) / 65536. */
export const PAGES = 93;

/** Where a Wasm kernel's own large set begins, in a memory that has room for one: PAGES * 65536. */
export const WORKING_SET = 6094848;
