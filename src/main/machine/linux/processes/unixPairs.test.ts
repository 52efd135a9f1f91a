import { expect, test } from 'vitest';
import { parseUnixPairs } from './unixPairs.ts';

test('connected sockets are told with their other end; listening ones, lone ends and names with spaces are not', () => {
  const text = [
    'u_str LISTEN 0      4096   /run/bus 21 * 0     ',
    'u_str ESTAB  0      0      /run/bus 4021 * 4022  ',
    'u_str ESTAB 0      0      * 4022 * 4021',
    'u_dgr ESTAB 0      0      * 30 * 0     ',
    'u_str ESTAB 0      0      /run/a b 5 6 7 * 8',
  ].join('\n');
  expect([...parseUnixPairs(text)]).toEqual([
    [4021, 4022],
    [4022, 4021],
  ]);
});
