/** How a thread's last 10 s divide, as one bar; read out in words. */
import { balanceKinds, type Balance, type BalanceKind } from '../../shared/monitor/balance.ts';
import { formatRatio } from '../../shared/units/format.ts';
import { Reason } from '../controls/Reason.tsx';

export const balanceWords: Record<BalanceKind, string> = {
  run: 'Running',
  cpu: 'Waiting for a CPU',
  lock: 'Lock',
  disk: 'Disk',
  stop: 'Stopped',
  sleep: 'Asleep',
};

/** "Running 17%, Lock 61%, Asleep 22%": whole per cent, what is below half of one left out. */
export function balanceSentence(balance: Balance): string {
  return balanceKinds
    .filter((kind) => balance[kind] >= 0.005)
    .map((kind) => `${balanceWords[kind]} ${formatRatio(Math.round(balance[kind] * 100) / 100)}`)
    .join(', ');
}

export function BalanceBar({ balance }: { balance: Balance | null }) {
  if (balance === null) return <Reason reason={null} />;
  const sentence = balanceSentence(balance);
  return (
    <span data-tip={sentence}>
      <span className="visually-hidden">{sentence}</span>
      <span className="share-bar balance-bar" aria-hidden="true">
        {balanceKinds
          .filter((kind) => balance[kind] >= 0.005)
          .map((kind) => (
            <i key={kind} className={`fill-${kind}`} style={{ width: `${balance[kind] * 100}%` }} />
          ))}
      </span>
    </span>
  );
}
