/** The bytes of a document: kept ones, or written now and kept. Whoever asks gets the same ones for ever. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import type { DocumentLine } from '../../domain/billing/document.ts';
import type { Annex, PrintedCall } from '../../domain/billing/print-document.ts';
import {
  annexCalls,
  documentToPrint,
  keepFile,
  keptFile,
  logoOfDocument,
  type AnnexCallRow,
  type DocumentFile,
  type DocumentToPrint,
} from '../../postgres/billing/document-files.ts';
import { Problem } from '../../domain/problem.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import type { DocumentRenderer } from '../ports.ts';
import { readDocument } from './read-document.ts';

export type FileContext = Pick<Context, 'pool' | 'now'> &
  Readonly<{
    /** Null: only what is kept can be had. */
    renderer: DocumentRenderer | null;
  }>;

/** More calls are in the list only, and the document says so. */
const ANNEX_MAX = 5000;

/** Foreign and unknown documents are the same `not_found`. */
export async function documentFile(
  context: FileContext & Readonly<{ reads: pg.Pool }>,
  actor: Actor,
  publicId: string,
): Promise<DocumentFile & Readonly<{ number: string }>> {
  const { id, number } = await readDocument(context, actor, publicId);
  return { ...(await fileOf(context, id)), number };
}

/** By its internal id. Throws `document_not_written`. Two at once may write it twice, and both get what was kept first. */
export async function fileOf(context: FileContext, documentId: bigint): Promise<DocumentFile> {
  const { pool, renderer, now } = context;
  const kept = await keptFile(pool, documentId);
  if (kept !== null) return kept;
  if (renderer === null) throw new Problem('unavailable');
  const document = known(await documentToPrint(pool, documentId), 'a document that was found');
  const { logoHash } = document.content.issuer;
  const logo = logoHash === null ? null : await logoOfDocument(pool, logoHash);
  const annex = await annexOf(pool, document);
  const pdf = await renderer.render(document, annex, logo).catch((cause: unknown) => {
    throw new Problem('document_not_written', {}, { cause });
  });
  return withTransaction(pool, async (tx) => {
    await keepFile(tx, { documentId, pdf, madeAt: now() });
    return known(await keptFile(tx, documentId), 'bytes that were kept');
  });
}

async function annexOf(db: Db, document: DocumentToPrint): Promise<Annex | null> {
  const all = document.content.lines.reduce(
    (sum, { kind, calls }) => (kind === 'calls' ? sum + (calls?.calls ?? 0) : sum),
    0,
  );
  if (all === 0) return null;
  const rows = await annexCalls(db, document, ANNEX_MAX);
  return {
    calls: rows.map((row) => printedCall(row, document.content.lines)),
    all: Math.max(all, rows.length),
  };
}

function printedCall(row: AnnexCallRow, lines: readonly DocumentLine[]): PrintedCall {
  const { startedAt, callerNumber, dialledNumber, destinationNumber, talkMs, chargeMicros } = row;
  return {
    startedAt,
    caller: callerNumber === null ? '–' : `+${callerNumber}`,
    destination: destinationNumber === null ? dialledNumber : `+${destinationNumber}`,
    // As the lines count them.
    seconds: Number((talkMs + 999n) / 1000n),
    amountMicros: chargeMicros,
    line: lines.findIndex((line) => isOfLine(row, line)),
  };
}

function isOfLine({ direction, ratePrefix, isLate }: AnnexCallRow, { kind, calls }: DocumentLine): boolean {
  if (kind !== 'calls' || calls === undefined) return false;
  const { prefixes } = calls;
  const isOfRate = ratePrefix === null ? prefixes.length === 0 : prefixes.includes(ratePrefix);
  return calls.direction === direction && calls.isLate === isLate && isOfRate;
}
