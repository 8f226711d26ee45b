/** A call from one SIP device to another: it leaves over no trunk, and costs what the account's local calls cost. */
import { idsOfPath } from '../accounts/tree.ts';
import { EXTENSION, leadsOutside } from '../numbering/extensions.ts';
import { holdTermsOf } from '../rating/hold.ts';
import { SAME_CURRENCY_E10 } from '../rating/rate.ts';
import type { BookWallet } from './book.ts';
import type { Catalogue, KnownDid, Payer } from './catalogue.ts';
import { blockedFailure, localCallsFailure, statusFailure } from './checks.ts';
import { deviceOfExtension, phoneOf } from './dids-in-charging.ts';
import { NO_PACKAGES } from './free-seconds.ts';
import type { DialledDevice, Frozen, LocalTarget } from './frozen.ts';
import { guardsOfCaller } from './guards.ts';
import type { Level } from './levels.ts';
import { purchaseOf, weighMoney } from './weigh-money.ts';
import { refuserOf, type Failed, type Question, type Weighed, type WeighSetting } from './weighing.ts';

/**
 * The device that was dialled by its extension, in the domain of whoever is directly above the caller, or by its name, in the domain
 * of the caller's own device: a caller that is known by its address reaches none by name. Null for none, and for what is dialled as a
 * number of the world.
 */
export function localTarget(
  { event, identified: { account } }: Question,
  { meant, destination }: Pick<Frozen, 'meant' | 'destination'>,
  { catalogue, now }: WeighSetting,
): DialledDevice | null {
  if (leadsOutside(meant, account.country, destination !== null)) return null;
  if (EXTENSION.test(meant)) {
    const short = { extension: meant, domainId: idsOfPath(account.path).at(-2) };
    const device = deviceOfExtension(catalogue, short, now.getTime());
    if (device !== null) return device;
  }
  if (event.identity.type !== 'sip_device') return null;
  const name = `${meant}@${event.identity.realm}`;
  const device = catalogue.devices.get(name);
  return device === undefined ? null : phoneOf(name, device);
}

type Inside = Readonly<{ question: Question; draft: Frozen; wallets: readonly BookWallet[] }>;

/** The checks that are left once it is known to stay inside. */
export function weighLocal(
  { target, ...call }: Inside & Readonly<{ target: DialledDevice }>,
  setting: WeighSetting,
): Weighed {
  const { catalogue } = setting;
  const isThere = isInService(catalogue, target, setting);
  return weighInside(
    call,
    // In some countries six digits are a number, too.
    { what: { local: target, destination: null }, isThere, name: target.username },
    setting,
  );
}

/** A number of this operator: the caller pays for a local call, and whoever has the number for one that comes in. */
export function weighOwnNumber(
  { did, ...call }: Inside & Readonly<{ did: KnownDid }>,
  setting: WeighSetting,
): Weighed {
  const { publicId: didPublicId, accountId, number: name } = did;
  const isThere = accountId !== null;
  return weighInside(
    call,
    { what: { ownNumber: { didPublicId, accountId: String(accountId) } }, isThere, name },
    setting,
  );
}

function weighInside(
  { question, draft, wallets }: Inside,
  { what, isThere, name }: Readonly<{ what: Partial<Frozen>; isThere: boolean; name: string }>,
  setting: WeighSetting,
): Weighed {
  const { payers, identified } = question;
  const { catalogue } = setting;
  // The pool is of calls that go out.
  const { cli: _outbound, ...known } = draft;
  const call = { ...known, ...what };
  const refuse = refuserOf(call, payers);
  const forbidden = localCallsFailure(catalogue, identified.account);
  if (forbidden !== null) return refuse(forbidden);
  if (!isThere) return refuse({ reason: 'number_not_in_service', level: 0, figures: [name] });
  // A device has no number that a prefix could be of.
  const blocked = what.ownNumber === undefined ? null : blockedFailure(catalogue, identified.account, name);
  if (blocked !== null) return refuse(blocked);
  const levels = priceLocalLevels(catalogue, payers, wallets);
  if ('reason' in levels) return refuse(levels);
  const guards = guardsOfCaller(catalogue, identified.account, wallets[0] as BookWallet);
  const priced = purchaseOf(levels, { caller: identified.account, guards }, setting);
  if ('reason' in priced) return refuse(priced);
  const money = weighMoney(levels, { ...draft, ...priced }, setting);
  const seen = { seen: { ...money.seen, skipped: [] } };
  if (money.failed !== null) return refuse(money.failed, { ...priced, ...seen });
  return { isGranted: true, levels, seconds: money.seconds, frozen: { ...call, ...priced, ...seen } };
}

function isInService(catalogue: Catalogue, { uri, accountId }: LocalTarget, { now }: WeighSetting): boolean {
  const device = catalogue.devices.get(uri.slice('sip:'.length));
  const account = catalogue.accounts.get(BigInt(accountId));
  if (device?.isActive !== true || account === undefined) return false;
  const isOver = device.validUntilMs !== null && device.validUntilMs <= now.getTime();
  return !isOver && statusFailure(catalogue, account, now) === null;
}

/** Everybody who would pay for a call that goes out pays its own price of local calls; without a price list nobody calls. */
function priceLocalLevels(
  catalogue: Catalogue,
  payers: readonly Payer[],
  wallets: readonly BookWallet[],
): readonly Level[] | Failed {
  const levels: Level[] = [];
  for (const [level, payer] of payers.entries()) {
    const { account } = payer;
    const group = account.rateGroupId === null ? undefined : catalogue.rateGroups.get(account.rateGroupId);
    if (group === undefined || !group.isActive)
      return { reason: 'no_rate_group', level, figures: group === undefined ? [] : [group.name] };
    const terms = {
      connectionCostMicros: 0n,
      costPerMinuteNanos: account.localCallRateNanos,
      graceSeconds: 0,
      initialIncrementSeconds: catalogue.localInitialIncrementSeconds,
      incrementSeconds: catalogue.localIncrementSeconds,
      markUpPpm: 0n,
      exchangeRateE10: SAME_CURRENCY_E10,
    };
    const { name } = group;
    const list = { id: group.id, name };
    const rateCurrency = payer.wallet.currency;
    const rate = { id: 0n, prefix: '', destination: '' };
    const wallet = wallets[level] as BookWallet;
    const hold = holdTermsOf(terms);
    levels.push({ payer, wallet, group: list, rate, rateCurrency, terms, hold, packages: NO_PACKAGES });
  }
  return levels;
}
