/** What happens to accounts: limits and caps change, they are suspended, closed, opened, run out and move; packages and numbers come and go. */
import { expect } from 'vitest';
import { callsOf } from './decide.ts';
import type { Deed } from './deeds-calls.ts';
import { decimal, drawDidPrice, NUMBERS } from './draw.ts';
import {
  customersOf,
  isHeard,
  issuerOf,
  type Account,
  type Answer,
  type Call,
  type Did,
  type Name,
} from './model.ts';
import { api, done, isoOf, seldomOut, type Play } from './play.ts';

const DAY_MS = 86_400_000;
const isOpen = ({ status }: Account) => status !== 'closed';
/** A closed account is opened again, and nothing else; there are always open ones, for resellers are never closed here. */
const anybody = ({ model, random }: Play): Account =>
  random.pick([...model.accounts.values()].filter(isOpen));
const aCustomer = ({ model, random }: Play): Account | null => {
  const open = customersOf(model).filter(isOpen);
  return open.length === 0 ? null : random.pick(open);
};
const change = (play: Play, { id }: Account, body: object) => done(play, 'PATCH', `accounts/${id}`, body);

export const isSuspended: Deed = async (play) => {
  const account = seldomOut(
    play,
    [...play.model.accounts.values()].filter(isOpen),
    ({ status }) => status !== 'active',
  );
  if (account === null) return null;
  account.status = account.status === 'active' ? 'suspended' : 'active';
  await change(play, account, { status: account.status });
  return `${account.name} is ${account.status}`;
};

/** Its numbers go back; open again, it has its money and its packages. */
export const isClosed: Deed = async (play) => {
  const account = seldomOut(play, customersOf(play.model), (each) => !isOpen(each));
  if (account === null) return null;
  account.status = account.status === 'closed' ? 'active' : 'closed';
  await change(play, account, { status: account.status });
  for (const did of play.model.dids) if (did.account === account.name) giveBack(did);
  return `${account.name} is ${account.status === 'closed' ? 'closed' : 'opened again'}`;
};

export const hasLines: Deed = async (play) => {
  const account = anybody(play);
  account.concurrentMax = play.random.pick([1, 2, 3, 5, null]);
  await change(play, account, { settings: { concurrentCalls: account.concurrentMax ?? 'unlimited' } });
  return `${account.name} has ${account.concurrentMax ?? 'any number of'} lines`;
};

export const hasCredit: Deed = async (play) => {
  const account = anybody(play);
  if (account.accountType === 'prepaid') return null;
  account.creditLimit = BigInt(play.random.whole(1, 40)) * 1_000_000n;
  await change(play, account, { billing: { creditLimit: decimal(account.creditLimit) } });
  return `${account.name} has a credit limit of ${decimal(account.creditLimit)}`;
};

export const hasCaps: Deed = async (play) => {
  const { random } = play;
  const account = aCustomer(play);
  if (account === null) return null;
  const cap = () => (random.chance(0.4) ? null : BigInt(random.whole(100_000, 6_000_000)));
  account.caps = { spendPerHour: cap(), spendPerDay: cap(), callCost: cap() };
  const written = Object.entries(account.caps).map(([name, micros]) => [
    name,
    micros === null ? 'unlimited' : decimal(micros),
  ]);
  await done(play, 'PATCH', `accounts/${account.id}/guards`, Object.fromEntries(written));
  return `${account.name} has the caps ${written.map((each) => each.join(' ')).join(', ')}`;
};

export const runsOut: Deed = async (play) => {
  const { model, random } = play;
  const account = aCustomer(play);
  if (account === null) return null;
  if (random.chance(0.5)) {
    account.validDays = random.pick([null, random.whole(1, 60)]);
    await change(play, account, { settings: { validDays: account.validDays } });
    return `${account.name} is valid for ${account.validDays ?? 'any number of'} days`;
  }
  account.validUntil = random.chance(0.5) ? null : model.now + random.whole(1, 40) * DAY_MS;
  const validUntil = account.validUntil === null ? null : isoOf(account.validUntil);
  await change(play, account, { controls: { validUntil } });
  return `${account.name} is valid until ${validUntil ?? 'for ever'}`;
};

export const callsInside: Deed = async (play) => {
  const account = anybody(play);
  // Of a reseller it holds for everybody below it: seldom, for else nobody calls inside.
  account.allowLocalCalls =
    !account.allowLocalCalls || play.random.chance(account.kind === 'customer' ? 0.5 : 0.8);
  await change(play, account, { settings: { allowLocalCalls: account.allowLocalCalls } });
  return `${account.name} ${account.allowLocalCalls ? 'may' : 'may not'} call inside`;
};

export const buysBy: Deed = async (play) => {
  const { model, random } = play;
  const account = aCustomer(play);
  if (account === null) return null;
  const offered = [...model.lists].filter(
    ([name, { owner }]) => owner === issuerOf(model, account) && !name.startsWith('carrier'),
  );
  const [name, { id }] = random.pick(offered);
  account.list = name;
  await change(play, account, { billing: { rateGroupId: id } });
  return `${account.name} buys by ${name}`;
};

