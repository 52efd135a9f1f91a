/** A worker of gil-scaling: units of its shares of the work, in turn. */
import { z } from 'zod';
import type { SharedWork } from '../experiments/gilScalingAnswer.ts';
import { bodies, sharesOf } from '../unitWork.ts';
import { countTurns, type MemberTask } from './teamMember.ts';

const request = z.object({ body: z.enum(['arithmetic', 'strings']), shares: z.int().min(1) });

export function shareOfWork(task: MemberTask): SharedWork {
  const { body, shares } = request.parse(task.asked);
  const own = sharesOf(task.number, task.count, shares);
  const unit = bodies[body];
  let checksum = 0;
  const made = countTurns(task, (turn) => {
    checksum = (checksum + unit(own[turn % own.length] ?? 0)) >>> 0;
  });
  return { ...made, checksum };
}
