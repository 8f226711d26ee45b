/** Who asked for a new password, before anybody looked whether there is such an account. */
import type { Tx } from '../pool.ts';

export type ResetRequest = Readonly<{
  identifier: string;
  withinPath: string;
  address: string;
  askedAt: Date;
}>;

/** Keeps a request; false when more than `requestsMax` wait already. */
export async function insertResetRequest(
  tx: Tx,
  request: ResetRequest,
  requestsMax: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into password_reset_requests (identifier, within_path, address, asked_at)
     select $1, $2, $3, $4 where (select count(*) from password_reset_requests) < $5`,
    [request.identifier, request.withinPath, request.address, request.askedAt, requestsMax],
  );
  return rowCount === 1;
}

/** Takes the oldest request out; null when nobody asked. It is back when the transaction fails. */
export async function takeResetRequest(tx: Tx): Promise<ResetRequest | null> {
  const { rows } = await tx.query<ResetRequest>(
    `delete from password_reset_requests
     where id = (select id from password_reset_requests order by id limit 1 for update skip locked)
     returning identifier, within_path as "withinPath", address, asked_at as "askedAt"`,
  );
  return rows[0] ?? null;
}
