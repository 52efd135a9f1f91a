import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellQuoted } from './shellQuoted.ts';

test.each([
  ['plain-1.0/x', 'plain-1.0/x'],
  ['', "''"],
  ['two words', "'two words'"],
  ["it's", `'it'\\''s'`],
  ['$(reboot)', "'$(reboot)'"],
  ['two\nlines', "$'two\\012lines'"],
])('%j is quoted', (argument, quoted) => expect(shellQuoted(argument)).toBe(quoted));

test.skipIf(!existsSync('/bin/bash'))('a shell reads back what was quoted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.integer({ min: 1, max: 0x2fff }).map((point) => String.fromCodePoint(point)) }), {
        minLength: 1,
        maxLength: 5,
      }),
      (all) => {
        const line = `printf '%s\\0' ${all.map(shellQuoted).join(' ')}`;
        const out = execFileSync('/bin/bash', ['-c', line], { env: { LC_ALL: 'C.UTF-8' } }).toString();
        expect(out.split('\0').slice(0, -1)).toEqual(all);
      },
    ),
    { numRuns: 20 },
  );
});
