/** A switch that takes limits and answers questions about its calls as Kamailio's control port does. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export type Asked = Readonly<{
  path: '/limit' | '/hangup' | '/alive';
  sessionId: string;
  seconds?: number;
  key: string | undefined;
}>;
export type Reply = Readonly<{ status: number; body: unknown }> | 'break';

export const OK: Reply = { status: 200, body: { ok: true } };
export const NO_SUCH_CALL: Reply = { status: 404, body: { ok: false } };
export const ALIVE: Reply = { status: 200, body: { alive: true } };
export const DEAD: Reply = { status: 200, body: { alive: false } };

/** Every question is kept; `answer` decides what it gets, and may wait. `break` closes the connection. */
export async function startFakeSwitch() {
  const asked: Asked[] = [];
  let answer: (question: Asked) => Reply | Promise<Reply> = () => OK;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { sessionId, seconds } = JSON.parse(Buffer.concat(parts).toString()) as Asked;
    const question: Asked = {
      path: request.url as Asked['path'],
      sessionId,
      key: request.headers['x-tollbook-control-key'] as string | undefined,
      ...(seconds !== undefined && { seconds }),
    };
    asked.push(question);
    const reply = await answer(question);
    if (reply === 'break') return void request.socket.destroy();
    const { status, body } = reply;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
    about: (sessionId: string, path: Asked['path']) =>
      asked.filter((each) => each.sessionId === sessionId && each.path === path),
  };
}
