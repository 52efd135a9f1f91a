/** Lanes in words: what one span of a lane says, and how the sampling went. */
import { balanceKinds, emptyBalance } from '../../../shared/monitor/balance.ts';
import type { LaneSpan } from '../../../shared/monitor/laneHistory.ts';
import type { LaneSampling } from '../../../shared/monitor/lanes.ts';
import { mostLanes } from '../../../shared/monitor/lanes.ts';
import { waitReason } from '../../../shared/monitor/waitReason.ts';
import { formatRatio } from '../../../shared/units/format.ts';
import { formatCount, formatSignificant } from '../../../shared/units/number.ts';
import { displayText } from '../../table/displayText.ts';
import { balanceSentence } from '../BalanceBar.tsx';

/** "Running 60%, Lock 40%, in futex_do_wait, last on CPU 4". */
export function spanWords({ run, wait, rest, cpu, state, channel }: LaneSpan): string {
  const balance = { ...emptyBalance(), run, cpu: wait };
  balance[balanceKinds[rest] ?? 'sleep'] += Math.max(0, 1 - run - wait);
  const share = 1 - run - wait;
  const { words } = waitReason(state, channel, null);
  const why = share >= 0.005 && channel !== null ? ` (${words}, in ${displayText(channel)})` : '';
  return `${balanceSentence(balance)}${why}, last on CPU ${cpu}`;
}

/** "25 samples a second of this process alone, for 1.7% of a core": the rate that was reached, and what it falls short of. */
export function samplingWords({ rate, achieved, cost, threads }: LaneSampling): string {
  const reached = achieved ?? rate;
  const often =
    reached >= 0.95
      ? `${formatSignificant(reached, 2)} ${Math.round(reached) === 1 ? 'sample' : 'samples'} a second`
      : `A sample every ${formatSignificant(1 / reached, 2)} s`;
  const price = cost === null ? '' : `, ${formatRatio(cost)} of a core`;
  const cut = threads > mostLanes ? ` The first ${formatCount(mostLanes)} of ${formatCount(threads)} threads.` : '';
  return `${often}, this process alone${price}. What lasts less than a sample is counted, but not placed.${cut}`;
}
