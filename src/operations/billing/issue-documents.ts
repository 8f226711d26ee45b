/**
 * Issues composed documents in the transaction that is open: posts their taxes and roundings, takes their numbers, writes them and
 * what stands on them. The one way in which a document comes about.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Composed, PostingEnd } from '../../domain/billing/compose.ts';
import type { DocumentContent } from '../../domain/billing/document.ts';
import { formatNumber } from '../../domain/billing/series.ts';
import { assert, known } from '../../domain/assert.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import { dayOf } from '../../domain/zoned-time.ts';
import type { BillingFacts } from '../../postgres/billing/billing-facts.ts';
import {
  addDocumented,
  insertDocuments,
  newDocumentIds,
  stampTransfers,
  takeSerials,
  type DocumentRow,
} from '../../postgres/billing/insert-documents.ts';
import type { Stamped } from '../../postgres/billing/open-items.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { insertTransfers, type TransferRow } from '../../postgres/ledger/transfers.ts';
import { changeBalances, lockWallets } from '../../postgres/ledger/wallets.ts';
import type { Tx } from '../../postgres/pool.ts';
import { contentOf, type Standing } from './content-of.ts';
import type { IssuerTerms } from './issuer-terms.ts';

const DAY_MS = 86_400_000;

export type ToIssue = Readonly<{
  facts: BillingFacts;
  issuer: IssuerTerms;
  composed: Composed;
  period: Readonly<{ from: Date; to: Date }> | null;
  /** Movements that stand on it and were posted in this transaction already, by their ids. */
  transferIds: readonly string[];
  corrects?: Readonly<{ id: bigint; number: string; issuedAt: Date; reason: string }>;
  /** Instead of the account's own. */
  note?: string;
  dueDays?: number;
}>;

export type Issued = Readonly<{ id: bigint; publicId: string; number: string; toIssue: ToIssue }>;

export type Issuing = Readonly<{
  now: Date;
  actorId: bigint | null;
  runId: bigint | null;
  /** Puts what was gathered on the documents, where they are of periods. */
  stamp?: (
    documents: readonly Readonly<{ id: bigint; toIssue: ToIssue }>[],
  ) => Promise<ReadonlyMap<bigint, Stamped>>;
}>;

/**
 * Locks the wallets, then their billing, then the series. Returns the documents in the order that was asked for. The balance
 * moves by what each one says, whatever the limit: taxes and roundings may pass it.
 */
export async function issueDocuments(
  tx: Tx,
  documents: readonly ToIssue[],
  { now, actorId, runId, stamp }: Issuing,
): Promise<readonly Issued[]> {
  if (documents.length === 0) return [];
  const ids = await newDocumentIds(tx, documents.length);
  const numbered = documents.map((toIssue, place) => ({ id: known(ids[place], 'an id'), toIssue }));
  const stamped = (await stamp?.(numbered)) ?? new Map<bigint, Stamped>();
  const walletIds = [...new Set(documents.map(({ facts }) => facts.walletId))];
  const wallets = await lockWallets(tx, walletIds);
  assert(wallets.size === walletIds.length, 'the wallets of documents are there');
  const transfers = await postingsOf(tx, numbered, { now, actorId });
  await insertTransfers(
    tx,
    transfers.map(({ row }) => row),
  );
  await changeBalances(
    tx,
    sumBy(
      transfers,
      ({ walletId }) => walletId,
      ({ signedMicros }) => signedMicros,
    ),
  );
  const documented = await documentedAfter(tx, numbered);
  const own = numbered.flatMap(({ id, toIssue }) =>
    toIssue.transferIds.map((transferId) => ({
      documentId: id,
      walletId: toIssue.facts.walletId,
      transferId,
    })),
  );
  const posted = transfers.flatMap(({ documentId, walletId, row, signedMicros }) =>
    signedMicros === 0n ? [] : [{ documentId, walletId, transferId: row.id }],
  );
  const stamps = [...own, ...posted];
  await stampTransfers(tx, stamps);
  const serials = await serialsOf(tx, numbered, now);
  const rows = numbered.map(({ id, toIssue }) => {
    const transferIds = stamps
      .filter(({ documentId }) => documentId === id)
      .map(({ transferId }) => transferId);
    const { walletId } = toIssue.facts;
    const ofDocument = transfers.filter(({ documentId }) => documentId === id);
    const afterMicros = ofDocument.reduce(
      (micros, { signedMicros }) => micros + signedMicros,
      known(wallets.get(walletId), 'its wallet').balanceMicros,
    );
    return rowOf(id, toIssue, known(serials.get(id), 'its number'), {
      balanceBeforeMicros: afterMicros - toIssue.composed.walletMicros,
      documentedMicros: known(documented.get(id), 'what its wallet stands at'),
      now,
      actorId,
      runId,
      stamped: together(stamped.get(id), transferIds),
    });
  });
  await insertDocuments(tx, rows);
  await insertEvents(tx, rows.map(eventOf));
  return rows.map(({ id, publicId, number }, place) => ({
    id,
    publicId,
    number,
    toIssue: known(documents[place], 'what was issued'),
  }));
}

