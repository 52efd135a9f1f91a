/** ipc-throughput: a Manager.Queue, of which each call is a request to a third process, carries fewer messages than a Pipe. */
import { formatValue } from '../../../shared/units/format.ts';
import { formatSignificant } from '../../../shared/units/number.ts';
import type { SweepCheck } from '../sweepChecks.ts';

/** It was 12 times on Python 3.12 here. */
const factor = 3;
/** Bytes: of longer messages the copies count too. */
const size = 64;

export const managerSlower: SweepCheck = {
  id: 'managerSlower',
  along: 'channel',
  judge: ({ params, points }) => {
    const carried = (channel: string) =>
      points.find((point) => point.params['channel'] === channel)?.metrics['messagesPerSecond']?.median;
    const [pipe, manager] = [carried('Pipe'), carried('Manager.Queue')];
    if (params['messageSize'] !== size || pipe === undefined || manager === undefined) return null;
    const words = [pipe, manager].map((rate) => formatValue(rate, 'perSecond'));
    return {
      holds: factor * manager < pipe,
      detail: `a Pipe carried ${words[0]}, a Manager.Queue ${words[1]}: ${formatSignificant(pipe / manager, 2)} times as many`,
    };
  },
};
