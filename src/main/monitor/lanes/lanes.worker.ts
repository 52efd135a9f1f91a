/**
 * The worker that samples the threads of single processes while somebody looks at their lanes: beside the passes over the whole
 * machine, which neither wait for it nor hold it up.
 */
import { parentPort } from 'node:worker_threads';
import { ThreadlabError } from '../../../shared/errors.ts';
import { mostLaneProcesses } from '../../../shared/monitor/lanes.ts';
import { LaneFollower } from './laneFollower.ts';
import type { LanesAnswer, LanesRequest } from './laneMessages.ts';
import { LaneSampler } from './laneSampler.ts';
import { linuxOptions } from '../linuxOptions.ts';

const port = parentPort;
if (port === null) throw new ThreadlabError('internal', 'Lanes are sampled by a worker of the backend only.');

const { root, units, reader, descriptorLimit } = linuxOptions();
const followed = new Map<number, LaneFollower>();

port.on('message', ({ follow, budget }: LanesRequest) => {
  const wanted = new Set(follow.map(({ id }) => id));
  for (const [id, follower] of followed) {
    if (wanted.has(id)) continue;
    follower.close();
    followed.delete(id);
  }
  const share = budget / Math.max(1, follow.length);
  for (const { id, process } of follow) {
    const known = followed.get(id);
    if (known !== undefined) {
      known.budget = share;
      continue;
    }
    const sampler = new LaneSampler(process, {
      root,
      ticksPerSecond: units.ticksPerSecond,
      // Beside those of the passes, which keep as many as `descriptorLimit`.
      descriptorLimit: Math.floor(descriptorLimit / (2 * mostLaneProcesses)),
      isRoot: reader.isRoot,
    });
    const answer = (message: LanesAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
    followed.set(
      id,
      new LaneFollower({
        sampler,
        budget: share,
        deliver: (bytes, ended) => answer({ kind: 'batch', id, bytes, ended }, [bytes.buffer]),
        fail(error) {
          // Anything but a named error is a bug: it ends the worker, and the windows are told.
          if (!(error instanceof ThreadlabError)) throw error;
          answer({ kind: 'failed', id, code: error.code, message: error.message });
        },
      }),
    );
  }
});
