/** Posts money between ledger accounts: the one way in which payments, refunds and transfers move it. */
import { assert, known } from '../../domain/assert.ts';
import { BALANCE_MICROS_MAX, formatMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import type { Tx } from '../../postgres/pool.ts';
import { insertTransfer, isSameTransfer } from '../../postgres/ledger/transfers.ts';
import { changeBalances, lockWallets, type WalletRow } from '../../postgres/ledger/wallets.ts';

export type PostedKind =
  | 'payment'
  | 'refund'
  | 'transfer'
  | 'staff_debit'
  | 'staff_credit'
  | 'product_charge'
  | 'product_owed'
  | 'product_credit'
  | 'product_commission'
  | 'product_commission_correction'
  | 'chargeback'
  | 'gateway_fee';

/** These may leave a wallet below its limit: what staff says, what a bank takes back, and what is owed by agreement. */
const MAY_PASS_THE_LIMIT: ReadonlySet<PostedKind> = new Set([
  'staff_debit',
  'chargeback',
  // It comes off the payment that it came with.
  'gateway_fee',
  'product_owed',
  'product_commission_correction',
]);

export type NewTransfer = Readonly<{
  /** Chosen by the caller: posting the same id twice moves the money once. */
  id: string;
  kind: PostedKind;
  issuerId: bigint;
  debitAccountId: bigint;
  creditAccountId: bigint;
  currency: string;
  amountMicros: bigint;
  occurredAt: Date;
  actorId: bigint | null;
  reversesId?: string | null;
  note?: string;
  method?: string | null;
  /** What comes back to the debited wallet in the same transaction, such as the tax of a refund: it need not be there before. */
  comesBackMicros?: bigint;
  /** Of money in another currency; the other half is posted by whoever moves it. */
  exchangeRateE10?: bigint | null;
  counterpartId?: string | null;
}>;

/**
 * Posts transfers in order and returns the wallets they touched, as they are afterwards, and when. Wallets are
 * locked first, in the order of their ids, so the limits hold under any race. Throws
 * `insufficient_funds` when a debited wallet has less available than the amount, `account_was_moved` when a wallet
 * is gone, and `id_reused` when an id was used for other money; the transaction must then roll back.
 */
export async function postTransfers(
  tx: Tx,
  {
    transfers,
    walletIds,
    clock,
  }: Readonly<{
    transfers: readonly NewTransfer[];
    /** Those among the ledger accounts that were wallets when they were read. */
    walletIds: readonly bigint[];
    clock: () => Date;
  }>,
): Promise<Readonly<{ wallets: ReadonlyMap<bigint, WalletRow>; postedAt: Date }>> {
  const touched = new Set(
    transfers.flatMap(({ debitAccountId, creditAccountId }) => [debitAccountId, creditAccountId]),
  );
  const locked = await lockWallets(tx, [...touched]);
  // Read under the locks, so that the order of times is the order in which a wallet was moved.
  const postedAt = clock();
  const wallets = new Map(locked);
  // Its account was moved, or got another currency, since the id was read: it has another wallet now.
  if (walletIds.some((id) => !locked.has(id))) throw new Problem('account_was_moved');
  for (const transfer of transfers) {
    const debited = wallets.get(transfer.debitAccountId) ?? null;
    const credited = wallets.get(transfer.creditAccountId) ?? null;
    checkTransfer(transfer, debited, credited);
    const isNew = await insert(tx, transfer, { debited, credited, postedAt });
    if (!isNew) continue;
    if (debited !== null) wallets.set(debited.id, debit(debited, transfer));
    if (credited !== null) wallets.set(credited.id, credit(credited, transfer));
  }
  const changes = [...wallets.values()].map(
    (wallet) =>
      [
        wallet.id,
        wallet.balanceMicros - known(locked.get(wallet.id), 'a locked wallet').balanceMicros,
      ] as const,
  );
  await changeBalances(tx, new Map(changes.filter(([, micros]) => micros !== 0n)));
  return { wallets, postedAt };
}

function checkTransfer(transfer: NewTransfer, debited: WalletRow | null, credited: WalletRow | null): void {
  assert(transfer.amountMicros > 0n, 'a transfer moves a positive amount');
  assert(transfer.debitAccountId !== transfer.creditAccountId, 'a transfer has two accounts');
  assert(debited !== null || credited !== null, 'a transfer of this kind touches a wallet');
  for (const wallet of [debited, credited]) {
    assert(wallet === null || wallet.currency === transfer.currency, `the wallet is in ${transfer.currency}`);
    assert(wallet === null || wallet.issuerId === transfer.issuerId, 'a transfer stays in one book');
  }
}

async function insert(
  tx: Tx,
  transfer: NewTransfer,
  {
    debited,
    credited,
    postedAt,
  }: Readonly<{ debited: WalletRow | null; credited: WalletRow | null; postedAt: Date }>,
): Promise<boolean> {
  const row = {
    ...transfer,
    branchId: known(debited ?? credited, 'the wallet of a transfer').branchId,
    debitsWallet: debited !== null,
    creditsWallet: credited !== null,
    postedAt,
    reversesId: transfer.reversesId ?? null,
    note: transfer.note ?? '',
    method: transfer.method ?? null,
  };
  if (await insertTransfer(tx, row)) return true;
  if (await isSameTransfer(tx, row)) return false;
  throw new Problem('id_reused', { detail: `The id ${transfer.id} was used for another transfer.` });
}

function debit(
  wallet: WalletRow,
  { kind, amountMicros, currency, comesBackMicros = 0n }: NewTransfer,
): WalletRow {
  const availableMicros = wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros;
  if (amountMicros > availableMicros + comesBackMicros && !MAY_PASS_THE_LIMIT.has(kind)) {
    throw new Problem('insufficient_funds', {
      detail:
        comesBackMicros === 0n
          ? `${formatMoney(amountMicros)} ${currency} is more than the ${formatMoney(availableMicros)} ${currency} available.`
          : `${formatMoney(amountMicros)} ${currency} is more than the ${formatMoney(availableMicros)} ${currency} available and the ${formatMoney(comesBackMicros)} ${currency} of tax that would come back with it.`,
    });
  }
  return withBalance(wallet, wallet.balanceMicros - amountMicros);
}

function credit(wallet: WalletRow, { amountMicros }: NewTransfer): WalletRow {
  return withBalance(wallet, wallet.balanceMicros + amountMicros);
}

function withBalance(wallet: WalletRow, balanceMicros: bigint): WalletRow {
  if (balanceMicros > BALANCE_MICROS_MAX || balanceMicros < -BALANCE_MICROS_MAX)
    throw new Problem('balance_out_of_range');
  return { ...wallet, balanceMicros };
}
