import { sessionEnd } from '../../domain/accounts/session-end.ts';
import { sessionsOf, type KeptSession } from '../../postgres/accounts/sessions.ts';
import type { Db } from '../../postgres/pool.ts';
import { readSettings } from './draw-number.ts';

/** The sessions of an account that are not over, by the settings of this moment; the last seen first. */
export async function liveSessions(
  db: Db,
  { accountId, operatorId, now }: Readonly<{ accountId: bigint; operatorId: bigint; now: Date }>,
): Promise<KeptSession[]> {
  const settings = await readSettings(db, operatorId);
  const kept = await sessionsOf(db, accountId);
  return kept.filter((session) => sessionEnd(session, settings, now) === null);
}