function eventOf({ publicId, number, kind, accountId, issuedAt, totalMicros, currency, dueAt }: DocumentRow) {
  return {
    type: 'document.issued' as const,
    accountId,
    happenedAt: issuedAt,
    data: {
      document: { id: publicId, name: number },
      kind,
      total: formatMoney(totalMicros),
      currency,
      dueAt: dueAt?.toISOString() ?? null,
    },
  };
}

/** By document: what the documents of its wallet come to, it and those before it included. */
async function documentedAfter(tx: Tx, documents: readonly Numbered[]): Promise<ReadonlyMap<bigint, bigint>> {
  const walletOf = ({ toIssue }: Numbered) => toIssue.facts.walletId;
  const changes = new Map(documents.map((document) => [walletOf(document), 0n]));
  const changed = documents.map((document) => {
    const micros =
      known(changes.get(walletOf(document)), 'its wallet') + document.toIssue.composed.walletMicros;
    changes.set(walletOf(document), micros);
    return { document, micros };
  });
  const ends = await addDocumented(tx, changes);
  return new Map(
    changed.map(({ document, micros }) => {
      const walletId = walletOf(document);
      const endMicros = known(ends.get(walletId), 'the billing of its wallet');
      return [document.id, endMicros - known(changes.get(walletId), 'its wallet') + micros];
    }),
  );
}

type Numbered = Readonly<{ id: bigint; toIssue: ToIssue }>;
type Posted = Readonly<{ documentId: bigint; walletId: bigint; signedMicros: bigint; row: TransferRow }>;

async function postingsOf(
  tx: Tx,
  documents: readonly Numbered[],
  { now, actorId }: Pick<Issuing, 'now' | 'actorId'>,
): Promise<readonly Posted[]> {
  const accounts = new Map<string, bigint>();
  const ledgerIdOf = async ({ facts }: ToIssue, end: PostingEnd): Promise<bigint> => {
    if (end === 'wallet') return facts.walletId;
    const { issuerId, currency } = facts;
    const key = `${issuerId} ${end} ${currency}`;
    const id = accounts.get(key) ?? (await ensureLedgerAccount(tx, { issuerId, kind: end, currency }));
    accounts.set(key, id);
    return id;
  };
  const posted: Posted[] = [];
  for (const { id, toIssue } of documents) {
    for (const [place, { kind, from, to, amountMicros, note }] of toIssue.composed.postings.entries()) {
      const { facts } = toIssue;
      const row = {
        id: postingId(now, id, place),
        branchId: facts.branchId,
        issuerId: facts.issuerId,
        kind,
        debitAccountId: await ledgerIdOf(toIssue, from),
        creditAccountId: await ledgerIdOf(toIssue, to),
        debitsWallet: from === 'wallet',
        creditsWallet: to === 'wallet',
        currency: facts.currency,
        amountMicros,
        occurredAt: now,
        postedAt: now,
        reversesId: null,
        actorId,
        // Which invoice it takes back.
        note: kind === 'credit_note' ? (toIssue.corrects?.number ?? '') : note,
        method: null,
      };
      const signedMicros = from === 'wallet' ? -amountMicros : to === 'wallet' ? amountMicros : 0n;
      posted.push({ documentId: id, walletId: facts.walletId, signedMicros, row });
    }
  }
  return posted;
}

