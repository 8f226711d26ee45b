/**
 * What a FreeSWITCH asks and tells by HTTP. It reads anything but a 200 with a document as "there is no such user" or "there is no
 * such place", so whatever goes wrong here is answered with a document that says so to the phone; only a wrong key is not.
 */
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { Problem } from '../../domain/problem.ts';
import { endUnmade } from '../../operations/charging/plan-call.ts';
import type { CredentialMemory } from '../../operations/switches/remember-credentials.ts';
import type { NamedGateway } from '../../operations/switches/named-gateways.ts';
import type { RefusalNotes } from '../../operations/switches/note-refusals.ts';
import { answerCard, type CardCallDeps } from './answer-card.ts';
import { configurationDocument } from './configuration.ts';
import { CdrMistake } from './cdr.ts';
import {
  ANY_CONTEXT,
  answerDialplan,
  bridgeOptions,
  dialplanDocument,
  NOT_AVAILABLE,
  readDialplanQuestion,
  type DialplanAnswer,
  type DialplanDeps,
} from './dialplan.ts';
import { gatewaysDocument, readDirectoryQuestion, userDocument } from './directory.ts';
import { FormMistake, parseForm, type Form } from './form-body.ts';
import { readCardQuestion } from './httapi.ts';
import { settleCdr, type SettleDeps } from './settle-cdr.ts';
import { NOT_FOUND } from './xml.ts';

export type AskingSwitch = Readonly<{ id: bigint; canPush: boolean }>;

export type FreeswitchDeps = Omit<DialplanDeps, 'warn' | 'domainOf'> &
  Pick<SettleDeps, 'keepRejected' | 'endCardLeg'> &
  CardCallDeps &
  Readonly<{
    /** The FreeSWITCH whose key a request shows. Throws `switch_key_unknown`. */
    switchOf: (authorization: string | undefined) => Promise<AskingSwitch>;
    credentials: CredentialMemory;
    gatewaysOf: (switchId: bigint) => Promise<readonly NamedGateway[]>;
    refusals: Pick<RefusalNotes, 'note' | 'check'>;
  }>;

const PREFIX = '/switch/freeswitch/v1';
const DIRECTORY_BYTES_MAX = 64 * 1024;
const DIALPLAN_BYTES_MAX = 256 * 1024;
const CDR_BYTES_MAX = 2 * 1024 * 1024;

/** FreeSWITCH waits for three seconds, and says then itself what a phone cannot understand. */
const ANSWER_WITHIN_MS = 2500;

/** Adds what a FreeSWITCH calls; the rest of the listener stays as it is. */
export function addFreeswitchRoutes(app: FastifyInstance, deps: FreeswitchDeps): void {
  void app.register((scope, _options, done) => {
    const askedBy = new WeakMap<FastifyRequest, AskingSwitch>();
    const from = (request: FastifyRequest): AskingSwitch => {
      const found = askedBy.get(request);
      if (found === undefined) throw new Problem('switch_key_unknown');
      return found;
    };
    // Before the body is read. What its header says of the body says nothing: mod_json_cdr sends JSON as a form.
    scope.addHook('onRequest', async (request) => {
      askedBy.set(request, await deps.switchOf(request.headers.authorization));
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));

    xmlRoute(scope, { path: 'directory', bytesMax: DIRECTORY_BYTES_MAX, sorry: NOT_FOUND }, (request, form) =>
      directoryAnswer(deps, from(request), form),
    );
    xmlRoute(
      scope,
      { path: 'configuration', bytesMax: DIRECTORY_BYTES_MAX, sorry: NOT_FOUND },
      (_request, form) => Promise.resolve(configurationDocument(deps.catalogue(), form.text('key_value'))),
    );
    xmlRoute(
      scope,
      {
        path: 'dialplan',
        bytesMax: DIALPLAN_BYTES_MAX,
        sorry: dialplanDocument(ANY_CONTEXT, NOT_AVAILABLE),
      },
      (request, form) => dialplanAnswer(deps, from(request), form, request),
    );
    scope.post(`${PREFIX}/cdr`, { bodyLimit: CDR_BYTES_MAX }, async (request, reply) => {
      try {
        await settleCdr(deps, from(request).id, bodyOf(request));
      } catch (error) {
        if (error instanceof CdrMistake)
          throw new Problem('malformed_request', { detail: error.message }, { cause: error });
        throw error;
      }
      return reply.type('text/plain').send('settled\n');
    });
    scope.post(`${PREFIX}/cards`, { bodyLimit: DIALPLAN_BYTES_MAX }, async (request, reply) => {
      const document = await cardAnswer(deps, from(request), request);
      return reply.type('text/xml').send(document);
    });
    done();
  });
}

