/** Ports that nobody has. */
import { createServer } from 'node:net';
import { socketFor } from './sip-process.ts';

/**
 * Below what systems give to outgoing connections (Linux from 32768, IANA and BSD from 49152): a port of those, found free
 * and let go, may belong to any connection by the time it is wanted.
 */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_767;

/** A port that nobody has, neither by TCP nor by UDP. */
export async function freePort(host: string): Promise<number> {
  for (;;) {
    const port = await freeTcpPort('127.0.0.1');
    if (await isUdpPortFree(host, port)) return port;
  }
}

/** A port that can be listened on; throws what listening throws but for a taken port (`EADDRNOTAVAIL`). */
export async function freeTcpPort(host: string): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT + 1));
    if (await isTcpPortFree(host, port)) return port;
  }
}

function isTcpPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

export function isUdpPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const { socket, bare } = socketFor(host);
    socket.once('error', () => socket.close(() => resolve(false)));
    socket.bind(port, bare, () => socket.close(() => resolve(true)));
  });
}
