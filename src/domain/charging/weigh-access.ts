/**
 * The call to an access number of calling cards, where it costs something: the card's account pays its price to its issuer, each
 * reseller between it and the owner of the number the same to its own, and the owner and whoever is above it nothing.
 */
import { isWithin } from '../accounts/tree.ts';
import { known } from '../assert.ts';
import { walletIn, type Book, type BookWallet } from './book.ts';
import type { Catalogue, KnownDid, Payer } from './catalogue.ts';
import { guardFailure, statusFailure } from './checks.ts';
import type { Frozen } from './frozen.ts';
import { guardsOfCaller } from './guards.ts';
import { priceByNumber } from './weigh-inbound.ts';
import { purchaseOf, weighMoney } from './weigh-money.ts';
import { draftOf, refuserOf, type Question, type Weighed, type WeighSetting } from './weighing.ts';

/** Of those who would pay for a call of the card, whoever is below the owner of the number; the card first. */
export function payersOfAccess(
  { accounts }: Pick<Catalogue, 'accounts'>,
  payers: readonly Payer[],
  { ownerId }: Pick<KnownDid, 'ownerId'>,
): readonly Payer[] {
  const { path } = known(accounts.get(ownerId), 'the owner of an access number');
  return payers.filter(({ account }) => account.id !== ownerId && isWithin(account.path, path));
}

/** What cannot be prolonged is granted half of what there is money for: the other half is for the calls. A minute at least. */
function halfOf(seconds: number, secondsBefore: number): number {
  return Math.max(Math.min(seconds, secondsBefore + 60), Math.ceil(seconds / 2));
}

/** No line and no token of calls per second: the card has not called anybody yet. */
export function weighAccess(book: Book, question: Question, did: KnownDid, setting: WeighSetting): Weighed {
  const { payers, identified } = question;
  const { account } = identified;
  const { catalogue, now } = setting;
  const { cli: _outbound, ...draft } = draftOf(question, setting);
  const call: Frozen = { ...draft, meant: draft.dialled, localized: draft.dialled, destination: did.number };
  const refuse = refuserOf(call, payers);
  const barred = statusFailure(catalogue, account, now) ?? guardFailure(account);
  if (barred !== null) return refuse(barred);
  const wallets = payers.map(({ wallet }) => walletIn(book, wallet.id));
  const priceOf = () => did.access?.price ?? null;
  const levels = priceByNumber(catalogue, priceOf, { payers, wallets, atMs: now.getTime() });
  if ('reason' in levels) return refuse(levels);
  const guards = guardsOfCaller(catalogue, account, wallets[0] as BookWallet);
  const purchase = purchaseOf(levels, { caller: account, guards }, setting);
  if ('reason' in purchase) return refuse(purchase);
  // It goes on beside call after call, and each of these is as long as the account allows.
  const { secondsMax: _ofOneCall, ...priced } = purchase;
  // It began when its leg was answered: asking for card and PIN took time that is paid, too.
  const secondsBefore = Math.max(0, Math.ceil((now.getTime() - question.event.startedAt.getTime()) / 1000));
  const money = weighMoney(levels, { ...call, ...priced }, setting, {
    takesLine: false,
    secondsBefore,
  });
  const seen = { seen: { ...money.seen, skipped: [] } };
  if (money.failed !== null) return refuse(money.failed, { ...priced, ...seen });
  const seconds = call.canPush ? money.seconds : halfOf(money.seconds, secondsBefore);
  return { isGranted: true, levels, seconds, frozen: { ...call, ...priced, ...seen } };
}
