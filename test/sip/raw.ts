/** Requests written by hand: what no phone would send. */
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

export type RawRequest = Readonly<{
  method: string;
  uri: string;
  domain: string;
  /** Where it comes from, and what its Via and Contact claim; 127.0.0.1 unless given. */
  source?: string;
  claimed?: string;
  /** By UDP; any free one unless given. */
  port?: number;
  isTcp?: boolean;
  /** Lines that end in CRLF. */
  headers?: string;
  toTag?: string;
  toUser?: string;
  fromUser?: string;
  /** The value of Contact; its own address unless given, no header when null. */
  contact?: string | null;
  callId?: string;
  /** A session description. */
  body?: string;
  /** Sends and does not wait. */
  expectsNothing?: boolean;
}>;

/** Sends one request to "host:port" and returns the first answer that is not 100, as text. Bytes are those of latin1. */
export function sendRaw(server: string, request: RawRequest): Promise<string> {
  const { source = '127.0.0.1', method } = request;
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(server) ?? [];
  return new Promise((resolve, reject) => {
    const finish = (close: (done: () => void) => void, text: string) => {
      if (text.startsWith('SIP/2.0 100')) return;
      clearTimeout(timer);
      close(() => resolve(text));
    };
    const timer = setTimeout(() => reject(new Error(`no answer to ${method}`)), 5000);
    timer.unref();
    if (request.isTcp) {
      const link = connect({ host, port: Number(port), localAddress: source });
      link.on('error', reject);
      link.on('data', (chunk) => finish((done) => link.end(done), chunk.toString('latin1')));
      link.on('connect', () => link.write(Buffer.from(textOf(request, link.localPort ?? 0), 'latin1')));
      return;
    }
    const socket = createSocket(source.includes(':') ? 'udp6' : 'udp4');
    socket.on('message', (message) => finish((done) => socket.close(done), message.toString('latin1')));
    socket.bind(request.port ?? 0, source, () => {
      const text = Buffer.from(textOf(request, socket.address().port), 'latin1');
      socket.send(text, Number(port), host, () => {
        if (request.expectsNothing) finish((done) => socket.close(done), '');
      });
    });
  });
}

let requests = 0;

function textOf(request: RawRequest, port: number): string {
  const {
    method,
    uri,
    domain,
    source = '127.0.0.1',
    headers = '',
    toTag = '',
    toUser = '1',
    body = '',
  } = request;
  const claimed = request.claimed ?? (source.includes(':') ? `[${source}]` : source);
  const id = `${port}-${Date.now()}-${++requests}`;
  const contact = request.contact === undefined ? `<sip:1001@${claimed}:${port}>` : request.contact;
  return `${method} ${uri} SIP/2.0\r
Via: SIP/2.0/${request.isTcp ? 'TCP' : 'UDP'} ${claimed}:${port};rport;branch=z9hG4bK${id}\r
From: <sip:${request.fromUser ?? '1001'}@${domain}>;tag=${id}\r
To: <sip:${toUser}@${domain}>${toTag}\r
Call-ID: ${request.callId ?? `${id}@raw`}\r
CSeq: 1 ${method}\r
${contact === null ? '' : `Contact: ${contact}\r\n`}${headers}${body === '' ? '' : 'Content-Type: application/sdp\r\n'}Max-Forwards: 70\r
Content-Length: ${Buffer.byteLength(body)}\r
\r
${body}`;
}

export type RawRegistration = Readonly<{
  username: string;
  password: string;
  domain: string;
  /** User of To and From; the user name unless given. */
  user?: string;
  /** Of the digest; the one that was asked for unless given. */
  realm?: string;
}> &
  Pick<RawRequest, 'source' | 'contact' | 'headers' | 'isTcp' | 'callId' | 'port' | 'body'>;

/** Registers with a digest and returns the last answer. */
export function registerRaw(server: string, registration: RawRegistration): Promise<string> {
  const { username, domain, user = username, callId } = registration;
  const named = callId === undefined ? {} : { callId };
  const request = { method: 'REGISTER', uri: `sip:${domain}`, toUser: user, fromUser: user, ...named };
  return askedForDigest(server, registration, request);
}

/** Calls as phones do, first without a digest; returns the last answer. */
export function callRaw(
  server: string,
  call: RawRegistration & Readonly<{ uri: string; toUser?: string }>,
): Promise<string> {
  const callId = `${++requests}-${Date.now()}@call`;
  return askedForDigest(server, call, { method: 'INVITE', uri: call.uri, fromUser: call.username, callId });
}

/** RFC 2617 with qop. */
async function askedForDigest(
  server: string,
  registration: RawRegistration,
  asked: Pick<RawRequest, 'method' | 'uri' | 'toUser' | 'fromUser' | 'callId'>,
): Promise<string> {
  const { username, password, domain, headers = '', source, contact, isTcp, port, body } = registration;
  const { method, uri } = asked;
  const given = Object.fromEntries(
    Object.entries({ source, contact, isTcp, port, body }).filter(([, value]) => value !== undefined),
  );
  const request = { ...asked, ...given, domain };
  const challenge = await sendRaw(server, { ...request, headers });
  const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const realm = registration.realm ?? of('realm');
  const nonce = of('nonce');
  const md5 = (...parts: readonly string[]) => createHash('md5').update(parts.join(':')).digest('hex');
  const ha1 = md5(username, realm, password);
  const response = md5(ha1, nonce, '00000001', 'c', 'auth', md5(method, uri));
  const field = method === 'REGISTER' ? 'Authorization' : 'Proxy-Authorization';
  const digest = `${field}: Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", qop=auth, nc=00000001, cnonce="c", response="${response}"\r\n`;
  return sendRaw(server, { ...request, headers: digest + headers });
}
