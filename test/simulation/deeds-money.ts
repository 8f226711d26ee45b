/** Money that people move: it is paid in, paid back, corrected and moved between wallets, each of it once however often it is asked for. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { availableOf } from './decide.ts';
import type { Deed } from './deeds-calls.ts';
import { decimal } from './draw.ts';
import { exchangeOf, issuerOf, type Account } from './model.ts';
import type { Play } from './play.ts';
import { halfUp, ONE } from './prices.ts';

const anybody = ({ model, random }: Play): Account => random.pick([...model.accounts.values()]);
const CENT = 10_000n;

type Movement = Readonly<{ path: string; body: object; refusal?: string; move: () => void }>;

/** Sent once or twice with the same key. `refusal`: the code that it must be answered with. */
async function send(play: Play, { path, body, refusal, move }: Movement): Promise<string> {
  const headers = { authorization: `Bearer ${play.town.keys['']}`, 'idempotency-key': randomUUID() };
  const answers = [];
  for (let times = play.random.chance(0.2) ? 2 : 1; times > 0; times--)
    answers.push(await play.house.send('POST', path, body, headers));
  const codes = answers.map(({ status, body: heard }) => (status < 300 ? 'done' : heard.code));
  expect([...new Set(codes)], `${path} ${JSON.stringify(body)}: ${JSON.stringify(answers[0]?.body)}`).toEqual(
    [refusal ?? 'done'],
  );
  if (refusal === undefined) move();
  return refusal ?? 'done';
}

export const paysIn: Deed = async (play) => {
  const account = anybody(play);
  const micros = BigInt(play.random.whole(1, 1500)) * CENT;
  await send(play, {
    path: `accounts/${account.id}/payments`,
    body: { amount: decimal(micros), method: 'cash' },
    move: () => void (account.balance += micros),
  });
  return `${account.name} pays ${decimal(micros)}`;
};

/** Only what is available is paid back. */
export const isPaidBack: Deed = async (play) => {
  const account = anybody(play);
  const micros = BigInt(play.random.whole(1, 800)) * CENT;
  const outcome = await send(play, {
    path: `accounts/${account.id}/payments`,
    body: { amount: decimal(micros), method: 'cash', direction: 'refund' },
    ...(micros > availableOf(play.model, account) ? { refusal: 'insufficient_funds' } : {}),
    move: () => void (account.balance -= micros),
  });
  return `${account.name} is paid back ${decimal(micros)}: ${outcome}`;
};

/** By staff, to the micro; a debit may pass the limit. */
export const isAdjusted: Deed = async (play) => {
  const { random } = play;
  const account = anybody(play);
  const direction = random.pick(['credit', 'credit', 'debit'] as const);
  const micros = BigInt(random.whole(1, 3_000_000));
  await send(play, {
    path: `accounts/${account.id}/adjustments`,
    body: { amount: decimal(micros), direction, note: 'Adjusted' },
    move: () => void (account.balance += direction === 'credit' ? micros : -micros),
  });
  return `${account.name} is adjusted by ${decimal(direction === 'credit' ? micros : -micros)}`;
};

export const isTransferred: Deed = async (play) => {
  const { model, random } = play;
  const [from, to] = [anybody(play), anybody(play)];
  if (from === to) return null;
  const micros = BigInt(random.whole(1, 4_000_000));
  // In another currency: to the nearest cent at the rate of the moment.
  const exchange = exchangeOf(model, from.currency, to.currency);
  const arrived =
    exchange === null || from.currency === to.currency
      ? micros
      : halfUp([micros * exchange, ONE * CENT]) * CENT;
  const refusal = (() => {
    if ([from, to].some(({ status }) => status === 'closed')) return 'account_is_closed';
    if (issuerOf(model, from) !== issuerOf(model, to)) return 'other_issuer';
    if (exchange === null) return 'no_exchange_rate';
    if (arrived === 0n) return 'invalid_input';
    return micros > availableOf(model, from) ? 'insufficient_funds' : undefined;
  })();
  const outcome = await send(play, {
    path: 'transfers',
    body: { fromAccountId: from.id, toAccountId: to.id, amount: decimal(micros) },
    ...(refusal === undefined ? {} : { refusal }),
    move: () => {
      from.balance -= micros;
      to.balance += arrived;
    },
  });
  return `${from.name} moves ${decimal(micros)} to ${to.name}: ${outcome}`;
};
