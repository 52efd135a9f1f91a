import { expect, test } from 'vitest';
import { parseSought } from './parseSought.ts';

test.each([
  [' /var/log ', { by: 'path', path: '/var/log' }],
  ['8080', { by: 'port', port: 8080, protocol: 'any' }],
  [':8080', { by: 'port', port: 8080, protocol: 'any' }],
  ['udp:53', { by: 'port', port: 53, protocol: 'udp' }],
  ['TCP 443', { by: 'port', port: 443, protocol: 'tcp' }],
  ['53/udp', { by: 'port', port: 53, protocol: 'udp' }],
])('%j is understood', (text, sought) => expect(parseSought(text)).toEqual(sought));

test.each(['', 'relative/path', '0', '65536', '80 80', 'http', '-1'])('%j is refused with what to type', (text) => {
  expect(parseSought(text)).toContain('begins with /');
});
