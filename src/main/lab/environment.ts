/** What a record keeps of the machine on which it was measured, from the machine's description. */
import type { InterpreterState } from '../../shared/lab/contract.ts';
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import type { Environment } from '../../shared/runs/record.ts';

/** `compiler`: its version, when it compiled what was measured. `pythons`: those that it was measured on, by the names that points bear. */
export function environmentOf(
  machine: MachineDescription,
  {
    compiler,
    pythons = new Map(),
  }: { compiler?: string | undefined; pythons?: ReadonlyMap<string, InterpreterState> } = {},
): Environment {
  const online = machine.cpus.filter((cpu) => cpu.online);
  const clocks = online.flatMap(({ clock }) => (clock.now === null ? [] : [clock.now]));
  const highest = online.flatMap(({ clock }) => clock.max ?? []);
  return {
    cpuModel: machine.model,
    packages: machine.packages,
    cores: machine.cores,
    cpus: online.length,
    caches: onePerKind(machine.caches),
    clock: clocks.length > 0 ? Math.max(...clocks) : null,
    clockMax: highest.length > 0 ? Math.max(...highest) : null,
    governor: online[0]?.governor ?? null,
    memory: machine.memory.totalBytes,
    os: machine.os,
    kernel: machine.kernel,
    virtualization: machine.virtualization,
    limits: { cpus: machine.limits.cpus, source: machine.limits.source },
    node: process.versions.node,
    v8: process.versions.v8,
    ...(process.versions['electron'] !== undefined && { electron: process.versions['electron'] }),
    ...(compiler !== undefined && { compiler }),
    pythons: [...pythons].map(([interpreter, { path, version, implementation, build, gil, freeThreaded }]) => ({
      interpreter,
      path,
      version,
      implementation,
      build,
      gil,
      freeThreaded,
    })),
  };
}

/** Each core has its own L1: the record names each kind and size once. */
function onePerKind(caches: MachineDescription['caches']): Environment['caches'] {
  const kinds = new Map<string, Environment['caches'][number]>();
  for (const { level, type, sizeBytes } of caches)
    kinds.set(`${level} ${type} ${sizeBytes}`, { level, type, sizeBytes });
  return [...kinds.values()];
}
