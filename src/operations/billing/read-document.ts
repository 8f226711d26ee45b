/** Reading documents: what one says, what is open of it, and the calls and movements behind it. */
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { remainingMicros } from '../../domain/billing/credit-note.ts';
import { readContent, type DocumentContent } from '../../domain/billing/document.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { isUuid } from '../../domain/ids.ts';
import { findAccount, ownAccount } from '../../postgres/accounts/find-account.ts';
import { documentScopeOf, type DocumentScope } from '../../postgres/billing/document-scope.ts';
import {
  creditNotesOf,
  findDocument,
  type CreditNoteRow,
  type DocumentFilter,
  type DocumentRow,
} from '../../postgres/billing/list-documents.ts';
import {
  listDocumentCalls,
  listDocumentTransfers,
  type DocumentCallRow,
} from '../../postgres/billing/document-items.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

/** What somebody asks for, by public ids. */
export type DocumentsWanted = Omit<
  DocumentFilter,
  'scope' | 'accountId' | 'receiverId' | 'issuerId' | 'now'
> &
  Readonly<{ accountId?: string | undefined; issuer?: Issuer | undefined }>;

/** Documents that the reader issued, got, or sees at all. */
type Issuer = 'own' | 'received' | 'all';

type Deps = Readonly<{ reads: pg.Pool; now: () => Date }>;
type Page = Readonly<{ cursor?: string | undefined; limit: number }>;

/** Which of the documents that the reader sees. Throws `not_found` for an account that it does not see. */
export async function documentsAsked(
  { reads, now }: Deps,
  actor: Actor,
  { accountId, issuer, ...wanted }: DocumentsWanted,
): Promise<DocumentFilter> {
  // Whoever asks for one account wants what it has; and customers issue nothing.
  const isOfOne = accountId !== undefined || actor.kind === 'customer';
  const asked = issuer ?? (isOfOne ? 'all' : (await isAgent(reads, actor)) ? 'received' : 'own');
  const account = accountId === undefined ? null : await findAccount(reads, accountId, actor.scopePath);
  return {
    ...wanted,
    scope: await scopeOf(reads, actor),
    accountId: account?.id,
    receiverId: asked === 'received' ? issuerIdOf(actor) : undefined,
    issuerId: asked === 'own' ? issuerIdOf(actor) : undefined,
    now: now(),
  };
}

/** A commission reseller issues nothing: its documents are those that it got. */
async function isAgent(reads: pg.Pool, { kind, accountId }: Actor): Promise<boolean> {
  return kind === 'reseller' && (await ownAccount(reads, accountId)).resellerType === 'commission';
}

/** In whose name the reader issues documents: the operator's, or its own. */
export function issuerIdOf(actor: Actor): bigint {
  return isStaff(actor) ? actor.operatorId : actor.accountId;
}

export type ReadDocument = DocumentRow &
  Readonly<{
    walletId: bigint;
    items: number;
    content: DocumentContent;
    creditNotes: readonly CreditNoteRow[];
    /** Of an invoice, what of each line is not taken back yet. */
    leftMicros: readonly bigint[] | null;
  }>;

/** Foreign and unknown ones are the same `not_found`. */
export async function readDocument(deps: Deps, actor: Actor, publicId: string): Promise<ReadDocument> {
  const { scope: _scope, ...document } = await seenDocument(deps, actor, publicId);
  const creditNotes = await creditNotesOf(deps.reads, document.id);
  const { kind, currency, content } = document;
  const taken = creditNotes.map((note) => readContent(note.content));
  const leftMicros = kind === 'invoice' ? remainingMicros({ currency, content, creditNotes: taken }) : null;
  return { ...document, creditNotes, leftMicros };
}

export type DocumentCall = Omit<
  DocumentCallRow,
  'accountPath' | 'accountPublicId' | 'accountNumber' | 'dialledNumber' | 'level'
> &
  Readonly<{
    /** Null, with the numbers, for an account that the reader does not see any more. */
    accountPublicId: string | null;
    accountNumber: string | null;
    dialledNumber: string | null;
    /** Whether the account of the document made the call itself. */
    isOwn: boolean;
  }>;

/** One page of the calls behind a document; `line` is the place of one of its lines. */
export async function readDocumentCalls(
  deps: Deps,
  actor: Actor,
  publicId: string,
  { line, ...page }: Page & Readonly<{ line?: number | undefined }>,
): Promise<Readonly<{ rows: readonly DocumentCall[]; nextCursor: string | null }>> {
  const { scope, ...document } = await seenDocument(deps, actor, publicId);
  const calls = line === undefined ? null : document.content.lines[line]?.calls;
  if (calls === undefined)
    throw fieldProblem('line', 'not_found', 'The document has no line with calls at this place.');
  const found = await inFrontOfWall(() => listDocumentCalls(deps.reads, document, calls, page));
  return {
    rows: found.rows.map(({ level, ...row }) => ({ ...asSeen(row, scope), isOwn: level === 0 })),
    nextCursor: found.nextCursor,
  };
}

/** One page of the other movements behind it. */
export async function readDocumentTransfers(
  deps: Deps,
  actor: Actor,
  publicId: string,
  page: Page,
): ReturnType<typeof listDocumentTransfers> {
  const { id, walletId } = await seenDocument(deps, actor, publicId);
  return listDocumentTransfers(deps.reads, { id, walletId }, page);
}

/** A call is told as in the lists of calls: of an account that is elsewhere now, only what the document charges. */
function asSeen(row: Omit<DocumentCallRow, 'level'>, scope: DocumentScope | null) {
  const { accountPath, ...told } = row;
  const isSeen =
    scope === null ||
    (accountPath.startsWith(scope.path) &&
      !scope.moved.some(({ path, since }) => accountPath.startsWith(path) && row.recordedAt < since));
  if (isSeen) return told;
  const hidden = { accountPublicId: null, accountNumber: null, callerNumber: null, dialledNumber: null };
  return { ...told, ...hidden, destinationNumber: null };
}

async function seenDocument({ reads, now }: Deps, actor: Actor, publicId: string) {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const scope = await scopeOf(reads, actor);
  const document = await findDocument(reads, publicId, { scope, now: now() });
  if (document === null) throw new Problem('not_found');
  return { ...document, content: readContent(document.content), scope };
}

/** Null: everybody's. */
function scopeOf(reads: pg.Pool, actor: Actor): Promise<DocumentScope | null> {
  if (isStaff(actor)) return Promise.resolve(null);
  return inFrontOfWall(() => documentScopeOf(reads, actor.scopePath));
}
