import { endianness } from 'node:os';
import { describe, expect, test } from 'vitest';
import { formatEndpoint, parseInternetSockets, parseUnixSockets } from './sockets.ts';
import { refusalOf } from './testing/refusal.ts';

const heading = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (local: string, remote: string, state: string) =>
  `${heading}   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 4021 1 0000000000000000 100 0 0 10 0\n`;

// As a little-endian machine writes them.
describe.skipIf(endianness() === 'BE')('sockets', () => {
  test('listening on IPv4', () => {
    expect(parseInternetSockets(line('0100007F:1F90', '00000000:0000', '0A'), 'tcp')).toEqual([
      {
        protocol: 'tcp',
        local: { address: '127.0.0.1', port: 8080 },
        remote: null,
        state: 'listening',
        uid: 1000,
        inode: 4021,
      },
    ]);
  });

  test.each([
    ['00000000000000000000000001000000:01BB', '[::1]:443'],
    ['00000000000000000000000000000000:0050', '[::]:80'],
    ['0000000000000000FFFF00000100007F:0050', '[::ffff:127.0.0.1]:80'],
    ['B80D0120000000000000000001000000:0035', '[2001:db8::1]:53'],
    ['B80D0120000001000000000001000000:0035', '[2001:db8:1::1]:53'],
  ])('at the IPv6 address %s', (text, expected) => {
    const remote = '00000000000000000000000000000000:0000';
    const [socket] = parseInternetSockets(line(text, remote, '07'), 'udp');
    expect(socket && formatEndpoint(socket.local)).toBe(expected);
    expect(socket?.state).toBeNull();
  });

  test('of another form are refused', () => {
    expect(refusalOf(() => parseInternetSockets(`${heading}   0: x y z\n`, 'tcp'))).toBe('badFormat');
  });

  test('of the Unix kind, with and without a name', () => {
    const text =
      'Num       RefCount Protocol Flags    Type St Inode Path\n' +
      '0000000000000000: 00000002 00000000 00010000 0001 01  4022 /run/a socket\n' +
      '0000000000000000: 00000003 00000000 00000000 0001 03 4023\n' +
      '0000000000000000: 00000002 00000000 00010000 0001 01 4024 @abstract\nwith a newline\n';
    expect(parseUnixSockets(text)).toEqual([
      { inode: 4022, path: '/run/a socket', isListening: true },
      { inode: 4023, path: null, isListening: false },
      { inode: 4024, path: '@abstract', isListening: true },
    ]);
  });
});