/** Between the two distributors and the operator: once nothing is owed, left or running, and no call may be corrected. */
export const moves: Deed = async (play) => {
  const { model, random } = play;
  const account = aCustomer(play);
  if (account === null || account.packages.length > 0 || callsOf(model, account.name).length > 0) return null;
  if (model.dids.some((did) => did.account === account.name)) return null;
  const parent = random.pick([null, 'upper', 'lower']);
  const list = [...model.lists].find(([name, { owner }]) => owner === parent && !name.startsWith('carrier'))!;
  if (account.parent === parent) return null;
  if (account.balance !== 0n) await settleUp(play, account);
  const isNewIssuer = issuerOf(model, account) !== parent;
  // Records are looked for among the calls of a week: none lasts longer than a day, or is closed later than a day after.
  const isOld = ({ question }: Call) => model.now - Date.parse(String(question.startedAt)) > 7 * DAY_MS;
  const mine = play.calls.filter((call) => paysOrEarns(account.name, call) && !isOld(call));
  const last = Math.max(0, ...mine.map(({ record }) => record?.at ?? 0));
  const isEarly = isNewIssuer && model.now - last < 3 * DAY_MS;
  const isOther = isNewIssuer && parent !== null && model.accounts.get(parent)?.currency !== account.currency;
  const body = { parentId: parent === null ? null : model.accounts.get(parent)?.id, rateGroupId: list[1].id };
  const answer = await api(play, 'POST', `accounts/${account.id}/move`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(isEarly || isOther ? 409 : 200);
  if (isEarly || isOther)
    return `${account.name} may not move${isOther ? ': it pays in another currency' : ' yet'}`;
  account.parent = parent;
  account.list = list[0];
  return `${account.name} moves below ${parent ?? 'the operator'}`;
};

const paysOrEarns = (name: Name, { levels, commissions }: Call) =>
  [...levels, ...commissions].some(({ account }) => account === name);

async function settleUp(play: Play, account: Account): Promise<void> {
  const direction = account.balance > 0n ? 'debit' : 'credit';
  const amount = decimal(account.balance > 0n ? account.balance : -account.balance);
  await done(play, 'POST', `accounts/${account.id}/adjustments`, { amount, direction, note: 'Settled' });
  account.balance = 0n;
}

export const getsPackage: Deed = async (play) => {
  const { model, random } = play;
  const account = random.pick(
    [...model.accounts.values()].filter((each) => each.kind !== 'commission' && isOpen(each)),
  );
  const offered = [...model.packs].filter(
    ([, { owner, isActive }]) => isActive && owner === issuerOf(model, account) && isHeard(model, owner),
  );
  if (offered.length === 0) return null;
  const [name, pack] = random.pick(offered);
  const { now } = model;
  if (account.packages.some((each) => each.pack === name && (each.to === null || each.to > now))) return null;
  const to = random.chance(0.3) ? now + random.whole(1, 40) * DAY_MS : null;
  const body = { packageId: pack.id, ...(to === null ? {} : { to: isoOf(to) }) };
  const { items } = await done(play, 'POST', `accounts/${account.id}/packages`, body, pack.owner);
  const { id } = items.find(({ from, packageId }: Answer) => packageId === pack.id && from === isoOf(now));
  account.packages.push({ id, pack: name, from: now, to, allowances: new Map() });
  return `${account.name} gets the package ${name}${to === null ? '' : ` until ${isoOf(to)}`}`;
};

export const losesPackage: Deed = async (play) => {
  const { model, random } = play;
  const able = [...model.accounts.values()].flatMap((account) =>
    account.packages.flatMap((assignment) =>
      isOpen(account) &&
      assignment.from < model.now &&
      (assignment.to === null || assignment.to > model.now) &&
      isHeard(model, model.packs.get(assignment.pack)!.owner)
        ? [{ account, assignment }]
        : [],
    ),
  );
  if (able.length === 0) return null;
  const { account, assignment } = random.pick(able);
  assignment.to = model.now;
  const path = `accounts/${account.id}/packages/${assignment.id}`;
  await done(play, 'PATCH', path, { to: isoOf(model.now) }, model.packs.get(assignment.pack)!.owner);
  return `${account.name} has the package ${assignment.pack} no more`;
};

/** A period that has begun keeps its seconds. */
export const packageChanges: Deed = async (play) => {
  const { random, model } = play;
  const [name, pack] = random.pick([...model.packs].filter(([, { owner }]) => isHeard(model, owner)));
  pack.included = random.whole(20, 900);
  pack.isActive = !pack.isActive || random.chance(0.8);
  const body = { includedSeconds: pack.included, status: pack.isActive ? 'active' : 'inactive' };
  await done(play, 'PATCH', `packages/${pack.id}`, body, pack.owner);
  return `the package ${name} is ${pack.isActive ? 'active' : 'inactive'} and has ${pack.included} s`;
};

function giveBack(did: Did): void {
  [did.account, did.price, did.forward] = [null, null, null];
}

export const getsNumber: Deed = async (play) => {
  const { model, random } = play;
  const did = random.pick(model.dids);
  if (did.account !== null) {
    await done(play, 'DELETE', `dids/${did.id}/assignment`);
    giveBack(did);
    return `nobody has +${did.number}`;
  }
  const account = aCustomer(play);
  if (account === null) return null;
  await done(play, 'PUT', `dids/${did.id}/assignment`, { accountId: account.id });
  did.account = account.name;
  const { price, body } = drawDidPrice(random);
  await done(play, 'PATCH', `dids/${did.id}`, { price: body });
  did.price = price;
  return `${account.name} has +${did.number}`;
};

export const isForwarded: Deed = async (play) => {
  const { model, random } = play;
  const did = random.pick(model.dids);
  if (did.account === null) return null;
  const others = model.dids.filter((each) => each !== did).map(({ number }) => number);
  const to = random.pick([...NUMBERS, ...others]);
  did.forward = random.chance(0.3) ? null : { when: random.pick(['always', 'no_answer']), to };
  const forwarding = did.forward === null ? null : { when: did.forward.when, to: `+${to}` };
  await done(play, 'PUT', `dids/${did.id}/forwarding`, { forwarding });
  return `+${did.number} ${did.forward === null ? 'is not forwarded' : `is forwarded to +${to}, ${did.forward.when}`}`;
};
