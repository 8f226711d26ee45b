/** A TCP connection that can be cut: for a database that is away while it runs for everybody else. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Passes 127.0.0.1:(port of the link) on to 127.0.0.1:target. */
export async function startTcpLink(target: number) {
  const sockets = new Set<Socket>();
  const watches: ((chunk: Buffer) => void)[] = [];
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      for (const watch of watches) watch(chunk);
    });
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    /** Ends every connection and takes no other. */
    cut,
    /** From now on, how often a text went to the target. */
    watch: (text: string) => {
      let count = 0;
      watches.push((chunk) => {
        count += chunk.toString('latin1').split(text).length - 1;
      });
      return () => count;
    },
    restore: () => {
      isCut = false;
    },
    stop: () => {
      cut();
      return new Promise((done) => server.close(done));
    },
  };
}
