/** When a session is over: nobody used it, or it is too old. */
import type { Settings } from './settings.ts';

type Times = Readonly<{ createdAt: Date; lastSeenAt: Date; expiresAt: Date }>;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Why a session has ended at `now`, as the code of the problem; null while it lives. */
export function sessionEnd(
  { createdAt, lastSeenAt, expiresAt }: Times,
  settings: Pick<Settings, 'sessions.idle_minutes' | 'sessions.absolute_hours'>,
  now: Date,
): 'session_was_idle' | 'session_too_old' | null {
  const ageMs = now.getTime() - createdAt.getTime();
  // `expiresAt` is what the browser was told; hours that were shortened meanwhile end the session before.
  if (now >= expiresAt || ageMs >= settings['sessions.absolute_hours'] * HOUR_MS) return 'session_too_old';
  const idleMs = now.getTime() - lastSeenAt.getTime();
  return idleMs >= settings['sessions.idle_minutes'] * MINUTE_MS ? 'session_was_idle' : null;
}

/** The end that a session which begins now is told. */
export function sessionExpiry(now: Date, settings: Pick<Settings, 'sessions.absolute_hours'>): Date {
  return new Date(now.getTime() + settings['sessions.absolute_hours'] * HOUR_MS);
}
