/** Requests written by hand and sent by UDP: what no phone would send. */
import { createSocket } from 'node:dgram';

export type RawRequest = Readonly<{
  method: string;
  uri: string;
  domain: string;
  /** Where it comes from, and what its Via and Contact claim; 127.0.0.1 unless given. */
  source?: string;
  claimed?: string;
  /** Lines that end in CRLF. */
  headers?: string;
  toTag?: string;
  fromUser?: string;
}>;

/** Sends one request to "host:port" and returns the first answer that is not 100, as text. */
export function sendRaw(server: string, request: RawRequest): Promise<string> {
  const { method, uri, domain, source = '127.0.0.1', headers = '', toTag = '', fromUser = '1001' } = request;
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(server) ?? [];
  const claimed = request.claimed ?? (source.includes(':') ? `[${source}]` : source);
  return new Promise((resolve, reject) => {
    const socket = createSocket(source.includes(':') ? 'udp6' : 'udp4');
    const timer = setTimeout(() => socket.close(() => reject(new Error(`no answer to ${method}`))), 5000);
    socket.on('message', (message) => {
      const text = message.toString();
      if (text.startsWith('SIP/2.0 100')) return;
      clearTimeout(timer);
      socket.close(() => resolve(text));
    });
    socket.bind(0, source, () => {
      const own = socket.address().port;
      const id = `${own}-${Date.now()}`;
      const lines = `${method} ${uri} SIP/2.0\r
Via: SIP/2.0/UDP ${claimed}:${own};rport;branch=z9hG4bK${id}\r
From: <sip:${fromUser}@${domain}>;tag=${id}\r
To: <sip:1@${domain}>${toTag}\r
Call-ID: ${id}@raw\r
CSeq: 1 ${method}\r
Contact: <sip:1001@${claimed}:${own}>\r
${headers}Max-Forwards: 70\r
Content-Length: 0\r
\r
`;
      socket.send(lines, Number(port), host);
    });
  });
}