const bodyOf = ({ body }: FastifyRequest) => (Buffer.isBuffer(body) ? body.toString('utf8') : '');

/** A question of mod_xml_curl. `sorry` is answered whatever goes wrong, but to a stranger. */
function xmlRoute(
  scope: FastifyInstance,
  { path, bytesMax, sorry }: Readonly<{ path: string; bytesMax: number; sorry: string }>,
  answer: (request: FastifyRequest, form: Form) => Promise<string>,
): void {
  const errorHandler: RouteShorthandOptions['errorHandler'] = (error, request, reply) => {
    if (error instanceof Problem && error.code === 'switch_key_unknown') throw error;
    const isTheirs = error instanceof FormMistake || (error as { statusCode?: number }).statusCode === 413;
    if (isTheirs || error instanceof Problem) request.log.warn(`${path}: ${error.message}`);
    else request.log.error({ err: error }, `${path} failed`);
    void reply.code(200).type('text/xml').send(sorry);
  };
  scope.post(`${PREFIX}/${path}`, { bodyLimit: bytesMax, errorHandler }, async (request, reply) => {
    const document = await answer(request, parseForm(bodyOf(request)));
    return reply.type('text/xml').send(document);
  });
}

/** mod_httapi posts again what is not answered 200, so an outage is told as what it is. */
function cardAnswer(deps: FreeswitchDeps, from: AskingSwitch, request: FastifyRequest): Promise<string> {
  try {
    const question = readCardQuestion(parseForm(bodyOf(request)), request.headers.host);
    return answerCard(deps, from, question, bridgeOptions(deps));
  } catch (error) {
    if (!(error instanceof FormMistake)) throw error;
    throw new Problem('malformed_request', { detail: `${error.message}.` }, { cause: error });
  }
}

async function directoryAnswer(deps: FreeswitchDeps, { id }: AskingSwitch, form: Form): Promise<string> {
  const question = readDirectoryQuestion(form);
  if (question.asks === 'other') return NOT_FOUND;
  if (question.asks === 'gateways') return gatewaysDocument(await deps.gatewaysOf(id));
  const { username, realm, source, userAgent } = question;
  const credential = await within(ANSWER_WITHIN_MS, deps.credentials.find({ username, realm }));
  if (credential !== null) {
    if (source !== '') deps.refusals.check({ switchId: id, source, username, realm, userAgent });
    return userDocument(question, credential);
  }
  deps.refusals.note({ switchId: id, source, username, realm, userAgent, reason: 'unknown_username' });
  return NOT_FOUND;
}

/**
 * Too late is as bad as never: FreeSWITCH has given up, or the caller has. What is granted then is ended at once, for the end of the
 * leg may have been told before.
 */
async function dialplanAnswer(
  deps: FreeswitchDeps,
  from: AskingSwitch,
  form: Form,
  request: FastifyRequest,
): Promise<string> {
  const question = readDialplanQuestion(form);
  let isLate = false;
  request.raw.socket.once('close', () => (isLate = true));
  const asking = answerDialplan(
    {
      ...deps,
      domainOf: deps.credentials.domainOf,
      warn: (facts, sentence) => request.log.warn(facts, sentence),
    },
    from,
    question,
  );
  const unheard = (answer: DialplanAnswer) =>
    endUnmade(deps, from.id, answer.granted, { sipStatus: 487, q850Cause: 16, endedBy: 'caller' });
  let answer: DialplanAnswer;
  try {
    answer = await within(ANSWER_WITHIN_MS, asking);
  } catch (error) {
    const told = (failure: unknown) => request.log.warn({ err: failure }, 'a call was asked for too late');
    if (error instanceof TooLate) asking.then(unheard).catch(told);
    throw error;
  }
  if (isLate) await unheard(answer);
  return dialplanDocument(question.context, answer.actions);
}

class TooLate extends Error {
  override name = 'TooLate';
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`nothing came within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
