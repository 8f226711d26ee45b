/** The control port of a switch that takes limits: its running calls, and what is told about them. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RunningCall = {
  readonly answeredAtMs: number;
  /** Talk that the switch allows, in ms from the answer. */
  limitMs: number;
};

export type Control = Readonly<{
  url: string;
  /** By session; a call that is not here, or whose limit has passed, is over. */
  calls: Map<string, RunningCall>;
  pushesTaken: () => number;
  close: () => void;
}>;

export async function startControl(): Promise<Control> {
  const calls = new Map<string, RunningCall>();
  let pushesTaken = 0;
  const answerTo = (path: string | undefined, { sessionId, seconds }: Question) => {
    // A timer that has rung takes no limit any more, also if whoever waits for it hears of it late.
    const found = calls.get(sessionId);
    const isOver = found === undefined || Date.now() - found.answeredAtMs >= found.limitMs;
    const call = isOver ? undefined : found;
    if (path === '/alive') return { status: 200, body: { alive: call !== undefined } };
    if (call === undefined) return { status: 404, body: { ok: false } };
    if (path === '/limit') {
      call.limitMs = Date.now() - call.answeredAtMs + (seconds ?? 0) * 1000;
      pushesTaken += 1;
    } else {
      call.limitMs = 0;
    }
    return { status: 200, body: { ok: true } };
  };
  const server = createServer((request, response) => {
    void readJson(request).then(async (question) => {
      // A limit counts from now. On a machine that is far behind, whoever sent it has given up and sends another: this
      // one, taken so late, would allow more talk than anybody held money for.
      await new Promise((done) => setImmediate(done));
      if (request.socket.destroyed) return;
      const { status, body } = answerTo(request.url, question);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    pushesTaken: () => pushesTaken,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Question = Readonly<{ sessionId: string; seconds?: number }>;

async function readJson(request: IncomingMessage): Promise<Question> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Question;
}
