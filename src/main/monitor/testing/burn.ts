/**
 * Uses a share of one core, measured by its own CPU clock: `burn.ts SHARE`. To each line that it gets it answers with one of JSON,
 * the CPU time that it has used and the monotonic time, in seconds.
 */
const share = Number(process.argv[2]);
const period = 0.02;

const now = () => performance.now() * 1e-3;
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1e-6;
};

const begin = { at: now(), used: used() };
setInterval(() => {
  // What it is behind, at most two periods: on a loaded machine it does not make up for what it was not given.
  const due = Math.min(share * (now() - begin.at) - (used() - begin.used), 2 * period);
  const end = used() + due;
  while (used() < end);
}, period * 1e3);

process.stdin.on('data', () => process.stdout.write(`${JSON.stringify({ used: used(), at: now() })}\n`));
process.stdout.write('ready\n');
