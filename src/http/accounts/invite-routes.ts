/** Invitations: sent by those who may change the account, used by whoever holds the link. */
import { acceptInvite } from '../../operations/accounts/accept-invite.ts';
import { createInviteLimiter } from '../../operations/accounts/invite-limiter.ts';
import { readInvite } from '../../operations/accounts/read-invite.ts';
import { sendInvite } from '../../operations/accounts/send-invite.ts';
import {
  acceptInvite as acceptSchema,
  invite,
  inviteParams,
  sentInvite,
} from '../../schemas/accounts/invite.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Invitations'];
const kind = 'invite';

/** Registers the routes of invitations; those with a token are public. */
export function addInviteRoutes(app: App, deps: HttpDeps): void {
  const limiter = createInviteLimiter(deps.now);

  app.post(
    `${API}/accounts/:id/invite`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags,
        summary: 'Send a new invitation to choose a password; the one before ends',
        headers: idempotencyHeader,
        params: idParams,
        response: answers({ 201: sentInvite }),
      },
    },
    async (request, reply) => {
      const sent = await sendInvite(deps, actorOf(request), request.params.id, idempotencyKeyOf(request));
      return reply.code(201).send(sent);
    },
  );

  app.get(
    `${API}/invites/:token`,
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
      const { number, email, expiresAt, passwordLengthMin } = await readInvite(
        deps,
        deps.reads,
        limiter,
        link,
      );
      void reply.header('cache-control', 'no-store');
      return { number, email, expiresAt: expiresAt.toISOString(), passwordLengthMin };
    },
  );

  app.post(
    `${API}/invites/:token`,
    {
      schema: {
        tags,
        summary: 'Choose the password; the link is used up, and nobody is signed in',
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
