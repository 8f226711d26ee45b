/** A call that comes in by a DID: whoever has the number is asked, pays what the number costs, and all its phones ring. */
import { localize } from '../numbering/localization.ts';
import { toE164 } from '../numbering/e164.ts';
import { holdTermsOf } from '../rating/hold.ts';
import { walletIn, type Book, type BookWallet } from './book.ts';
import {
  exchangeRateE10,
  type Catalogue,
  type KnownAccount,
  type KnownDidPrice,
  type Payer,
} from './catalogue.ts';
import { statusFailure, takeTokens } from './checks.ts';
import { phonesOf } from './dids-in-charging.ts';
import { NO_PACKAGES } from './free-seconds.ts';
import type { Frozen } from './frozen.ts';
import { guardsOfCaller } from './guards.ts';
import type { Identified } from './identify.ts';
import type { Level } from './levels.ts';
import { purchaseOf, weighMoney } from './weigh-money.ts';
import {
  draftOf,
  refuserOf,
  type Failed,
  type Question,
  type Weighed,
  type WeighSetting,
} from './weighing.ts';

const FREE = {
  connectionCostMicros: 0n,
  costPerMinuteNanos: 0n,
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
};

export function weighInbound(
  book: Book,
  question: Question,
  inbound: NonNullable<Identified['inbound']>,
  setting: WeighSetting,
): Weighed {
  const { payers, identified } = question;
  const { account } = identified;
  const { did } = inbound;
  const { catalogue, now } = setting;
  const call = inboundDraft(question, inbound, setting);
  const refuse = refuserOf(call, payers);
  if (did.accountId === null)
    return refuse({ reason: 'number_not_in_service', level: 0, figures: [did.number] });
  if (did.isUnpaid) return refuse({ reason: 'number_not_paid', level: 0, figures: [did.number] });
  const wallets = payers.map(({ wallet }) => walletIn(book, wallet.id));
  const barred = takeTokens(catalogue, payers, wallets, now) ?? statusFailure(catalogue, account, now);
  if (barred !== null) return refuse(barred);
  if (call.inbound.devices.length === 0 && call.inbound.forward === undefined)
    return refuse({ reason: 'number_not_in_service', level: 0, figures: [did.number] });
  // The account that has the number pays its price, and resellers above it what is set for them.
  const priceOf = (payer: Payer, level: number) =>
    level === 0 ? did.price : (did.levelPrices.get(payer.account.id) ?? null);
  const levels = priceByNumber(catalogue, priceOf, { payers, wallets, atMs: now.getTime() });
  if ('reason' in levels) return refuse(levels);
  const guards = guardsOfCaller(catalogue, account, wallets[0] as BookWallet);
  const priced = purchaseOf(levels, { caller: account, guards }, setting);
  if ('reason' in priced) return refuse(priced);
  const money = weighMoney(levels, { ...call, ...priced }, setting);
  const seen = { seen: { ...money.seen, skipped: [] } };
  if (money.failed !== null) return refuse(money.failed, { ...priced, ...seen });
  return { isGranted: true, levels, seconds: money.seconds, frozen: { ...call, ...priced, ...seen } };
}

function inboundDraft(
  question: Question,
  { did, trunk }: NonNullable<Identified['inbound']>,
  setting: WeighSetting,
): Frozen & Required<Pick<Frozen, 'inbound'>> {
  const { catalogue, now } = setting;
  const { account } = question.identified;
  // Speed dials, the pool and a forced caller ID are of calls that its phones make.
  const { cli: _outbound, ...draft } = draftOf(question, setting);
  const isAlways = did.forward?.when === 'always';
  return {
    ...draft,
    meant: draft.dialled,
    localized: draft.dialled,
    destination: did.number,
    caller: callerOf(catalogue, account, question.event.callerNumber),
    inbound: {
      didPublicId: did.publicId,
      number: did.number,
      ...(trunk === null ? {} : { trunk: trunk.name }),
      devices: isAlways || did.accountId === null ? [] : phonesOf(catalogue, did.accountId, now.getTime()),
      ...(did.forward === null ? {} : { forward: did.forward }),
    },
  };
}

/** As the carrier wrote it, after the rules of whoever is called; null for none and for what is no number. */
function callerOf({ localizations }: Catalogue, account: KnownAccount, given: string | null): string | null {
  if (given === null) return null;
  const rules = localizations.get(account.localizationId ?? 0n)?.originationInboundCallerId ?? [];
  return toE164(localize(rules, given).number, account.country);
}

/** Each level pays what is set for it at the number, and who has none nothing. */
export function priceByNumber(
  catalogue: Catalogue,
  priceOf: (payer: Payer, level: number) => KnownDidPrice | null,
  {
    payers,
    wallets,
    atMs,
  }: Readonly<{ payers: readonly Payer[]; wallets: readonly BookWallet[]; atMs: number }>,
): readonly Level[] | Failed {
  const levels: Level[] = [];
  for (const [level, payer] of payers.entries()) {
    const { currency: own } = payer.wallet;
    const { currency, ...cost } = priceOf(payer, level) ?? { currency: own, ...FREE };
    const exchangeRate = exchangeRateE10(catalogue, currency, own, atMs);
    if (exchangeRate === null) return { reason: 'no_exchange_rate', level, figures: [currency, own] };
    const terms = { ...cost, graceSeconds: 0, markUpPpm: 0n, exchangeRateE10: exchangeRate };
    levels.push({
      payer,
      wallet: wallets[level] as BookWallet,
      group: { id: 0n, name: '' },
      rateCurrency: currency,
      rate: { id: 0n, prefix: '', destination: '' },
      terms,
      hold: holdTermsOf(terms),
      // Prefixes of packages are of numbers that are called.
      packages: NO_PACKAGES,
    });
  }
  return levels;
}
