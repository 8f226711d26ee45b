/** Opening an account oneself: public but for the switch of the page. */
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';
import { askForAccount, createSignUpLimiter } from '../../operations/accounts/ask-for-account.ts';
import { confirmSignUp, readSignUp } from '../../operations/accounts/confirm-sign-up.ts';
import { createInviteLimiter } from '../../operations/accounts/invite-limiter.ts';
import { readBrand } from '../../operations/accounts/read-brand.ts';
import { readSignUpPage, saveSignUpPage } from '../../operations/accounts/save-sign-up-page.ts';
import { settingsUnder } from '../../operations/accounts/settings-under.ts';
import { findSignUpPage } from '../../operations/accounts/sign-up-page.ts';
import { mailSenderOf } from '../../operations/mail/mail-sender.ts';
import { openPageOf } from '../../postgres/accounts/sign-ups.ts';
import { actorAnswer } from '../../schemas/accounts/sign-in.ts';
import {
  confirmSignUp as confirmSchema,
  ownSignUpPage,
  pendingSignUp,
  signUp,
  signUpPage,
  signUpPageInput,
  signUpParams,
  signUpQuery,
} from '../../schemas/accounts/sign-up.ts';
import { answers } from '../../schemas/answers.ts';
import { okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { setDeviceCookie, setOwnSessionCookie, setSessionCookie } from '../cookies.ts';
import { brandBody } from './brand-routes.ts';
import { actorBody } from './session-routes.ts';

const tags = ['Sign-up'];

/** Registers the page, the request for an account, its confirmation, and the owner's switch. */
export function addSignUpRoutes(app: App, deps: HttpDeps): void {
  const counter = createSignUpLimiter(deps.now);

  app.get(
    `${API}/sign-up`,
    {
      schema: {
        tags,
        summary: 'The page by which somebody opens an account: whose it is, and what it proposes',
        security: [],
        querystring: signUpQuery,
        response: answers({ 200: signUpPage }),
      },
    },
    async (request) => {
      const page = await findSignUpPage(deps.reads, { page: request.query.page, host: request.hostname });
      const { settings } = await settingsUnder(deps.reads, page);
      return {
        ...(await ownerBody(deps, page)),
        sendsMail: (await mailSenderOf(deps.reads, deps, page.ownerId)).hasServer,
        termsUrl: page.termsUrl,
        country: settings['defaults.country'],
        timezone: settings['defaults.timezone'],
        passwordLengthMin: settings['passwords.length_min'],
      };
    },
  );

  app.post(
    `${API}/sign-up`,
    {
      schema: {
        tags,
        summary: 'Ask for an account; the answer is the same whether the address has one already',
        security: [],
        body: signUp,
        response: answers({ 202: okAnswer }),
      },
    },
    async (request, reply) => {
      const { page, password, acceptsTerms, ...form } = request.body;
      const where = { page, host: request.hostname, address: request.ip };
      await askForAccount(deps, counter, { ...where, form, password, acceptsTerms });
      return reply.code(202).send({ ok: true as const });
    },
  );
  addConfirmRoutes(app, deps);
  addPageRoutes(app, deps);
}

function addConfirmRoutes(app: App, deps: HttpDeps): void {
  const limiter = createInviteLimiter(deps.now);
  const linkOf = (request: FastifyRequest<{ Params: { token: string } }>) => ({
    token: request.params.token,
    address: request.ip,
  });

  app.get(
    `${API}/sign-up/:token`,
    {
      schema: {
        tags,
        summary: 'Whether the link of a sign-up is still valid, and for whom',
        security: [],
        params: signUpParams,
        response: answers({ 200: pendingSignUp }),
      },
    },
    async (request, reply) => {
      const { ownerId, form, expiresAt } = await readSignUp(deps, deps.reads, limiter, linkOf(request));
      const page = await openPageOf(deps.reads, ownerId);
      if (page === null) throw new Problem('sign_up_closed');
      void reply.header('cache-control', 'no-store');
      const owner = await ownerBody(deps, page);
      return { ...owner, email: form.email, expiresAt: expiresAt.toISOString() };
    },
  );

  app.post(
    `${API}/sign-up/:token`,
    {
      schema: {
        tags,
        summary: 'Confirm the address with the password that was chosen: opens the account and signs in',
        security: [],
        params: signUpParams,
        body: confirmSchema,
        response: answers({ 200: actorAnswer }),
      },
    },
    async (request, reply) => {
      const userAgent = request.headers['user-agent'] ?? '';
      const input = { ...linkOf(request), ...request.body, userAgent };
      const session = await confirmSignUp(deps, limiter, input);
      setSessionCookie(reply, deps, session);
      setDeviceCookie(reply, deps, session.device);
      setOwnSessionCookie(reply, deps, null);
      return { actor: await actorBody(deps, session.actor) };
    },
  );
}

/** The owner's switch. */
function addPageRoutes(app: App, deps: HttpDeps): void {
  const url = `${API}/settings/sign-up`;
  app.get(
    url,
    {
      config: { permission: 'settings:read' },
      schema: { tags, summary: 'Read one’s own sign-up page', response: answers({ 200: ownSignUpPage }) },
    },
    async (request) => readSignUpPage(deps.reads, deps, actorOf(request)),
  );
  app.put(
    url,
    {
      config: { permission: 'settings:edit' },
      schema: {
        tags,
        summary: 'Open or close one’s own sign-up page',
        body: signUpPageInput,
        response: answers({ 200: ownSignUpPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await saveSignUpPage(deps, actor, request.body);
      return readSignUpPage(deps.reads, deps, actor);
    },
  );
}

async function ownerBody(deps: HttpDeps, { ownerId, path }: Readonly<{ ownerId: bigint; path: string }>) {
  const { provider } = await mailSenderOf(deps.reads, deps, ownerId);
  return { provider, brand: brandBody(await readBrand(deps.reads, path)) };
}
