/** A server on loopback in a process of its own, which sends every line back after a wait: what io-bound asks. It ends when it is told to, and with the one who started it. */
import { createServer } from 'node:net';

export function sendLinesBack(): void {
  const wait = Number(process.argv[3]) * 1000;
  let sent = 0;
  const server = createServer((socket) => {
    let begun = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', () => socket.destroy()); // a client that has ended
    socket.on('data', (text) => {
      const lines = (begun + String(text)).split('\n');
      begun = lines.pop() ?? '';
      for (const line of lines) {
        setTimeout(() => {
          socket.write(`${line}\n`);
          sent += 1;
        }, wait);
      }
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : null });
  });
  process.once('message', () => process.send?.({ sent }, () => process.exit(0)));
  process.once('disconnect', () => process.exit(0));
}
