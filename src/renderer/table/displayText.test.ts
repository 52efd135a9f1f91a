import { expect, test } from 'vitest';
import { displayText } from './displayText.ts';

test('a name cannot turn the line round', () => {
  expect(displayText('safe\u202Egpj.exe')).toBe('safe\\u202egpj.exe');
});

test('a command line of 640 KB is cut before it is looked through', () => {
  expect(displayText('x'.repeat(640_000))).toHaveLength(401);
});
