/**
 * Answers the switch contract in the place of the server, for what only the switch decides: silence,
 * odd answers, hostile input. Calls that are charged are tested with the real server.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Question = Readonly<Record<string, unknown>>;

export type Verdict = Readonly<{
  grantedSeconds?: number;
  gateways?: readonly string[];
  /** One gateway for each call in turn: SIPp's gateways tell calls apart by Call-ID alone. */
  gatewayPerCall?: readonly string[];
  callerNumber?: string | null;
  refuse?: Readonly<{
    reason?: string;
    sipStatus: number;
    sipReason: string;
    q850Cause: number;
    message: string;
  }>;
  /** Addresses are strangers: only a device is answered as the rest says. */
  knowsNoAddress?: boolean;
  /** The question is taken and never answered. */
  isSilent?: boolean;
  answerAfterMs?: number;
  /** What is answered instead, word for word. */
  instead?: Readonly<{ status: number; body: string }>;
  /** Fields that replace those of a good answer. */
  fields?: Readonly<Record<string, unknown>>;
}>;

export async function startContract() {
  const questions: Question[] = [];
  let drains = 0;
  let authorization: string | undefined;
  let verdict: Verdict = {};
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      authorization = request.headers.authorization;
      if (request.url === '/switch/v1/drain') {
        drains++;
        response.end('{"ok":true}');
        return;
      }
      questions.push(JSON.parse(text) as Question);
      const number = questions.length - 1;
      if (verdict.isSilent) return;
      if (verdict.instead !== undefined) {
        response.statusCode = verdict.instead.status;
        response.end(verdict.instead.body);
        return;
      }
      response.setHeader('content-type', 'application/json');
      const { identity } = questions[number] as { identity?: { type: string } };
      if (verdict.knowsNoAddress && identity?.type === 'ip_address') {
        response.end(JSON.stringify(answer({ refuse: STRANGER }, number)));
        return;
      }
      setTimeout(() => response.end(JSON.stringify(answer(verdict, number))), verdict.answerAfterMs ?? 0);
    });
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    questions,
    drains: () => drains,
    authorization: () => authorization,
    decide: (next: Verdict) => {
      verdict = next;
    },
    /** Again, after `stop`. */
    start: () => listen(port),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** As src/domain/charging/reasons.ts has it. */
const STRANGER = {
  reason: 'not_authenticated',
  sipStatus: 403,
  sipReason: 'Forbidden',
  q850Cause: 57,
  message: 'The device is not known.',
};

function answer(verdict: Verdict, number: number) {
  const { refuse, grantedSeconds = 30, callerNumber = '493011112222', gatewayPerCall } = verdict;
  const gateways = gatewayPerCall?.slice(number, number + 1) ?? verdict.gateways ?? [];
  const sessionId = randomUUID();
  if (refuse !== undefined) return { ok: false, sessionId, reason: 'refused', ...refuse };
  return {
    ok: true,
    sessionId,
    grantedSeconds,
    limitSeconds: grantedSeconds,
    ringTimeoutSeconds: 20,
    callerNumber,
    destination: '493033334444',
    gateways: gateways.map((uri, index) => ({ id: `gateway-${index + 1}`, uri, transport: 'udp' })),
    codecs: [],
    ...verdict.fields,
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
