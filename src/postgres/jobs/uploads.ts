/** Sheets that were sent and are not imported yet. */
import { isUuid } from '../../domain/ids.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type UploadRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  fileName: string;
  sealed: Buffer;
  encoding: string | null;
  expiresAt: Date;
}>;

const UPLOAD = `select id, public_id as "publicId", account_id as "accountId", file_name as "fileName", sealed, encoding,
    expires_at as "expiresAt" from sheet_uploads`;

/** Keeps a sheet. */
export async function insertUpload(
  tx: Tx,
  upload: Omit<UploadRow, 'id'> & Readonly<{ createdAt: Date }>,
): Promise<bigint> {
  const { rows } = await tx.query<{ id: bigint }>(
    `insert into sheet_uploads (public_id, account_id, file_name, sealed, encoding, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      upload.publicId,
      upload.accountId,
      upload.fileName,
      upload.sealed,
      upload.encoding,
      upload.createdAt,
      upload.expiresAt,
    ],
  );
  return known(rows[0], 'a new upload').id;
}

/** Finds a sheet of this account alone: it holds what nobody else needs to see. */
export async function findUpload(db: Db, publicId: string, accountId: bigint, now: Date): Promise<UploadRow> {
  const { rows } = isUuid(publicId)
    ? await db.query<UploadRow>(`${UPLOAD} where public_id = $1 and account_id = $2 and expires_at > $3`, [
        publicId,
        accountId,
        now,
      ])
    : { rows: [] };
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** The sheet of a job; null when it is gone. */
export async function uploadById(db: Db, id: bigint): Promise<UploadRow | null> {
  const { rows } = await db.query<UploadRow>(`${UPLOAD} where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Counts the sheets that an account keeps here. */
export async function countUploads(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    'select count(*) from sheet_uploads where account_id = $1',
    [accountId],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** Throws a sheet away. */
export async function deleteUpload(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from sheet_uploads where id = $1', [id]);
}

/** Throws away the sheets whose time is over and that no job still has to read. */
export async function deleteExpiredUploads(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `delete from sheet_uploads u where expires_at <= $1
       and not exists (select 1 from jobs j where j.upload_id = u.id and j.status in ('queued', 'running'))`,
    [now],
  );
}
