/** The counting kernel from its sources, for the kinds of loop that experiments ask for, or with another counter in their place. */
import { counterKind } from '../engines/counterKind.ts';
import { locksOf } from '../../../../shared/lab/lockKinds.ts';

/** `counter`: a path from src/kernels/counters without `.ts`, in the place of every kind. */
export async function counterKernel(kind: string, counter?: string): Promise<Uint8Array<ArrayBuffer>> {
  const lock = locksOf('wasm').find((name) => counterKind(name) === kind);
  const own = lock === undefined ? kind.replace(/ counter$/, '') : `locked&lock=${lock}`;
  return compiled(counter ?? own);
}

/** The counter of a lock that is put in the place of one: a path from src/kernels/locks without `.ts`. */
export function lockedKernel(lock: string): Promise<Uint8Array<ArrayBuffer>> {
  return compiled(`locked&lock=${lock}`);
}

async function compiled(choices: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/counting.ts?counter=${choices}&asc`
  );
  return bytes;
}
