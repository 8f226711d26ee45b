/**
 * Moves money between wallets and the accounts of their issuers, with the receipts that are due at once: the one way in which
 * payments, products, coupons and gateways do it. All of one call is one transaction, over as many books as it takes.
 */
import type { ReceiptLine, ReceiptMovement } from '../../domain/billing/compose.ts';
import type { ReceiptKind } from '../../domain/billing/document.ts';
import { known } from '../../domain/assert.ts';
import type { NewEvent } from '../../domain/events/catalogue.ts';
import { groupBy } from '../../domain/group-by.ts';
import { rateText } from '../../domain/exchange.ts';
import { formatMoney } from '../../domain/money.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { ensureLedgerAccount, type LedgerAccountKind } from '../../postgres/ledger/ledger-accounts.ts';
import { insertTransfers } from '../../postgres/ledger/transfers.ts';
import type { WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Issued } from '../billing/issue-documents.ts';
import { givenBackMicros, issueReceipts, planReceipt, type PlannedReceipt } from '../billing/plan-receipt.ts';
import { derivedId } from '../secrets.ts';
import { postTransfers, type NewTransfer, type PostedKind } from './post-transfers.ts';

/** Between a wallet and an account of its issuer. A transfer between two wallets is `transferMoney`'s. */
export type MovementKind = Exclude<PostedKind, 'transfer'>;

export type Movement = Readonly<{
  /** Chosen by the caller: moving the same id twice moves the money once. */
  id: string;
  kind: MovementKind;
  wallet: WalletRow;
  /** The issuer's account at the other end. */
  house: LedgerAccountKind;
  /** Positive, in the currency of the wallet. */
  amountMicros: bigint;
  /** As it stands on the receipt; its text is the note on the statement. */
  line: Omit<ReceiptLine, 'amountMicros' | 'exchange'>;
  reversesId?: string | null;
  /** What was paid, or paid back, where it was in another currency: it goes through the exchange accounts of the issuer. */
  paidAs?: Readonly<{ currency: string; amountMicros: bigint; exchangeRateE10: bigint }>;
}>;

type Terms = Readonly<{ direction: 'in' | 'out'; receipt: ReceiptKind | null }>;

/** Which way each kind moves a wallet, and as what it stands on a receipt; null = it waits for a note of its period, whatever the account. */
const TERMS: Readonly<Record<MovementKind, Terms>> = {
  payment: { direction: 'in', receipt: 'payment' },
  refund: { direction: 'out', receipt: 'refund' },
  chargeback: { direction: 'out', receipt: 'chargeback' },
  staff_credit: { direction: 'in', receipt: 'credit' },
  staff_debit: { direction: 'out', receipt: 'charge' },
  gateway_fee: { direction: 'out', receipt: 'charge' },
  product_charge: { direction: 'out', receipt: 'product' },
  product_owed: { direction: 'out', receipt: 'product' },
  product_credit: { direction: 'in', receipt: 'product_credit' },
  product_commission: { direction: 'in', receipt: null },
  product_commission_correction: { direction: 'out', receipt: null },
};

export type Moved = Readonly<{
  postedAt: Date;
  /** As posted, in the order that was asked for. */
  transfers: readonly NewTransfer[];
  /** By the ids of movements; none for those that wait for a billing day. */
  receipts: ReadonlyMap<string, Issued>;
}>;

/**
 * Movements of one wallet that are of one kind stand on one receipt. Throws `insufficient_funds` when a wallet has less available,
 * in the order of the movements, so that what comes in first may go out again; `account_was_moved`, `id_reused` and `balance_out_of_range`.
 */
export async function moveMoney(
  tx: Tx,
  movements: readonly Movement[],
  { actorId, clock, occurredAt }: Readonly<{ actorId: bigint | null; clock: () => Date; occurredAt: Date }>,
): Promise<Moved> {
  const planned = await planReceipts(tx, movements);
  const receiptOf = new Map(
    planned.flatMap((each) => each.transferIds.map((id) => [id, each.receipt] as const)),
  );
  const halves = [];
  for (const movement of movements) halves.push(await transfersOf(tx, movement, { actorId, occurredAt }));
  const transfers = halves.map(({ transfer }, place) => {
    const { id } = known(movements[place], 'a movement');
    const receipt = receiptOf.get(id) ?? null;
    return { ...transfer, comesBackMicros: receipt === null ? 0n : givenBackMicros(receipt) };
  });
  const walletIds = [...new Set(movements.map(({ wallet }) => wallet.id))];
  const { postedAt } = await postTransfers(tx, { transfers, walletIds, clock });
  await insertTransfers(
    tx,
    halves.flatMap(({ exchange }) => (exchange === null ? [] : [{ ...exchange, postedAt }])),
  );
  const due = planned.filter(({ receipt }) => receipt !== null);
  const issued = await issueReceipts(tx, due, { now: postedAt, actorId });
  const receipts = new Map(
    due.flatMap(({ transferIds }, place) =>
      transferIds.map((id) => [id, known(issued[place], 'a receipt')] as const),
    ),
  );
  await insertEvents(
    tx,
    movements.flatMap((movement) => eventOf(movement, receipts.get(movement.id) ?? null, postedAt)),
  );
  return { postedAt, transfers, receipts };
}

