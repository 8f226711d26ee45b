/** A server of the tests that answers as it is told, and remembers what it was asked. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CERTIFICATE, PRIVATE_KEY } from '../mail/certificate.ts';

export type Received = Readonly<{
  method: string;
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}>;

export type Answering = (response: ServerResponse, received: Received) => unknown;

export type Receiver = Readonly<{
  port: number;
  /** With the name that its certificate is made for. */
  url: string;
  received: Received[];
  /** From now on. */
  answer: (how: Answering) => void;
  close: () => Promise<void>;
}>;

/** Answers 200 until it is told otherwise. */
export async function startReceiver({ isHttps = true, host = '127.0.0.1' } = {}): Promise<Receiver> {
  const received: Received[] = [];
  let answering: Answering = (response) => response.end('ok');
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const { method = '', url: path = '' } = request;
      const headers = request.headers as Received['headers'];
      const one = { method, path, headers, body };
      received.push(one);
      void answering(response, one);
    });
  };
  const server = isHttps
    ? createHttps({ cert: CERTIFICATE, key: PRIVATE_KEY }, listener)
    : createHttp(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${isHttps ? 'https' : 'http'}://localhost:${port}/hook`,
    received,
    answer: (how) => {
      answering = how;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
