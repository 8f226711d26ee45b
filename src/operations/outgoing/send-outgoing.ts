/**
 * Requests to addresses that others chose: a webhook's, a feed's. What they could reach from this machine, and whoever asked cannot, stays
 * out of reach: the name is resolved here, each of its addresses is looked at, and the connection goes to one of just these. So a name that
 * means another machine the next time it is asked changes nothing. A redirect is an answer like any other, and is not followed.
 */
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps, type RequestOptions as TlsOptions } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { isPublicAddress } from './public-address.ts';
import { notPublic, OutgoingError, targetOf, type Outgoing, type Resolve, type Target } from './target.ts';

/** Whoever has not answered by then is taken for not answering. */
export const OUTGOING_MS_MAX = 10_000;

export type OutgoingRequest = Readonly<{
  method: 'GET' | 'POST';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** For all of it: the name, the connection, the answer. */
  timeoutMs?: number;
  /** An answer is read so far. */
  answerBytesMax: number;
  /** Of a longer one: its beginning is the answer, or none is. */
  ifLonger: 'cut' | 'refuse';
}>;

export type OutgoingAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}>;

/** The answer, whatever its status is. Throws `OutgoingError` when there is none. */
export async function sendOutgoing(outgoing: Outgoing, request: OutgoingRequest): Promise<OutgoingAnswer> {
  const { timeoutMs = OUTGOING_MS_MAX } = request;
  const target = targetOf(request.url, outgoing);
  const timeout = AbortSignal.timeout(timeoutMs);
  const tooLate = new Promise<never>((_resolve, reject) => {
    timeout.addEventListener('abort', () =>
      reject(new OutgoingError('timeout', `${target.url.host} did not answer within ${timeoutMs / 1000} s.`)),
    );
  });
  const asked = (async () => {
    const addresses = await addressesOf(target, outgoing.resolve ?? resolveBySystem);
    timeout.throwIfAborted();
    return exchange(target, addresses, { outgoing, request, signal: timeout });
  })();
  // Whoever loses the race fails later, and nobody hears it then.
  asked.catch(() => {});
  return Promise.race([asked, tooLate]);
}

type Addresses = Awaited<ReturnType<Resolve>>;

const resolveBySystem: Resolve = (host) => lookup(host, { all: true });

/** All of them are looked at: one that is not public shows what the name is for. */
async function addressesOf({ host, isLocal }: Target, resolve: Resolve): Promise<Addresses> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  let addresses: Addresses;
  try {
    addresses = await resolve(host);
  } catch {
    addresses = [];
  }
  if (addresses.length === 0)
    throw new OutgoingError('not_found', `The host ${host} was not found. Check its name.`);
  if (!isLocal && !addresses.every(({ address }) => isPublicAddress(address))) throw notPublic(host);
  return addresses;
}

function exchange(
  { url, host }: Target,
  addresses: Addresses,
  {
    outgoing,
    request,
    signal,
  }: Readonly<{ outgoing: Outgoing; request: OutgoingRequest; signal: AbortSignal }>,
): Promise<OutgoingAnswer> {
  const { method, headers = {}, body } = request;
  const options: RequestOptions = {
    method,
    headers: {
      ...headers,
      'accept-encoding': 'identity',
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    },
    // A connection of its own, which nobody else's name has opened.
    agent: false,
    signal,
    maxHeaderSize: 16_384,
    lookup: (_hostname, { all }, callback) => {
      const [first] = addresses;
      if (all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family);
    },
  };
  const { trusted } = outgoing;
  const tls: TlsOptions = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(trusted !== undefined && { ca: [...rootCertificates, trusted] }),
  };
  return new Promise((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage) => {
      read(answer, request, url.host).then(resolve, reject);
    };
    const sent =
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, ...tls }, onAnswer)
        : requestHttp(url, options, onAnswer);
    sent.on('error', (error) => reject(asOutgoing(error, host, url.host)));
    sent.end(body);
  });
}

async function read(
  answer: IncomingMessage,
  { answerBytesMax, ifLonger }: OutgoingRequest,
  host: string,
): Promise<OutgoingAnswer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      bytes += piece.length;
      pieces.push(piece);
      if (bytes > answerBytesMax) break;
    }
  } catch (error) {
    throw asOutgoing(error, host, host);
  } finally {
    answer.destroy();
  }
  if (bytes > answerBytesMax && ifLonger === 'refuse')
    throw new OutgoingError('too_large', `${host} answered with more than ${answerBytesMax} bytes.`);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(pieces).subarray(0, answerBytesMax),
  };
}

function asOutgoing(error: unknown, host: string, hostAndPort: string): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const { code = '', message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: '' };
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code))
    return new OutgoingError(
      'not_trusted',
      `The certificate of ${host} is not to be trusted (${code}). Give the name that it is made for, or have it renewed.`,
    );
  if (code === 'ECONNREFUSED')
    return new OutgoingError(
      'failed',
      `${hostAndPort} refused the connection. Check the port, and what runs there.`,
    );
  if (/SSL|TLS|EPROTO/.test(code))
    return new OutgoingError('failed', `${hostAndPort} does not speak TLS as it should (${code}).`);
  return new OutgoingError(
    'failed',
    `The connection to ${hostAndPort} failed: ${code || message.slice(0, 200) || 'no reason was given'}.`,
  );
}