/** The same for the same document and place: ids of documents are never used twice. */
function postingId(now: Date, documentId: bigint, place: number): string {
  const digest = createHash('sha256').update(`document ${documentId} ${place}`).digest();
  return uuidV7({ time: now, random: digest.subarray(0, UUID_V7_RANDOM_BYTES) });
}

/** In one order everywhere, so that no two who issue wait for each other. */
async function serialsOf(
  tx: Tx,
  documents: readonly Numbered[],
  now: Date,
): Promise<ReadonlyMap<bigint, Readonly<{ year: number; serial: bigint }>>> {
  const bySeries = new Map<string, Numbered[]>();
  for (const document of documents) {
    const { issuer, composed } = document.toIssue;
    const key = JSON.stringify([
      String(issuer.seriesOwnerId).padStart(20, '0'),
      composed.kind,
      yearOf(now, issuer),
    ]);
    const others = bySeries.get(key);
    if (others === undefined) bySeries.set(key, [document]);
    else others.push(document);
  }
  const serials = new Map<bigint, Readonly<{ year: number; serial: bigint }>>();
  for (const [, ofSeries] of [...bySeries].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { issuer, composed } = known(ofSeries[0], 'a document of a series').toIssue;
    const year = yearOf(now, issuer);
    let serial = await takeSerials(
      tx,
      { ownerId: issuer.seriesOwnerId, kind: composed.kind, year },
      ofSeries.length,
    );
    for (const { id } of ofSeries) {
      serials.set(id, { year, serial });
      serial += 1n;
    }
  }
  return serials;
}

function yearOf(now: Date, { timezone }: IssuerTerms): number {
  return Number(dayOf(now.getTime(), timezone).slice(0, 4));
}

function rowOf(
  id: bigint,
  toIssue: ToIssue,
  { year, serial }: Readonly<{ year: number; serial: bigint }>,
  {
    now,
    actorId,
    runId,
    stamped,
    ...standing
  }: Standing &
    Readonly<{
      now: Date;
      actorId: bigint | null;
      runId: bigint | null;
      stamped: Readonly<{ items: number; firstItemId: string | null; lastItemId: string | null }>;
    }>,
): DocumentRow {
  const { facts, issuer, composed, period, corrects } = toIssue;
  const dueDays = toIssue.dueDays ?? issuer.dueDays;
  const content: DocumentContent = contentOf(toIssue, standing);
  return {
    id,
    publicId: randomUUID(),
    kind: composed.kind,
    issuerId: facts.issuerId,
    seriesOwnerId: issuer.seriesOwnerId,
    accountId: facts.accountId,
    walletId: facts.walletId,
    year,
    serial,
    number: formatNumber(issuer.formats[composed.kind], year, serial),
    currency: facts.currency,
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    issuedAt: now,
    dueAt: composed.kind === 'invoice' ? new Date(now.getTime() + dueDays * DAY_MS) : null,
    netMicros: composed.netMicros,
    taxMicros: composed.taxMicros,
    totalMicros: composed.totalMicros,
    walletMicros: composed.walletMicros,
    ...stamped,
    correctsId: corrects?.id ?? null,
    runId,
    actorId,
    content,
  };
}

/** What was gathered and what was posted along with it. */
function together(stamped: Stamped | undefined, transferIds: readonly string[]) {
  const ids = [
    ...transferIds,
    ...(stamped === undefined ? [] : [stamped.firstItemId, stamped.lastItemId]),
  ].toSorted();
  return {
    items: (stamped?.items ?? 0) + transferIds.length,
    firstItemId: ids[0] ?? null,
    lastItemId: ids.at(-1) ?? null,
  };
}

function sumBy<T>(
  items: readonly T[],
  keyOf: (item: T) => bigint,
  microsOf: (item: T) => bigint,
): ReadonlyMap<bigint, bigint> {
  const sums = new Map<bigint, bigint>();
  for (const item of items) {
    const micros = microsOf(item);
    if (micros !== 0n) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0n) + micros);
  }
  return sums;
}
