/** A TCP tunnel to a local port, as `ssh -L` makes one, which can be cut and opened again. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Tunnel {
  port: number;
  /** Ends all that goes through it, and lets nothing in. */
  cut(): Promise<void>;
  /** Lets through again, on the same port. */
  open(): Promise<void>;
}

export async function openTunnel(target: number): Promise<Tunnel> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;

  const join = (one: Socket, other: Socket) => {
    sockets.add(one);
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
    one.on('error', () => one.destroy()); // a cut connection: its other end is closed above
    one.pipe(other);
  };

  const open = async () => {
    server = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      join(near, far);
      join(far, near);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };

  await open();
  return {
    port,
    open,
    async cut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
