/** A real SMTP server on this machine that keeps what it gets, and does what a test wants it to do. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';
import { handOutEvents } from '../../src/operations/events/hand-out-events.ts';
import { sendDueMails } from '../../src/operations/mail/send-due-mails.ts';
import { PUBLIC_URL, type Client, type createServer } from '../http/support.ts';
import { CERTIFICATE, PRIVATE_KEY } from './certificate.ts';

type Received = Readonly<{
  raw: string;
  mail: ParsedMail;
  recipients: readonly string[];
  isSecure: boolean;
}>;

type Answer = { code: number; words: string } | null;
type Wishes = {
  /** The answer to a recipient; null = it is taken. */
  onRecipient?: (address: string) => Answer;
  /** The answer to a mail; null = it is taken. */
  onMail?: (received: Received) => Answer;
};

/** Starts one; it ends with the test file. `wishes` may be changed while it runs. */
export async function startMailServer(options: SMTPServerOptions & { port?: number } = {}) {
  const { port: wantedPort = 0, ...rest } = options;
  const received: Received[] = [];
  const commands: string[] = [];
  const wishes: Wishes = {};
  let openNow = 0;
  let openMax = 0;
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    key: PRIVATE_KEY,
    cert: CERTIFICATE,
    onConnect: (_session, done) => {
      openMax = Math.max(openMax, ++openNow);
      done();
    },
    onClose: () => {
      openNow -= 1;
    },
    onAuth: (auth, _session, done) => {
      commands.push('AUTH');
      if (auth.username === 'mailer' && auth.password === 'right') done(null, { user: 'mailer' });
      else done(refusal({ code: 535, words: 'Authentication credentials invalid' }));
    },
    onMailFrom: (_address, _session, done) => {
      commands.push('MAIL');
      done();
    },
    onRcptTo: ({ address }, _session, done) => done(refusal(wishes.onRecipient?.(address) ?? null)),
    onData: (stream, session, done) => {
      const take = async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const raw = Buffer.concat(chunks).toString('utf8');
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        const one = { raw, mail: await simpleParser(raw), recipients, isSecure: session.secure };
        const answer = wishes.onMail?.(one) ?? null;
        if (answer === null) received.push(one);
        return refusal(answer);
      };
      take().then(done, done);
    },
    ...rest,
  });
  server.on('error', () => {}); // a client that goes away in the middle is part of some tests
  await new Promise<void>((listening) => server.listen(wantedPort, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((ended) => server.close(() => ended()));
  afterAll(stop);
  return { port, received, commands, wishes, stop, connectionsMax: () => openMax };
}

function refusal(answer: Answer): Error | null {
  return answer === null ? null : Object.assign(new Error(answer.words), { responseCode: answer.code });
}

type Server = Awaited<ReturnType<typeof createServer>>;

/** Sends what is due, as the job does. */
export function deliver(server: Pick<Server, 'database' | 'now' | 'renderer'>): Promise<void> {
  return sendDueMails({
    pool: server.database.pool,
    now: server.now,
    renderer: server.renderer,
    masterKey: Buffer.alloc(32, 7),
    trusted: CERTIFICATE,
  });
}

/** Makes mails of what happened, as the job does. */
export function handOut(
  { database, now }: Pick<Server, 'database' | 'now'>,
  onError = (error: unknown): void => {
    throw error;
  },
): Promise<void> {
  return handOutEvents(
    {
      pool: database.pool,
      now,
      masterKey: Buffer.alloc(32, 7),
      sipDomain: 'sip.example.com',
      publicUrl: PUBLIC_URL,
    },
    { onError, isStopping: () => false },
  );
}

/** Settings of a mail server; what a test is about is given. */
export function mailServer(port: number, over: object = {}) {
  return {
    host: 'localhost',
    port,
    security: 'none',
    senderAddress: 'billing@operator.example',
    senderName: 'Example Telecom',
    ...over,
  };
}

/** The mails of an account, newest first. */
export async function mailsOf(client: Client, accountId: string) {
  return (await client.get(`/api/v1/accounts/${accountId}/mails`)).body.items;
}
