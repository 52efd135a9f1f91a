/** Run by a test under a small RLIMIT_NOFILE: reads 200 files with a bound that is far above what the process may open. */
import { Descriptors, KeptFile } from '../descriptors.ts';

const descriptors = new Descriptors(1000);
let read = 0;
for (let pass = 0; pass < 2; pass++) {
  descriptors.beginPass();
  const files = Array.from({ length: 100 }, () => new KeptFile('/proc/self/', 'stat'));
  for (const file of files) if (descriptors.read(file) > 0) read += 1;
}
process.stdout.write(JSON.stringify({ read, limitSank: descriptors.limit < 60 }));
