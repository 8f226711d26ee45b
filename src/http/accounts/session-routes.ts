/** Signing in and out, and who one is. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { displayName } from '../../domain/accounts/new-account.ts';
import { known } from '../../domain/assert.ts';
import { changePassword } from '../../operations/accounts/change-password.ts';
import { readSettings } from '../../operations/accounts/draw-number.ts';
import { signIn } from '../../operations/accounts/sign-in.ts';
import { signOut } from '../../operations/accounts/sign-out.ts';
import { pathOfBrandHost } from '../../postgres/accounts/brands.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import { actorAnswer, changePasswordInput, signInInput } from '../../schemas/accounts/sign-in.ts';
import { answers } from '../../schemas/answers.ts';
import { okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import {
  deviceTokenOf,
  ownSessionTokenOf,
  sessionTokenOf,
  setDeviceCookie,
  setOwnSessionCookie,
  setSessionCookie,
} from '../cookies.ts';

const tags = ['Sign-in'];

/** Registers sign-in, sign-out, /me and the change of one's own password. */
export function addSessionRoutes(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/sign-in`,
    {
      schema: {
        tags,
        summary: 'Sign in by account number or e-mail address; with a second factor, again with its code',
        security: [],
        body: signInInput,
        response: answers({ 200: actorAnswer }),
      },
    },
    async (request, reply) => {
      const userAgent = request.headers['user-agent'] ?? '';
      const withinPath = await pathOfBrandHost(deps.reads, request.hostname);
      const device = deviceTokenOf(request, deps);
      const input = { ...request.body, address: request.ip, userAgent, withinPath, device };
      const session = await signIn(deps, deps.signInLimiter, input);
      setSessionCookie(reply, deps, session);
      setDeviceCookie(reply, deps, session.device);
      setOwnSessionCookie(reply, deps, null);
      return { actor: await actorBody(deps, session.actor) };
    },
  );

  app.post(
    `${API}/sign-out`,
    { schema: { tags, summary: 'End the session', security: [], response: answers({ 200: okAnswer }) } },
    async (request, reply) => {
      const token = sessionTokenOf(request, deps);
      const own = ownSessionTokenOf(request, deps);
      if (token !== null) await signOut(deps, token, request.ip);
      // Whoever leaves as somebody else leaves altogether.
      if (own !== null) await signOut(deps, own, request.ip);
      setSessionCookie(reply, deps, null);
      setOwnSessionCookie(reply, deps, null);
      return { ok: true as const };
    },
  );

  app.get(
    `${API}/me`,
    {
      config: { permission: 'self' },
      schema: { tags, summary: 'Who is signed in', response: answers({ 200: actorAnswer }) },
    },
    async (request) => ({ actor: await actorBody(deps, actorOf(request)) }),
  );

  app.post(
    `${API}/me/password`,
    {
      config: { permission: 'self' },
      schema: {
        tags,
        summary: "Change one's own password",
        body: changePasswordInput,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const token = sessionTokenOf(request, deps);
      const input = { ...request.body, token };
      await changePassword(deps, deps.signInLimiter, actorOf(request), input);
      return { ok: true as const };
    },
  );
}

/** Who somebody is, as the panel needs it. */
export async function actorBody(deps: HttpDeps, actor: Actor) {
  const row = known(await loadAccount(deps.reads, actor.accountId), 'the account of the actor');
  const settings = await readSettings(deps.reads, actor.operatorId);
  return {
    id: actor.publicId,
    kind: actor.kind,
    number: actor.number,
    displayName: displayName(row),
    timezone: row.timezone,
    currency: row.currency,
    mustChangePassword: actor.mustChangePassword,
    mustEnrolSecondFactor: actor.mustEnrolSecondFactor,
    passwordLengthMin: settings['passwords.length_min'],
    permissions: [...actor.permissions],
    signedInAs:
      actor.impersonator === null
        ? null
        : {
            by: actor.impersonator.number,
            mayChange: actor.impersonator.mayChange,
            endsAt: actor.impersonator.endsAt.toISOString(),
          },
  };
}
