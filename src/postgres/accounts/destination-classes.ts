/** Destinations that are closed until opened, by prefix: the operator's list. */
import type { DestinationClass } from '../../domain/accounts/guards.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type DestinationClassRow = Readonly<{
  publicId: string;
  prefix: string;
  class: DestinationClass;
  note: string;
}>;
export type DestinationClassValues = Omit<DestinationClassRow, 'publicId'>;

const COLUMNS = 'public_id as "publicId", prefix, class, note';

/** All, in the order of digits. */
export async function listDestinationClasses(db: Db): Promise<readonly DestinationClassRow[]> {
  const { rows } = await db.query<DestinationClassRow>(
    `select ${COLUMNS} from destination_classes order by prefix`,
  );
  return rows;
}

/** Throws `not_found`. */
export async function lockDestinationClass(tx: Tx, publicId: string): Promise<DestinationClassRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await tx.query<DestinationClassRow>(
    `select ${COLUMNS} from destination_classes where public_id = $1 for update`,
    [publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function insertDestinationClass(tx: Tx, values: DestinationClassValues): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    'insert into destination_classes (prefix, class, note) values ($1, $2, $3) returning public_id as "publicId"',
    [values.prefix, values.class, values.note],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateDestinationClass(tx: Tx, row: DestinationClassRow): Promise<void> {
  await tx.query('update destination_classes set prefix = $2, class = $3, note = $4 where public_id = $1', [
    row.publicId,
    row.prefix,
    row.class,
    row.note,
  ]);
}

export async function deleteDestinationClass(tx: Tx, publicId: string): Promise<void> {
  await tx.query('delete from destination_classes where public_id = $1', [publicId]);
}
