/** Passkeys: one's own, and signing in by one. */
import {
  addPasskey,
  beginPasskey,
  removePasskey,
  renamePasskey,
} from '../../operations/accounts/own-passkeys.ts';
import { passkeyQuestion, signInByPasskey } from '../../operations/accounts/sign-in-by-passkey.ts';
import { pathOfBrandHost } from '../../postgres/accounts/brands.ts';
import { passkeysOf, type PasskeyRow } from '../../postgres/accounts/passkeys.ts';
import {
  addedPasskey,
  addPasskey as addSchema,
  beginPasskey as beginSchema,
  passkeyList,
  passkeyName,
  passkeyOptions,
  passkeyQuestion as questionSchema,
  removePasskey as removeSchema,
  signInByPasskey as signInSchema,
} from '../../schemas/accounts/passkeys.ts';
import { actorAnswer } from '../../schemas/accounts/sign-in.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { sessionTokenOf, setDeviceCookie, setOwnSessionCookie, setSessionCookie } from '../cookies.ts';
import { pageOf } from '../public-address.ts';
import { actorBody } from './session-routes.ts';

const tags = ['Sign-in'];
const config = { permission: 'self' } as const;
const url = `${API}/me/passkeys`;

/** Registers the routes under /me/passkeys and /sign-in/passkey. */
export function addPasskeyRoutes(app: App, deps: HttpDeps): void {
  addSignIn(app, deps);
  const { signInLimiter } = deps;

  app.get(
    url,
    { config, schema: { tags, summary: "List one's passkeys", response: answers({ 200: passkeyList }) } },
    async (request) => {
      const keys = await passkeysOf(deps.reads, actorOf(request).accountId);
      return { items: keys.map(passkeyBody) };
    },
  );

  app.post(
    `${url}/options`,
    {
      config,
      schema: {
        tags,
        summary: 'Begin a passkey: what a browser asks its devices for',
        body: beginSchema,
        response: answers({ 200: passkeyOptions }),
      },
    },
    async (request, reply) => {
      const input = { ...request.body, code: request.body.code, page: pageOf(request, deps) };
      const options = await beginPasskey(deps, signInLimiter, actorOf(request), input);
      void reply.header('cache-control', 'no-store');
      return { options: { ...options } };
    },
  );

  app.post(
    url,
    {
      config,
      schema: {
        tags,
        summary: 'Add a passkey; with a first second factor all other sessions end',
        body: addSchema,
        response: answers({ 201: addedPasskey }),
      },
    },
    async (request, reply) => {
      const { name, response } = request.body;
      const input = { name, response: withExtensions(response), page: pageOf(request, deps) };
      const token = sessionTokenOf(request, deps);
      const added = await addPasskey(deps, actorOf(request), { ...input, token });
      const body = { passkey: passkeyBody(added.passkey), recoveryCodes: [...added.recoveryCodes] };
      return reply.code(201).header('cache-control', 'no-store').send(body);
    },
  );

  app.patch(
    `${url}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Give a passkey another name',
        params: idParams,
        body: passkeyName,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await renamePasskey(deps, actorOf(request), request.params.id, request.body.name);
      return { ok: true as const };
    },
  );

  app.post(
    `${url}/:id/remove`,
    {
      config,
      schema: {
        tags,
        summary: 'Remove a passkey; it no longer signs in',
        params: idParams,
        body: removeSchema,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const input = { publicId: request.params.id, password: request.body.password };
      await removePasskey(deps, signInLimiter, actorOf(request), input);
      return { ok: true as const };
    },
  );
}

function addSignIn(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/sign-in/passkey/options`,
    {
      schema: {
        tags,
        summary: 'What a browser asks its devices for, to sign in by a passkey',
        security: [],
        response: answers({ 200: questionSchema }),
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return passkeyQuestion(deps, pageOf(request, deps));
    },
  );

  app.post(
    `${API}/sign-in/passkey`,
    {
      schema: {
        tags,
        summary: 'Sign in by a passkey, without password and code',
        security: [],
        body: signInSchema,
        response: answers({ 200: actorAnswer }),
      },
    },
    async (request, reply) => {
      const session = await signInByPasskey(deps, deps.signInLimiter, {
        page: pageOf(request, deps),
        response: withExtensions(request.body.response),
        address: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
        withinPath: await pathOfBrandHost(deps.reads, request.hostname),
      });
      setSessionCookie(reply, deps, session);
      setDeviceCookie(reply, deps, session.device);
      setOwnSessionCookie(reply, deps, null);
      return { actor: await actorBody(deps, session.actor) };
    },
  );
}

/** Extensions are asked for by nobody here, and those that a browser adds are not read. */
function withExtensions<T extends Readonly<{ authenticatorAttachment?: unknown }>>({
  authenticatorAttachment: _attachment,
  ...response
}: T) {
  return { ...response, clientExtensionResults: {} };
}

function passkeyBody({ publicId, name, host, createdAt, lastUsedAt }: PasskeyRow) {
  return {
    id: publicId,
    name,
    host,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
