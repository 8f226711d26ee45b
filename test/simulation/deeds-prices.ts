/** Prices and routes that change while people call: rates with their validity, sheets, mark-ups, exchange rates, lines of carriers. */
import { expect } from 'vitest';
import type { Deed } from './deeds-calls.ts';
import { decimal, drawExchange, drawMarkUp, drawRate, fieldsOf, percentOf, PREFIXES } from './draw.ts';
import { customersOf, isHeard, type List, type ListedRate } from './model.ts';
import { done, isoOf, seldomOut, type Play } from './play.ts';
import type { Rate } from './prices.ts';

const DAY_MS = 86_400_000;

/** One whose owner can change it: nothing is heard from who is suspended. */
function aList({ model, random }: Play, isOne: (name: string) => boolean = () => true): [string, List] {
  return random.pick([...model.lists].filter(([name, { owner }]) => isOne(name) && isHeard(model, owner)));
}
const isCarriers = (name: string) => name.startsWith('carrier');

/** A new rate ends the one before it, and ends itself where the next one begins. */
function add(list: List, added: ListedRate): void {
  const same = list.rates.filter(
    ({ prefix, account }) => prefix === added.prefix && account === added.account,
  );
  for (const rate of same)
    if (rate.from < added.from && (rate.to === null || rate.to > added.from)) rate.to = added.from;
  const next = Math.min(...same.map(({ from }) => from).filter((from) => from > added.from));
  list.rates.push({ ...added, to: Number.isFinite(next) ? Math.min(next, added.to ?? next) : added.to });
}

export const setsRate: Deed = async (play) => {
  const { model, random } = play;
  const [name, list] = aList(play);
  const prefix = random.pick(PREFIXES);
  const rate = drawRate(random, isCarriers(name));
  const from = model.now + random.pick([0, 0, 0, random.whole(1, 20) * DAY_MS]);
  const to = random.chance(0.15) && !isCarriers(name) ? from + random.whole(1, 30) * DAY_MS : null;
  const able = customersOf(model).filter(
    (customer) => customer.list === name && customer.status !== 'closed',
  );
  const account = able.length > 0 && random.chance(0.2) ? random.pick(able) : null;
  const isTaken = list.rates.some(
    (each) => each.prefix === prefix && each.from === from && each.account === (account?.name ?? null),
  );
  if (isTaken) return null;
  const { id } = await done(
    play,
    'POST',
    `rate-groups/${list.id}/rates`,
    {
      prefix,
      ...fieldsOf(rate),
      validFrom: isoOf(from),
      validTo: to === null ? null : isoOf(to),
      ...(account === null ? {} : { accountId: account.id }),
    },
    list.owner,
  );
  add(list, { id, prefix, rate, from, to, account: account?.name ?? null });
  const whose = account === null ? '' : ` for ${account.name}`;
  return `${name} asks ${decimal(rate.perMinute, 9)} for ${prefix}${whose} from ${isoOf(from)}${to === null ? '' : ` to ${isoOf(to)}`}`;
};

/** What is then asked is the rate of a shorter prefix, or nothing. */
export const endsRate: Deed = async (play) => {
  const { random } = play;
  const [name, list] = aList(play);
  // Germany is never without a price: the town would fall silent.
  const able = list.rates.filter(({ prefix, account }) => prefix !== '49' || account !== null);
  if (able.length === 0) return null;
  const rate = random.pick(able);
  await done(play, 'DELETE', `rate-groups/${list.id}/rates/${rate.id}`, undefined, list.owner);
  list.rates = list.rates.filter((each) => each !== rate);
  return `${name} has no rate for ${rate.prefix} from ${isoOf(rate.from)} any more`;
};

const COLUMNS = 'code,connectionCost,graceTime,costPerMinute,initialIncrement,increment';

