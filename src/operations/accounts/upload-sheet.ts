/** Takes a sheet of accounts: reads it once, keeps it sealed for a day, and proposes what its columns mean. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { proposeMapping, type SheetField } from '../../domain/accounts/sheet-fields.ts';
import { Problem } from '../../domain/problem.ts';
import { countUploads, insertUpload } from '../../postgres/jobs/uploads.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { sealBytes } from '../secrets.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { previewOf } from '../sheets/sheet.ts';

const KEPT_MS = 24 * 3600 * 1000;
/** 10 MB each: more than these are a program that never imports what it sends. */
const UPLOADS_MAX = 20;

export type UploadedSheet = Readonly<{
  uploadId: string;
  format: 'csv' | 'xlsx';
  encoding: string;
  delimiter: string | null;
  columns: readonly Readonly<{ name: string; field: SheetField | null; hasData: boolean }>[];
  /** Rows below the header, blank ones too. */
  rows: number;
  preview: readonly Readonly<{ row: number; cells: readonly string[] }>[];
  expiresAt: Date;
}>;

/** Throws `invalid_input` at `file` when it cannot be read, and `too_many_attempts` beyond 20 kept sheets. */
export async function uploadSheet(
  context: Context,
  actor: Actor,
  file: Readonly<{ bytes: Uint8Array; name: string; encoding: string | null }>,
): Promise<UploadedSheet> {
  const sheet = await readSheet(file.bytes, file.encoding);
  const publicId = randomUUID();
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + KEPT_MS);
  const sealed = sealBytes(context.masterKey, uploadPurpose(publicId), file.bytes);
  await withTransaction(context.pool, async (tx) => {
    if ((await countUploads(tx, actor.accountId)) >= UPLOADS_MAX) {
      const detail = `You have ${UPLOADS_MAX} sheets here that were not imported. They are deleted after a day.`;
      throw new Problem('too_many_attempts', { detail });
    }
    await insertUpload(tx, {
      publicId,
      accountId: actor.accountId,
      fileName: file.name,
      sealed,
      encoding: file.encoding,
      createdAt,
      expiresAt,
    });
  });
  const fields = proposeMapping(sheet.columns);
  return {
    uploadId: publicId,
    format: sheet.format,
    encoding: sheet.encoding,
    delimiter: sheet.delimiter,
    columns: sheet.columns.map((name, index) => ({
      name,
      field: fields[index] ?? null,
      hasData: sheet.hasData[index] ?? false,
    })),
    rows: sheet.rows.length,
    preview: previewOf(sheet),
    expiresAt,
  };
}

/** What a sealed sheet is bound to. */
export function uploadPurpose(publicId: string): string {
  return `uploaded sheet ${publicId}`;
}
