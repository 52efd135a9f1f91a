/** Records in which runs have measured a machine, for pictures: a server of several caches, the same each time. */
import { cacheLatency } from '../../../shared/lab/catalogue/cache-latency.ts';
import { clockSpeed } from '../../../shared/lab/catalogue/clock-speed.ts';
import { coreToCore } from '../../../shared/lab/catalogue/core-to-core.ts';
import { memoryBandwidth } from '../../../shared/lab/catalogue/memory-bandwidth.ts';
import type { Experiment } from '../../../shared/lab/experiment.ts';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import type { Environment, RunRecord } from '../../../shared/runs/record.ts';
import { signalRecord, type CountingPoint } from '../../../shared/runs/testing/countingRecords.ts';
import { testEnvironment } from '../../../shared/runs/testing/records.ts';

const KiB = 1024;

/** The clock, the caches, the memory and the pairs of CPUs of this machine, a run each. */
export function measuredRecords(machine: MachineDescription): RunRecord[] {
  const run = (experiment: Experiment, minute: number, points: readonly CountingPoint[]) =>
    signalRecord(experiment, { engine: 'native', ...(experiment === cacheLatency && { stride: 64 }) }, points, {
      id: `2026-10-02-09${minute}-abcd`,
      startedAt: `2026-10-02T09:${minute}:00.000Z`,
      environment: environmentLike(machine),
    });
  return [
    run(clockSpeed, 10, [clockPoint(1, 3.68e9), clockPoint(machine.cpus.length, 3.41e9)]),
    run(cacheLatency, 20, [1.1, 1.1, 1.1, 3.4, 3.4, 3.4, 3.5, 13, 13, 13, 13, 98, 104].map(latencyPoint)),
    run(memoryBandwidth, 30, ['read', 'write', 'copy', 'triad'].map(bandwidthPoint)),
    withPairs(run(coreToCore, 40, [{ params: {}, metrics: { medianLatency: [96e-9] } }]), machine),
  ];
}

function clockPoint(threads: number, effectiveClock: number): CountingPoint {
  return { params: { threads }, metrics: { effectiveClock: [effectiveClock] } };
}

function latencyPoint(nanoseconds: number, power: number): CountingPoint {
  return {
    params: { order: 'random', workingSet: 8 * KiB * 2 ** power },
    metrics: { loadLatency: [nanoseconds / 1e9] },
  };
}

function bandwidthPoint(operation: string, place: number): CountingPoint {
  return {
    params: { operation, threads: 8, workingSet: 256 * KiB * KiB },
    metrics: { bytesPerSecond: [(48 - 7 * place) * 1e9] },
  };
}

/** CPUs of one core, of one last-level cache, and of others. */
function withPairs(record: RunRecord, { cpus }: MachineDescription): RunRecord {
  const labels = cpus.map(({ id }) => String(id));
  const value = (i: number, j: number) => {
    const nanoseconds = cpus[i]?.core === cpus[j]?.core ? 12 : Math.floor(i / 8) === Math.floor(j / 8) ? 31 : 96;
    return nanoseconds * (1 + 0.01 * ((i + j) % 5)) * 1e-9;
  };
  const cell = (i: number, j: number) => {
    const median = value(i, j);
    return { unit: 'seconds', median, low: median, high: median, n: 5, interval: 'range' as const };
  };
  const cells = labels.map((_, i) => labels.map((__, j) => (i === j ? null : cell(i, j))));
  const side = (title: string) => ({ title, labels });
  for (const point of record.points)
    point.matrices = { latency: { unit: 'seconds', rows: side('from CPU'), columns: side('to CPU'), cells } };
  return record;
}

function environmentLike({
  model,
  packages,
  cores,
  cpus,
  caches,
  memory,
  virtualization,
}: MachineDescription): Environment {
  return {
    ...testEnvironment,
    cpuModel: model,
    packages,
    cores,
    cpus: cpus.length,
    caches: caches.map(({ level, type, sizeBytes }) => ({ level, type, sizeBytes })),
    memory: memory.totalBytes,
    virtualization,
  };
}
