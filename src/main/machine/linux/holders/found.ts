/** What a search for holders has found so far, up to a bound. */
import type { Holders, Holding } from '../../../../shared/monitor/details.ts';
import { lookUpOwner, type NamedStat } from '../processes/lookUp.ts';
import { userName } from '../processes/userName.ts';

/** Holdings that are told in all. */
const mostHoldings = 5000;

export class Found {
  readonly holders: Holders['holders'] = [];
  isCut = false;
  #count = 0;

  add({ id, startTicks, name }: NamedStat, holdings: readonly Holding[]): void {
    const room = mostHoldings - this.#count;
    if (holdings.length > room) this.isCut = true;
    const told = holdings.slice(0, room);
    if (told.length === 0) return;
    this.#count += told.length;
    const uid = lookUpOwner(id);
    const user = uid === null ? null : userName(uid);
    this.holders.push({ process: { pid: id, startTicks, name, user }, holdings: told });
  }
}
