/** The programs on Node that measure by themselves, by their experiment. */
import type { ThreadName } from '../protocol.ts';
import { contextSwitch } from './context-switch.ts';
import { memorySharing } from './memory-sharing.ts';
import { ipcThroughput } from './ipc-throughput.ts';
import { gilScaling } from './gil-scaling.ts';
import { ioBound } from './io-bound.ts';
import { processPool } from './process-pool.ts';
import { startCost } from './start-cost.ts';

/** What a program tells while it measures. */
export interface Telling {
  /** Once, before it measures: what its main thread is called, and which others there are. */
  started(name: string, others?: readonly ThreadName[]): void;
  /** The live counter of thread or process `actor`. */
  count(actor: number, value: number): void;
  /** Where it lies, for a worker that advances it by itself. */
  addressOf(actor: number): number;
}

/** Resolves with what it measured, in the form that its experiment's `answer` asks for. `request`: the point and what the experiment adds. */
export type NodeProgram = (request: Readonly<Record<string, unknown>>, telling: Telling) => Promise<unknown>;

export const nodePrograms: Readonly<Record<string, NodeProgram>> = {
  'context-switch': contextSwitch,
  'memory-sharing': memorySharing,
  'process-pool': processPool,
  'ipc-throughput': ipcThroughput,
  'gil-scaling': gilScaling,
  'io-bound': ioBound,
  'start-cost': startCost,
};
