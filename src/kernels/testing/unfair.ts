/** Planted fault for the check `fifo`: excludes, in no order. Test-and-set under a queue's name. */
export { arrive, release, wait } from '../locks/tas.ts';
