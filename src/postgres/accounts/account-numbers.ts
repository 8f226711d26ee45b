/** Account numbers: which are taken, and which are kept for a form that is being filled in. */
import type { Tx } from '../pool.ts';

/** Keeps a number for a form; false when an account has it or another form keeps it. */
export async function reserveNumber(
  tx: Tx,
  {
    number,
    reservedBy,
    now,
    expiresAt,
  }: Readonly<{ number: string; reservedBy: bigint; now: Date; expiresAt: Date }>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into account_number_reservations (number, reserved_by, expires_at)
     select $1, $2, $3 where not exists (select 1 from accounts where number = $1)
     on conflict (number) do update set reserved_by = excluded.reserved_by, expires_at = excluded.expires_at
       where account_number_reservations.expires_at <= $4 or account_number_reservations.reserved_by = excluded.reserved_by`,
    [number, reservedBy, expiresAt, now],
  );
  return rowCount === 1;
}

/** Counts the numbers kept by one account, after throwing away those whose time is over. */
export async function countReservations(tx: Tx, reservedBy: bigint, now: Date): Promise<number> {
  await tx.query('delete from account_number_reservations where expires_at <= $1', [now]);
  const { rows } = await tx.query<{ count: bigint }>(
    'select count(*) from account_number_reservations where reserved_by = $1',
    [reservedBy],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** Says whether a number is free for `usedBy`: no account has it and nobody else keeps it. */
export async function isNumberFree(
  tx: Tx,
  number: string,
  usedBy: bigint | null,
  now: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from accounts where number = $1
     union all
     select 1 from account_number_reservations where number = $1 and expires_at > $2 and reserved_by is distinct from $3`,
    [number, now, usedBy],
  );
  return rows.length === 0;
}

/** Says whether `reservedBy` keeps this number now. */
export async function isNumberReserved(
  tx: Tx,
  number: string,
  reservedBy: bigint,
  now: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    'select 1 from account_number_reservations where number = $1 and reserved_by = $2 and expires_at > $3',
    [number, reservedBy, now],
  );
  return rows.length === 1;
}

/** Ends the reservation of a number that an account has now. */
export async function releaseNumber(tx: Tx, number: string): Promise<void> {
  await tx.query('delete from account_number_reservations where number = $1', [number]);
}
