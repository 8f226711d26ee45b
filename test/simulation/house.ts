/** The production code on a database of its own and a clock that the simulation moves: the API, and servers that charge. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { buildHttp } from '../../src/http/build-http.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { startCharging, type RunningCharging } from '../../src/start-charging.ts';
import { poolsOf } from '../support/test-database.ts';
import type { Answer } from './model.ts';

export const PUBLIC_URL = 'https://panel.test';
const MASTER_KEY = Buffer.alloc(32, 7);
const logger = pino({ level: process.env.TOLLBOOK_TEST_LOG ?? 'silent' });

export type Response = Readonly<{ status: number; body: Answer; cookie: string }>;
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse(url: string, now: () => Date) {
  const { pool, reads } = poolsOf(url, 6);
  const servers: RunningCharging[] = [];
  const start = () =>
    startCharging({
      databaseUrl: url,
      pool,
      reads,
      now,
      masterKey: MASTER_KEY,
      sipDomain: 'sip.example.com',
      publicUrl: PUBLIC_URL,
      dataDirectory: '/nonexistent',
      logger,
      hasTimers: false,
      lockTimeoutMs: 60_000,
      answerTimeoutMs: 120_000,
    });
  const app = await buildHttp({
    pool,
    reads,
    now,
    masterKey: MASTER_KEY,
    sipDomain: 'sip.example.com',
    publicUrl: PUBLIC_URL,
    isSecure: false,
    trustedProxies: [],
    logger,
    webFolder: '/nonexistent',
    catalogue: () => servers[0]?.catalogue.current() ?? null,
  });

  const send = async (method: Method, path: string, body: unknown, headers: object): Promise<Response> => {
    const response = await app.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { origin: PUBLIC_URL, 'idempotency-key': randomUUID(), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = /\bjson\b/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      cookie: String(response.headers['set-cookie']).split(';')[0] as string,
    };
  };

  return {
    pool,
    reads,
    now,
    servers,
    send,
    /** Starts servers until there are so many, each with a memory of its own. */
    serve: async (count: number) => {
      while (servers.length < count) servers.push(await start());
    },
    /** Stops one in the middle of everything and starts another. */
    restart: async (n: number) => {
      await servers[n]?.stop();
      servers[n] = await start();
    },
    /** What a switch tells, to one of the servers. */
    tell: async (n: number, key: string, event: unknown): Promise<Response> => {
      const response = await (servers[n % servers.length] as RunningCharging).listener.inject({
        method: 'POST',
        url: '/switch/v1/events',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        payload: JSON.stringify(event),
      });
      return { status: response.statusCode, body: response.json(), cookie: '' };
    },
    verify: async () => (await verifyBooks(reads, now())).violations,
    close: async () => {
      await Promise.all([app.close(), ...servers.map((server) => server.stop())]);
      await Promise.all([pool.end(), reads.end()]);
    },
  };
}