/** What others hear of: money that came from outside or went there. */
function eventOf(
  { id, kind, wallet, amountMicros, line }: Movement,
  issued: Issued | null,
  happenedAt: Date,
): readonly NewEvent[] {
  const receipt = issued === null ? null : { id: issued.publicId, name: issued.number };
  const moved = { transferId: id, amount: formatMoney(amountMicros), currency: wallet.currency, receipt };
  const of = { accountId: wallet.accountId, happenedAt };
  const method = line.method ?? 'other';
  if (kind === 'payment') return [{ ...of, type: 'payment.received', data: { ...moved, method } }];
  if (kind === 'refund') return [{ ...of, type: 'payment.refunded', data: { ...moved, method } }];
  if (kind === 'chargeback') return [{ ...of, type: 'payment.charged_back', data: moved }];
  return [];
}

async function planReceipts(
  tx: Tx,
  movements: readonly Movement[],
): Promise<readonly Readonly<{ receipt: PlannedReceipt | null; transferIds: readonly string[] }>[]> {
  const groups = groupBy(movements, ({ wallet, kind }) => `${wallet.id} ${TERMS[kind].receipt}`);
  const planned = [];
  for (const group of groups.values()) {
    const { wallet, kind } = known(group[0], 'a movement');
    const receiptKind = TERMS[kind].receipt;
    const movement = receiptKind === null ? null : receiptMovement(receiptKind, group);
    planned.push({
      receipt: movement === null ? null : await planReceipt(tx, wallet.id, movement),
      transferIds: group.map(({ id }) => id),
    });
  }
  return planned;
}

function receiptMovement(kind: ReceiptKind, movements: readonly Movement[]): ReceiptMovement {
  return {
    kind,
    lines: movements.map(({ line, amountMicros, paidAs }) => ({
      ...line,
      amountMicros,
      ...(paidAs !== undefined && { exchange: exchangeOf(paidAs) }),
    })),
  };
}

function exchangeOf({ amountMicros, currency, exchangeRateE10 }: NonNullable<Movement['paidAs']>) {
  const rate = rateText(exchangeRateE10);
  return { amountMicros: String(amountMicros), currency, rate, rateFrom: currency };
}

/** The transfer that touches the wallet, and the other half of an exchange. */
async function transfersOf(
  tx: Tx,
  { id, kind, wallet, house, amountMicros, line, reversesId, paidAs }: Movement,
  { actorId, occurredAt }: Readonly<{ actorId: bigint | null; occurredAt: Date }>,
) {
  const { issuerId, currency, branchId } = wallet;
  const ledgerId = (ofKind: LedgerAccountKind, inCurrency: string) =>
    ensureLedgerAccount(tx, { issuerId, kind: ofKind, currency: inCurrency });
  const isIn = TERMS[kind].direction === 'in';
  const ends = (outside: bigint, inside: bigint) =>
    isIn
      ? { debitAccountId: outside, creditAccountId: inside }
      : { debitAccountId: inside, creditAccountId: outside };
  const common = { issuerId, occurredAt, actorId, note: line.text, method: line.method ?? null };
  const counterpartId = paidAs === undefined ? null : derivedId(occurredAt, 'exchange', id);
  const exchangeRateE10 = paidAs?.exchangeRateE10 ?? null;
  const transfer: NewTransfer = {
    ...common,
    id,
    kind,
    currency,
    amountMicros,
    ...ends(await ledgerId(paidAs === undefined ? house : 'exchange', currency), wallet.id),
    ...(reversesId !== undefined && { reversesId }),
    exchangeRateE10,
    counterpartId,
  };
  if (paidAs === undefined || counterpartId === null) return { transfer, exchange: null };
  const exchange = {
    ...common,
    id: counterpartId,
    kind: 'exchange',
    branchId,
    currency: paidAs.currency,
    amountMicros: paidAs.amountMicros,
    ...ends(await ledgerId(house, paidAs.currency), await ledgerId('exchange', paidAs.currency)),
    debitsWallet: false,
    creditsWallet: false,
    reversesId: null,
    exchangeRateE10,
    counterpartId: id,
  };
  return { transfer, exchange };
}
