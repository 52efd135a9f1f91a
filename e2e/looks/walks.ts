/** Which states are looked at in one page, one after the other. */
import type { State } from './state.ts';
import { states } from './states.ts';

/** In the order of `states`: the first of each walk loads the page, the others go on from there. */
export const walks: [name: string, state: State][][] = [];
for (const named of Object.entries(states)) {
  const walk = walks.at(-1);
  if (walk === undefined || named[1].goesOn !== true) walks.push([named]);
  else walk.push(named);
}
