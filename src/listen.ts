/** Ports, and what to say when one cannot be had. */
import { createServer } from 'node:net';
import { ConfigError } from './config.ts';
import { freeTcpPort } from './switches/free-port.ts';

type Endpoint = Readonly<{ flag: 'port' | 'switch-port'; host: string; port: number }>;

/**
 * Returns the port to listen on: `port` itself when it can be had, or a free one for 0. Asked before the
 * database is started, so that a taken port is answered at once and nothing has to be undone.
 */
export async function reservePort({ flag, host, port }: Endpoint): Promise<number> {
  if (port === 0) return explaining(flag, freeTcpPort(host));
  const probe = createServer();
  await explaining(
    flag,
    new Promise<void>((done, fail) => probe.once('error', fail).listen(port, host, done)),
  );
  await new Promise((done) => probe.close(done));
  return port;
}

/** Waits for `listening`; a port that cannot be had becomes a `ConfigError` that names the flag. */
export async function explaining<T>(flag: Endpoint['flag'], listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
    const another = `choose another with --${flag} N.`;
    if (code === 'EADDRINUSE') {
      throw new ConfigError(`Port ${port} is taken by another program. Stop that one, or ${another}`);
    }
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} is only for root. Take one above 1023: ${another}`);
    if (code === 'EADDRNOTAVAIL') throw new ConfigError(`${address} is not an address of this machine.`);
    throw error;
  }
}
