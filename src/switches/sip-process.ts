/** What running a SIP switch of our own takes, whichever it is: whether it answers, and what it said. */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';

/** One OPTIONS by UDP, as a monitor sends it. */
export function answersOptions(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const { socket, bare } = socketFor(host);
    const finish = (isAnswered: boolean) => {
      clearTimeout(timer);
      socket.close(() => resolve(isAnswered));
    };
    const timer = setTimeout(() => finish(false), 100);
    socket.once('error', () => finish(false));
    socket.once('message', () => finish(true));
    socket.bind(0, bare, () => {
      const own = socket.address().port;
      const id = `${own}-${Date.now()}`;
      const lines = [
        `OPTIONS sip:${host}:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP ${host}:${own};branch=z9hG4bK${id}`,
        `From: <sip:monitor@${host}>;tag=${id}`,
        `To: <sip:${host}:${port}>`,
        `Call-ID: ${id}`,
        'CSeq: 1 OPTIONS',
        'Max-Forwards: 5',
        'Content-Length: 0',
      ];
      socket.send(`${lines.join('\r\n')}\r\n\r\n`, port, bare);
    });
  });
}

/** A socket of the host's family, and the host without the brackets of IPv6 (RFC 3261 §25.1). */
export function socketFor(host: string) {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return { socket: createSocket(bare.includes(':') ? 'udp6' : 'udp4'), bare };
}

/** The end of a log. */
export function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
}
