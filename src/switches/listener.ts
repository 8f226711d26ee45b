/**
 * The listener of the switch contract. It has a port of its own; a switch shows its key, and neither a signed-in
 * person nor an API key can do anything here.
 */
import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import type { ChargingAnswer, EventMistake } from '../domain/charging/events.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../domain/problem.ts';
import type { CatalogueMemory, SwitchWithKey } from '../operations/charging/catalogue.ts';
import type { ChargingEngine } from '../operations/charging/engine.ts';
import type { GatewayDigest } from '../operations/routing/digest-of-gateway.ts';
import { EVENTS_MAX, type DigestQuestion } from '../schemas/charging/contract.ts';
import { addFreeswitchRoutes, type FreeswitchDeps } from './freeswitch/routes.ts';
import { addPromptRoutes, type PromptFolders } from './freeswitch/prompts.ts';
import { parseDigestQuestion, parseEvent } from './parse-event.ts';

export type SwitchListenerDeps = Readonly<{
  engine: ChargingEngine;
  catalogue: CatalogueMemory;
  /** A switch has kept events in the database. */
  onDrain: () => void;
  /** A switch was heard. */
  onSeen: (switchId: bigint) => void;
  /** What answers a carrier that asks who calls. */
  digestOf: (asked: DigestQuestion) => Promise<GatewayDigest>;
  /** Of recordings for switches that play them. */
  prompts: PromptFolders;
  /** What a FreeSWITCH needs besides. */
  freeswitch: Omit<FreeswitchDeps, 'engine' | 'catalogue' | 'now' | 'switchOf'>;
  logger: FastifyBaseLogger;
  now: () => Date;
}>;

/** An array of 1,000 events with long texts. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** Strangers must not make the database read at their pace. */
const LOOK_AGAIN_EVERY_MS = 500;

type Answer = ChargingAnswer | Readonly<{ ok: false; problem: string; errors?: readonly EventMistake[] }>;

/** Builds the listener without listening. */
export function buildSwitchListener(deps: SwitchListenerDeps): FastifyInstance {
  const app = Fastify({
    loggerInstance: deps.logger,
    bodyLimit: BODY_BYTES_MAX,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
  });
  const mayLookAgain = oncePer(LOOK_AGAIN_EVERY_MS);
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error }, `request ${request.id} failed`);
    sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not_found')));
  const byBearer = (authorization: string | undefined) =>
    switchOf(deps, mayLookAgain, /^Bearer (\S{1,200})$/.exec(authorization ?? '')?.[1]);
  app.post('/switch/v1/events', async (request, reply) => {
    const from = await byBearer(request.headers.authorization);
    const { body } = request;
    if (!Array.isArray(body)) {
      const answer = await answerTo(deps, from, body);
      if ('problem' in answer) return sendProblem(reply, problemOfAnswer(answer));
      return reply.send(answer);
    }
    if (body.length > EVENTS_MAX) {
      throw new Problem('body_too_large', { detail: `Send at most ${EVENTS_MAX} events in one request.` });
    }
    const answers = await Promise.all(body.map((event: unknown) => answerTo(deps, from, event)));
    return reply.send(answers);
  });
  app.post('/switch/v1/drain', async (request, reply) => {
    await byBearer(request.headers.authorization);
    deps.onDrain();
    return reply.send({ ok: true });
  });
  app.post('/switch/v1/gateway-digest', async (request, reply) => {
    await byBearer(request.headers.authorization);
    const asked = parseDigestQuestion(request.body);
    if (!('gatewayId' in asked))
      return sendProblem(reply, problemOfAnswer({ problem: 'invalid_input', errors: asked }));
    return reply.send({ ok: true, ...(await deps.digestOf(asked)) });
  });
  const { engine, now, catalogue, prompts } = deps;
  addPromptRoutes(app, prompts);
  addFreeswitchRoutes(app, {
    ...deps.freeswitch,
    engine,
    now,
    catalogue: catalogue.current,
    switchOf: async (authorization) => {
      const found = await switchOf(deps, mayLookAgain, keyOfBasic(authorization));
      // A key of another kind is as good as none here: what it may ask is another contract.
      if (found.kind !== 'freeswitch') throw new Problem('switch_key_unknown');
      return found;
    },
  });
  return app;
}

/**
 * Keys are random and looked up by their hash, so the time of the look-up tells nothing about them. An unknown one may
 * have been made a moment ago: the memory is read again before it is refused.
 */
async function switchOf(
  { catalogue, onSeen }: SwitchListenerDeps,
  mayLookAgain: () => boolean,
  key: string | undefined,
): Promise<SwitchWithKey> {
  if (key === undefined) throw new Problem('switch_key_unknown');
  const hash = createHash('sha256').update(key).digest('hex');
  if (catalogue.switchByKeyHash(hash) === null && mayLookAgain()) {
    await catalogue.refresh().catch((error: unknown) => {
      throw new Problem('unavailable', {}, { cause: error });
    });
  }
  const found = catalogue.switchByKeyHash(hash);
  if (found === null) throw new Problem('switch_key_unknown');
  onSeen(found.id);
  return found;
}

/** FreeSWITCH's modules show a name and a password (RFC 7617); the name is anything. */
function keyOfBasic(authorization: string | undefined): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(authorization ?? '')?.[1] ?? '';
  return /^[^:]*:(\S{1,200})$/.exec(Buffer.from(encoded, 'base64').toString('utf8'))?.[1];
}

function oncePer(intervalMs: number): () => boolean {
  let lastMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - lastMs < intervalMs) return false;
    lastMs = performance.now();
    return true;
  };
}

async function answerTo(deps: SwitchListenerDeps, from: SwitchWithKey, body: unknown): Promise<Answer> {
  try {
    const event = parseEvent(body, from, deps.now());
    if (!('type' in event)) return { ok: false, problem: 'invalid_input', errors: event };
    return await deps.engine.submit(event);
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'internal_error') deps.logger.error({ err: error }, 'an event of a switch failed');
    return { ok: false, problem: code };
  }
}

function problemOfAnswer(answer: Readonly<{ problem: string; errors?: readonly EventMistake[] }>): Problem {
  const errors = answer.errors?.map(({ field, message }) => ({ field, code: 'invalid', message }));
  return new Problem(answer.problem as ProblemCode, errors === undefined ? {} : { errors });
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return new Problem('body_too_large');
  if (statusCode === 415) return new Problem('unsupported_media_type');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem('malformed_request');
  return new Problem('internal_error', {}, { cause: error });
}

function sendProblem(reply: FastifyReply, { code, status, details }: Problem) {
  const { title, sentence } = PROBLEMS[code];
  const { detail = sentence, errors } = details;
  const instance = `urn:uuid:${reply.request.id}`;
  const body = { type: `/problems/${code}`, title, status, code, detail, instance };
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ ...body, ...(errors !== undefined && { errors }) });
}
