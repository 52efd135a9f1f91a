/** start-cost on Node: workers or child processes are started one after the other and wait until all are there. */
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { startCostAnswer } from '../experiments/startCostAnswer.ts';
import { monotonicSeconds } from '../protocol.ts';
import type { Telling } from './nodePrograms.ts';
import { proportionalSet } from './processMemory.ts';
import { unitArgument, type UnitBegun } from './startedUnit.ts';

const request = z.object({ kind: z.enum(['worker', 'fork']), count: z.int().min(1) });
const unitBegun: z.ZodType<UnitBegun> = z.object({ began: z.number(), process: z.int(), thread: z.int() });

interface Unit {
  begun: Promise<UnitBegun>;
  /** Resolves when it has ended. */
  end(): Promise<void>;
}

/** Measures `count` starts of a kind, the first one of its kind left out: it loads what the others find loaded. */
export async function startCost(asked: unknown, telling: Telling): Promise<z.output<typeof startCostAnswer>> {
  const { kind, count } = request.parse(asked);
  const start = kind === 'worker' ? startWorker : startChild;
  telling.started(`start-${kind}`);
  const first = start();
  await first.begun;
  await first.end();
  const before = proportionalSet([process.pid]);
  const [units, begun, latencies]: [Unit[], UnitBegun[], number[]] = [[], [], []];
  for (let number = 1; number <= count; number += 1) {
    const asked = monotonicSeconds();
    const unit = start();
    const told = await unit.begun;
    units.push(unit);
    begun.push(told);
    latencies.push(told.began - asked);
    telling.count(0, number);
  }
  const after = proportionalSet([...new Set([process.pid, ...begun.map(({ process: pid }) => pid)])]);
  for (const unit of units) await unit.end();
  return {
    latencies,
    units: begun.map(({ process: pid, thread }) => ({ process: pid, thread })),
    process: process.pid,
    memory: before === null || after === null ? null : after - before,
  };
}

function startWorker(): Unit {
  const worker = new Worker(process.argv[1] ?? '', { argv: [unitArgument] });
  return {
    begun: new Promise((resolve, reject) => {
      worker.once('message', (message) => resolve(unitBegun.parse(message)));
      worker.once('error', reject);
    }),
    end: () =>
      new Promise((resolve) => {
        worker.once('exit', () => resolve());
        worker.postMessage('end');
      }),
  };
}

function startChild(): Unit {
  const child = fork(process.argv[1] ?? '', [unitArgument]);
  return {
    begun: new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(unitBegun.parse(message)));
      child.once('error', reject);
      child.once('exit', (status) => reject(new Error(`A child ended with status ${status} before it began.`)));
    }),
    end: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.send('end');
      }),
  };
}
