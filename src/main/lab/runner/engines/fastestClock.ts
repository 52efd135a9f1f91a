/** The clock of the core that the runner is on, for engines whose threads cannot run the clock chain themselves. */
import clockChainBytes from '../../../../kernels/clockChain.ts?asc';
import * as layout from '../../../../kernels/layout.ts';
import type { Hertz, Seconds } from '../../../../shared/units/quantity.ts';
import { bindClockChain } from './clockChain.ts';

/** Adds of a piece, some 20 µs, and how long it is measured: pieces that were interrupted are longer. */
const pieceAdds = 65_536;
const measuringTime: Seconds = 0.005;

let clock: Promise<() => Hertz> | null = null;

/** Compiled at the first use, for all processes of the run. Each call of what it resolves with takes 5 ms. */
export function fastestClock(): Promise<() => Hertz> {
  return (clock ??= compile());
}

async function compile(): Promise<() => Hertz> {
  const memory = new WebAssembly.Memory({ initial: layout.PAGES, maximum: layout.PAGES, shared: true });
  const chain = bindClockChain(await WebAssembly.compile(clockChainBytes), memory);
  let sums = BigInt(process.pid);
  return () => {
    const end = performance.now() + measuringTime * 1000;
    let fastest: Seconds = Infinity;
    for (let now = performance.now(); now < end;) {
      sums = chain.addChain(sums, 3n, pieceAdds);
      const then = performance.now();
      fastest = Math.min(fastest, (then - now) / 1000);
      now = then;
    }
    return pieceAdds / fastest;
  };
}