export const importsSheet: Deed = async (play) => {
  const { model, random, house, town } = play;
  const [name, list] = aList(play);
  const rows = random
    .shuffle(PREFIXES)
    .slice(0, random.whole(1, 3))
    .map((prefix) => {
      const rate = drawRate(random, isCarriers(name));
      return { prefix, rate: { ...rate, perMinute: rate.perMinute } satisfies Rate };
    });
  const from = model.now + random.pick([0, random.whole(1, 10) * DAY_MS]);
  if (list.rates.some((each) => each.from === from && each.account === null)) return null;
  const cells = ({ prefix, rate }: (typeof rows)[number]) =>
    [
      prefix,
      decimal(rate.connection),
      rate.grace,
      decimal(rate.perMinute, 9),
      rate.initial,
      rate.increment,
    ].join(',');
  const query = new URLSearchParams({ mapping: COLUMNS, validFrom: isoOf(from) });
  const { status, body } = await house.send(
    'POST',
    `rate-groups/${list.id}/rates/import?${query.toString()}`,
    ['a,b,c,d,e,f', ...rows.map(cells)].join('\n'),
    { authorization: `Bearer ${town.keys[list.owner ?? '']}`, 'content-type': 'text/csv' },
  );
  expect([status, body.imported], JSON.stringify(body)).toEqual([200, rows.length]);
  const items = (
    await house.send('GET', `rate-groups/${list.id}/rates?limit=200`, undefined, {
      authorization: `Bearer ${town.keys[list.owner ?? '']}`,
    })
  ).body.items;
  for (const { prefix, rate } of rows) {
    const found = items.find(
      (each: ListedRate & { validFrom: string; accountNumber: string | null }) =>
        each.prefix === prefix && each.validFrom === isoOf(from) && each.accountNumber === null,
    );
    add(list, { id: found.id, prefix, rate, from, to: null, account: null });
  }
  return `a sheet for ${name}: ${rows.map(({ prefix, rate }) => `${prefix} ${decimal(rate.perMinute, 9)}`).join(', ')} from ${isoOf(from)}`;
};

export const marksUp: Deed = async (play) => {
  const [name, list] = aList(play, (each) => !isCarriers(each));
  const markUp = drawMarkUp(play.random);
  await done(play, 'PATCH', `rate-groups/${list.id}`, { markUpPercent: percentOf(markUp) }, list.owner);
  list.markUp = markUp;
  return `${name} marks up ${percentOf(markUp)} %`;
};

export const closesList: Deed = async (play) => {
  const heard = [...play.model.lists].filter(([, { owner }]) => isHeard(play.model, owner));
  const found = seldomOut(play, heard, ([, { isActive }]) => !isActive);
  if (found === null) return null;
  const [name, list] = found;
  const isActive = !list.isActive;
  await done(
    play,
    'PATCH',
    `rate-groups/${list.id}`,
    { status: isActive ? 'active' : 'inactive' },
    list.owner,
  );
  list.isActive = isActive;
  return `${name} is ${isActive ? 'active' : 'inactive'}`;
};

export const moneyTurns: Deed = async (play) => {
  const { model, random } = play;
  const rate = drawExchange(random);
  const from = model.now + random.pick([0, random.whole(1, 5) * DAY_MS]);
  const known = model.exchange.get('EUR>USD')!;
  if (known.some((each) => each.from === from)) return null;
  const pair = { fromCurrency: 'EUR', toCurrency: 'USD', rate: decimal(rate, 10) };
  // Money of a town turns faster than anybody's.
  await done(play, 'POST', 'exchange-rates', { ...pair, validFrom: isoOf(from), isConfirmed: true });
  known.push({ from, rate });
  known.sort((a, b) => a.from - b.from);
  return `a euro is ${decimal(rate, 10)} dollars from ${isoOf(from)}`;
};

export const changesTrunk: Deed = async (play) => {
  const { model, random } = play;
  const found = seldomOut(play, [...model.trunks], ([, { isActive }]) => !isActive);
  if (found === null) return null;
  const [name, trunk] = found;
  if (name === 'narrow' && random.chance(0.6)) {
    trunk.capacity = random.whole(1, 4);
    await done(play, 'PATCH', `trunks/${trunk.id}`, { capacity: trunk.capacity });
    return `${name} takes ${trunk.capacity} calls`;
  }
  trunk.isActive = !trunk.isActive;
  await done(play, 'PATCH', `trunks/${trunk.id}`, { status: trunk.isActive ? 'active' : 'inactive' });
  return `${name} is ${trunk.isActive ? 'active' : 'inactive'}`;
};
