/** What the browser keeps for us: its session, and that it signed in before. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from './app.ts';

type Secure = Pick<HttpDeps, 'isSecure'>;

/** Browsers keep a cookie for no longer (RFC 6265bis §5.5). */
const DEVICE_SECONDS = 400 * 24 * 3600;

/** `__Host-` cookies are bound to this very host and need https; plain http is for localhost only. */
function cookieName({ isSecure }: Secure, name: 'session' | 'device' | 'own_session'): string {
  return `${isSecure ? '__Host-' : ''}tollbook_${name}`;
}

/** The session's token, when the request has the cookie. */
export function sessionTokenOf(request: FastifyRequest, deps: Secure): string | null {
  return request.cookies[cookieName(deps, 'session')] ?? null;
}

/** The cookie outlives its session, so that a browser that comes back hears why the session is over. */
const COOKIE_LINGERS_MS = 7 * 24 * 3600 * 1000;

/** Gives the browser a session, or takes it away (`token` null). */
export function setSessionCookie(
  reply: FastifyReply,
  deps: Secure,
  session: Readonly<{ token: string; expiresAt: Date }> | null,
): void {
  const options = optionsOf(deps);
  const name = cookieName(deps, 'session');
  if (session === null) void reply.clearCookie(name, options);
  else {
    const expires = new Date(session.expiresAt.getTime() + COOKIE_LINGERS_MS);
    void reply.setCookie(name, session.token, { ...options, expires });
  }
}

/** That this browser signed in before, when it says so. */
export function deviceTokenOf(request: FastifyRequest, deps: Secure): string | null {
  return request.cookies[cookieName(deps, 'device')] ?? null;
}

/** Lets the browser prove later that it signed in. It stays when the session ends: it opens nothing. */
export function setDeviceCookie(reply: FastifyReply, deps: Secure, token: string): void {
  void reply.setCookie(cookieName(deps, 'device'), token, { ...optionsOf(deps), maxAge: DEVICE_SECONDS });
}

function optionsOf({ isSecure }: Secure) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
}

/** The session that somebody comes back to after looking as somebody else. */
export function ownSessionTokenOf(request: FastifyRequest, deps: Secure): string | null {
  return request.cookies[cookieName(deps, 'own_session')] ?? null;
}

/** Keeps one's own session aside, or forgets it (`token` null). It is as secret as the session itself. */
export function setOwnSessionCookie(reply: FastifyReply, deps: Secure, token: string | null): void {
  const name = cookieName(deps, 'own_session');
  if (token === null) void reply.clearCookie(name, optionsOf(deps));
  else void reply.setCookie(name, token, { ...optionsOf(deps), maxAge: COOKIE_LINGERS_MS / 1000 });
}
