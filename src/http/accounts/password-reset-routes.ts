/** Forgotten passwords: asked for by anybody, used by whoever holds the link. */
import { acceptInvite } from '../../operations/accounts/accept-invite.ts';
import { askPasswordReset, createResetLimiter } from '../../operations/accounts/ask-password-reset.ts';
import { createInviteLimiter } from '../../operations/accounts/invite-limiter.ts';
import { readInvite } from '../../operations/accounts/read-invite.ts';
import { readSignInPage } from '../../operations/accounts/sign-in-page.ts';
import { pathOfBrandHost } from '../../postgres/accounts/brands.ts';
import { acceptInvite as acceptSchema, invite, inviteParams } from '../../schemas/accounts/invite.ts';
import { askPasswordReset as askSchema, signInPage } from '../../schemas/accounts/password-reset.ts';
import { answers } from '../../schemas/answers.ts';
import { okAnswer } from '../../schemas/common.ts';
import { API, type App, type HttpDeps } from '../app.ts';

const tags = ['Sign-in'];
const kind = 'reset';

/** Registers what the sign-in page offers, and the links for a new password. All of it is public. */
export function addPasswordResetRoutes(app: App, deps: HttpDeps): void {
  const counter = createResetLimiter(deps.now);
  const limiter = createInviteLimiter(deps.now);
  const url = `${API}/password-resets`;

  app.get(
    `${API}/sign-in`,
    {
      schema: {
        tags,
        summary: 'What the sign-in page of this host name offers',
        security: [],
        response: answers({ 200: signInPage }),
      },
    },
    async (request) => readSignInPage(deps.reads, deps, request.hostname),
  );

  app.post(
    url,
    {
      schema: {
        tags,
        summary: 'Ask for a link to choose a new password; the answer is the same for every account and none',
        security: [],
        body: askSchema,
        response: answers({ 202: okAnswer }),
      },
    },
    async (request, reply) => {
      const withinPath = await pathOfBrandHost(deps.reads, request.hostname);
      await askPasswordReset(deps, counter, { ...request.body, address: request.ip, withinPath });
      return reply.code(202).send({ ok: true as const });
    },
  );

  app.get(
    `${url}/:token`,
    {
      schema: {
        tags,
        summary: 'Whether a link is still valid, and for which sign-in',
        security: [],
        params: inviteParams,
        response: answers({ 200: invite }),
      },
    },
    async (request, reply) => {
      const link = { kind, token: request.params.token, address: request.ip } as const;
      const found = await readInvite(deps, deps.reads, limiter, link);
      void reply.header('cache-control', 'no-store');
      const { number, email, expiresAt, passwordLengthMin } = found;
      return { number, email, expiresAt: expiresAt.toISOString(), passwordLengthMin };
    },
  );

  app.post(
    `${url}/:token`,
    {
      schema: {
        tags,
        summary: 'Choose a new password; the link is used up, all sessions end, and nobody is signed in',
        security: [],
        params: inviteParams,
        body: acceptSchema,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const { password } = request.body;
      const link = { kind, token: request.params.token, address: request.ip } as const;
      await acceptInvite(deps, limiter, { ...link, password });
      return { ok: true as const };
    },
  );
}
