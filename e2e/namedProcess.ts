/** A process of this test's own with a known name and named threads, to be found in the Monitor. Linux. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface NamedProcess {
  name: string;
  pid: number;
  /** Names of two of its threads; one of them takes a few per cent of a CPU. */
  threads: readonly [string, string];
  kill(): Promise<void>;
}

/** Linux keeps 15 bytes of a name. A thread names itself by writing the link /proc/thread-self/comm. */
const program = `
  const { Worker, isMainThread, workerData } = require('node:worker_threads');
  const { writeFileSync } = require('node:fs');
  if (isMainThread) {
    const [name, ...threads] = process.argv.slice(1);
    writeFileSync('/proc/self/task/' + process.pid + '/comm', name);
    for (const thread of threads) new Worker(process.env.PROGRAM, { eval: true, workerData: thread });
    process.stdout.write('ready');
    setInterval(() => {}, 1000);
  } else {
    writeFileSync('/proc/thread-self/comm', workerData);
    const busy = workerData.endsWith('busy');
    setInterval(() => { const until = performance.now() + 10; while (busy && performance.now() < until); }, 200);
  }
`;

export async function startNamedProcess(): Promise<NamedProcess> {
  const name = `e2e-${Math.random().toString(36).slice(2, 9)}`;
  const threads = ['seen-idle', 'seen-busy'] as const;
  const child: ChildProcess = spawn(process.execPath, ['--eval', program, name, ...threads], {
    env: { ...process.env, PROGRAM: program },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.pid === undefined) throw new Error('The process for the Monitor did not start.');
  await once(child.stdout, 'data');
  return {
    name,
    pid: child.pid,
    threads,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
