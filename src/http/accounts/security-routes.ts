/** One's own sessions, and the sign-in of accounts below. */
import { endOtherSessions, endSession, endSessionsOf } from '../../operations/accounts/end-sessions.ts';
import { liveSessions } from '../../operations/accounts/live-sessions.ts';
import { mayChangeSignIn } from '../../operations/accounts/may-change.ts';
import { revokeKeysBelow } from '../../operations/accounts/revoke-api-key.ts';
import { hashToken } from '../../operations/secrets.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { apiKeysOf, signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import {
  endSessionsQuery,
  keyOfAccountParams,
  sessionList,
  signInState,
} from '../../schemas/accounts/security.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { keyBody } from './api-key-body.ts';
import { sessionTokenOf } from '../cookies.ts';

const tags = ['Sign-in'];
const config = { permission: 'self' } as const;

/** Registers the routes under /me/sessions, and those of an account's sign-in. */
export function addSecurityRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/me/sessions`,
    {
      config,
      schema: { tags, summary: "List one's open sessions", response: answers({ 200: sessionList }) },
    },
    async (request) => {
      const { accountId, operatorId } = actorOf(request);
      const token = sessionTokenOf(request, deps);
      const current = token === null ? null : hashToken(token);
      const live = await liveSessions(deps.reads, { accountId, operatorId, now: deps.now() });
      const items = live.map(({ publicId, tokenHash, createdAt, lastSeenAt, address, userAgent }) => ({
        id: publicId,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        address,
        userAgent,
        isCurrent: current?.equals(tokenHash) ?? false,
      }));
      return { items };
    },
  );

  app.delete(
    `${API}/me/sessions/:id`,
    {
      config,
      schema: { tags, summary: 'End one session', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await endSession(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );

  app.delete(
    `${API}/me/sessions`,
    {
      config,
      schema: {
        tags,
        summary: 'End all sessions but the one that asks',
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await endOtherSessions(deps, actorOf(request), sessionTokenOf(request, deps));
      return { ok: true as const };
    },
  );

  app.get(
    `${API}/accounts/:id/sign-in`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags,
        summary: 'How an account is signed in',
        params: idParams,
        response: answers({ 200: signInState }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { operatorId } = actor;
      const node = await findAccount(deps.reads, request.params.id, actor.scopePath);
      const { id: accountId } = node;
      const live = await liveSessions(deps.reads, { accountId, operatorId, now: deps.now() });
      const row = await signInOfAccount(deps.reads, accountId);
      return {
        sessions: live.length,
        lastSeenAt: live[0]?.lastSeenAt.toISOString() ?? null,
        hasSecondFactor: row?.hasSecondFactor ?? false,
        apiKeys: mayChangeSignIn(actor, node)
          ? (await apiKeysOf(deps.reads, accountId)).map((key) => keyBody(key, deps.now()))
          : null,
      };
    },
  );

  app.delete(
    `${API}/accounts/:id/sessions`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags,
        summary: 'Sign an account out everywhere',
        params: idParams,
        querystring: endSessionsQuery,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const isWithKeys = request.query.apiKeys === 'revoke';
      await endSessionsOf(deps, actorOf(request), request.params.id, isWithKeys);
      return { ok: true as const };
    },
  );

  app.delete(
    `${API}/accounts/:id/api-keys/:keyId`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags: ['API keys'],
        summary: 'Revoke one API key of an account',
        params: keyOfAccountParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const { id: accountId, keyId } = request.params;
      await revokeKeysBelow(deps, actorOf(request), { accountId, keyId });
      return { ok: true as const };
    },
  );

  app.post(
    `${API}/accounts/:id/api-keys/revoke-all`,
    {
      config: { permission: 'sign_ins:reset' },
      schema: {
        tags: ['API keys'],
        summary: 'Revoke all API keys of an account',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await revokeKeysBelow(deps, actorOf(request), { accountId: request.params.id, keyId: null });
      return { ok: true as const };
    },
  );
}
