/** Looking at the panel as an account below, and going back. */
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { beginSignInAs } from '../../operations/accounts/sign-in-as.ts';
import { signOut } from '../../operations/accounts/sign-out.ts';
import { SIGN_IN_AS_MINUTES } from '../../domain/access/sign-in-as.ts';
import { signedInAs, signInAs } from '../../schemas/accounts/sign-in-as.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { ownSessionTokenOf, sessionTokenOf, setOwnSessionCookie, setSessionCookie } from '../cookies.ts';

const tags = ['Sign-in'];

/** How long the browser is told to keep a session that it goes back to: the server knows when it really ends. */
const KEPT_MS = 24 * 3600 * 1000;

/** Registers POST /accounts/{id}/sign-in-as and POST /sign-in-as/return. */
export function addSignInAsRoutes(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/accounts/:id/sign-in-as`,
    {
      config: { permission: 'accounts:sign_in_as' },
      schema: {
        tags,
        summary: `Look at the panel as this account for ${SIGN_IN_AS_MINUTES} minutes; both stand in its timeline`,
        params: idParams,
        body: signInAs,
        response: answers({ 200: signedInAs }),
      },
    },
    async (request, reply) => {
      const token = sessionTokenOf(request, deps);
      const session = await beginSignInAs(deps, actorOf(request), {
        ...request.body,
        accountId: request.params.id,
        token,
        userAgent: request.headers['user-agent'] ?? '',
      });
      setOwnSessionCookie(reply, deps, known(token, 'the session that it was begun from'));
      setSessionCookie(reply, deps, session);
      return { endsAt: session.expiresAt.toISOString() };
    },
  );

  app.post(
    `${API}/sign-in-as/return`,
    {
      schema: {
        tags,
        summary: 'Go back to one’s own session, also when the time as somebody else is over',
        security: [],
        response: answers({ 200: okAnswer }),
      },
    },
    async (request, reply) => {
      const own = ownSessionTokenOf(request, deps);
      if (own === null) throw new Problem('not_signed_in', { detail: 'There is no session to go back to.' });
      const borrowed = sessionTokenOf(request, deps);
      if (borrowed !== null && borrowed !== own) await signOut(deps, borrowed, request.ip);
      setSessionCookie(reply, deps, { token: own, expiresAt: new Date(deps.now().getTime() + KEPT_MS) });
      setOwnSessionCookie(reply, deps, null);
      return { ok: true as const };
    },
  );
}
