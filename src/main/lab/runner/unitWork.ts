/**
 * Units of work of known results, the same on every engine: src/python/bodies.py, src/kernels/unit-work.ts,
 * src/native/signals/unitWork.h. A unit belongs to a share of the work, and its result follows from the share's number alone.
 */
import { createHash } from 'node:crypto';

export const bodyNames = ['arithmetic', 'strings', 'gilReleasing'] as const;
export type BodyName = (typeof bodyNames)[number];

const steps = 2000;
const numbers = 500;
const firstNumber = 100_000;
/** Bytes that Python compresses and hashes. */
const bufferSize = 128 * 1024;

/** A unit of a share: its result, 32 bits. Of `gilReleasing` what Python’s must give; its work is Python’s own. */
export const bodies: Readonly<Record<BodyName, (share: number) => number>> = {
  arithmetic(share) {
    let x = share + 1;
    for (let i = 0; i < steps; i += 1) x = (Math.imul(x, 69069) + 1) | 0;
    return x >>> 0;
  },
  strings(share) {
    const first = firstNumber + 1000 * share;
    const text = Array.from({ length: numbers }, (_, i) => String(first + i)).join(' ');
    return text.length * 1000 + text.split('7').length - 1;
  },
  gilReleasing(share) {
    const data = Buffer.alloc(bufferSize, Buffer.from(Array.from({ length: 256 }, (_, i) => (share + i) & 255)));
    return createHash('sha256').update(data).digest().readUInt32LE(0);
  },
};

/** What worker `number` of `actors` has of the work: the shares that it takes in turn. Alone it has all of them. */
export function sharesOf(number: number, actors: number, shares: number): number[] {
  return Array.from({ length: Math.ceil((shares - number) / actors) }, (_, turn) => number + turn * actors);
}

/** Results of so many units of these shares, taken in turn, added up modulo 2^32. */
export function checksumOf(body: BodyName, shares: readonly number[], units: number): number {
  const sum = shares.reduce((all, share, place) => {
    const times = Math.ceil((units - place) / shares.length);
    return all + BigInt(Math.max(0, times)) * BigInt(bodies[body](share));
  }, 0n);
  return Number(BigInt.asUintN(32, sum));
}
