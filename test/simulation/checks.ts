/** After every step: what stands in the database is what must be true, to the micro and the second. */
import { expect } from 'vitest';
import { availableOf, callsOf, heldOf, holdsOf, spentBy } from './decide.ts';
import { allowancesOf, ofLevel, periodOf } from './free.ts';
import { accountOf, liveCalls, type Account, type Call, type Model, type Pack } from './model.ts';
import { noteUse } from './deeds-calls.ts';
import type { Play } from './play.ts';
import { settle, type Row } from './settle.ts';
import { billedAtMost, total } from './prices.ts';

type LiveRow = Readonly<{
  sessionId: string;
  offered: number;
  held: bigint[];
  heldFree: number[];
  answeredAt: Date | null;
}>;
type WalletRow = Readonly<{
  id: string;
  balance: bigint;
  held: bigint;
  live: number;
  credit: bigint;
  hour: bigint;
  day: bigint;
  spentAt: Date;
  firstUsedAt: Date | null;
}>;
type AllowanceRow = Readonly<{
  assignment: string;
  startsAt: Date;
  included: number;
  used: number;
  held: number;
}>;

export async function check(play: Play): Promise<void> {
  await settleRecords(play);
  await checkLiveCalls(play);
  await Promise.all([checkWallets(play), checkFreeSeconds(play), lookAtTrunks(play)]);
}

/** Every end has its record, and no record came from nowhere; each says what the oracle says, and is booked there. */
async function settleRecords(play: Play): Promise<void> {
  const { model, house } = play;
  const { rows } = await house.reads.query<Row>(
    `select session_id as "sessionId", revision, outcome, talk_ms::int as "talkMs", ended_by as "endedBy", reason,
       granted_seconds as granted, is_overrun as "isOverrun", g.public_id as gateway, level_charge_micros as charges,
       allowance_used_seconds as "usedFree", carrier_cost_micros as carrier, c.answered_at as "answeredAt", recorded_at as at
     from cdrs c left join gateways g on g.id = c.gateway_id where recorded_at >= $1`,
    [new Date(play.lookedAt)],
  );
  play.lookedAt = model.now;
  const orderOf = ({ sessionId, revision }: Row) =>
    model.calls.get(sessionId)?.told.get(revision)?.order ?? 0;
  for (const row of rows.toSorted((a, b) => orderOf(a) - orderOf(b))) {
    const { sessionId, revision, outcome } = row;
    if (outcome === 'refused') {
      expect(row.reason, `reason of ${sessionId}`).toBe(play.refused.get(sessionId));
      continue;
    }
    const call = model.calls.get(sessionId);
    if (call === undefined) throw new Error(`${sessionId} was never granted and has a record`);
    if (call.record !== null && revision <= call.record.revision) continue;
    compareWithTold(call, row);
    if (call.isLive && row.granted !== call.offered) takeLastSlice(play, call, row.granted);
    expect(settle(model, call, row).join('; ')).toBe('');
    play.due.delete(`${sessionId}/${revision}`);
    if (row.answeredAt !== null) noteUse(play, call, row.answeredAt.getTime());
  }
  expect([...play.due], 'ends that were answered and have no record').toEqual([]);
}

function compareWithTold(call: Call, { revision, outcome, talkMs }: Row): void {
  const told = call.told.get(revision);
  if (told !== undefined) expect([outcome, talkMs], `call ${call.n}`).toEqual([told.outcome, told.talkMs]);
  // Our own estimate, of a call whose end is not known: never before the last chance that it comes.
  else expect([revision, call.isLive], `call ${call.n}: a record that nobody told`).toEqual([0, true]);
}

/** Live are those that were granted and not settled; a further slice may have been held, and is looked at here. */
async function checkLiveCalls(play: Play): Promise<void> {
  const { model, house } = play;
  const { rows } = await house.reads.query<LiveRow>(
    `select session_id as "sessionId", offered_seconds as offered, level_held_micros as held,
       allowance_held_seconds as "heldFree", answered_at as "answeredAt" from live_sessions`,
  );
  const live = liveCalls(model).map(({ sessionId }) => sessionId);
  expect(rows.map(({ sessionId }) => sessionId).toSorted(), 'live calls').toEqual(live.toSorted());
  for (const { sessionId, offered, held, heldFree, answeredAt } of rows) {
    const call = model.calls.get(sessionId) as Call;
    if (offered !== call.offered) takeSlice(play, call, { offered, heldFree });
    expect(heldFree, `free seconds held for call ${call.n}`).toEqual(call.heldFree);
    expect(held, `held for call ${call.n}`).toEqual(holdsOf(call));
    if (answeredAt !== null) expect(answeredAt.getTime()).toBe(call.answeredAt);
  }
}

/** Only a call that talks on a switch that takes limits gets more, a slice at a time, and only what everybody can pay. */
function takeSlice(
  { model }: Play,
  call: Call,
  { offered, heldFree }: Pick<LiveRow, 'offered' | 'heldFree'>,
): void {
  const name = `call ${call.n}: from ${call.offered} to ${offered} s`;
  expect([call.switch, call.answeredAt !== null], name).toEqual(['pushed', true]);
  expect(offered, name).toBeGreaterThan(call.offered);
  expect(offered, name).toBeLessThanOrEqual(
    Math.min(call.offered + model.sliceSeconds, model.callSecondsMax),
  );
  const heldBefore = holdsOf(call);
  for (const [place, allowance] of allowancesOf(model, call).entries()) {
    allowance.held += (heldFree[place] ?? 0) - (call.heldFree[place] ?? 0);
    expect(allowance.held + allowance.used, name).toBeLessThanOrEqual(allowance.included);
  }
  call.offered = offered;
  call.heldFree = [...heldFree];
  const holds = holdsOf(call);
  for (const [level, { account: payer, offer }] of call.levels.entries()) {
    const free = total(ofLevel(call, level, heldFree));
    expect(free, name).toBeLessThanOrEqual(billedAtMost(offer, offered));
    // What is free is given also to whoever is in debt.
    if (holds[level] === heldBefore[level]) continue;
    const account = accountOf(model, payer);
    expect(availableOf(model, account), `${name}: money of ${payer}`).toBeGreaterThanOrEqual(0n);
    if (level === 0) checkCaps(model, call, { account, held: holds[0] ?? 0n });
  }
}

/** A slice that was held and given back within the same step: the call was settled meanwhile. */
function takeLastSlice({ model }: Play, call: Call, granted: number): void {
  const name = `call ${call.n}: from ${call.offered} to ${granted} s at its end`;
  expect([call.switch, call.answeredAt !== null, granted > call.offered], name).toEqual([
    'pushed',
    true,
    true,
  ]);
  expect(granted, name).toBeLessThanOrEqual(
    Math.min(call.offered + model.sliceSeconds, model.callSecondsMax),
  );
  call.offered = granted;
}

function checkCaps(
  model: Model,
  { n, caps }: Call,
  { account, held }: Readonly<{ account: Account; held: bigint }>,
): void {
  const { spendPerHour, spendPerDay, callCost } = caps;
  const { hour, day } = spentBy(account, model.now);
  const all = heldOf(model, account.name);
  if (spendPerHour !== null)
    expect(hour + all, `cap of the hour, call ${n}`).toBeLessThanOrEqual(spendPerHour);
  if (spendPerDay !== null) expect(day + all, `cap of the day, call ${n}`).toBeLessThanOrEqual(spendPerDay);
  if (callCost !== null) expect(held, `cap of call ${n}`).toBeLessThanOrEqual(callCost);
}

async function checkWallets({ model, house }: Play): Promise<void> {
  const { rows } = await house.reads.query<WalletRow>(
    `select a.public_id as id, balance_micros as balance, held_micros as held, live_calls as live,
       credit_limit_micros as credit, spent_hour_micros as hour, spent_day_micros as day, spent_at as "spentAt",
       first_used_at as "firstUsedAt"
     from wallets w join accounts a on a.id = w.account_id`,
  );
  const wallets = new Map(rows.map((row) => [row.id, row]));
  for (const account of model.accounts.values()) {
    const wallet = wallets.get(account.id) as WalletRow;
    const { hour, day } = spentBy(account, model.now);
    const { hour: hourNow, day: dayNow } = spentBy(
      { ...account, spent: { at: wallet.spentAt.getTime(), hour: wallet.hour, day: wallet.day } },
      model.now,
    );
    expect(
      {
        balance: wallet.balance,
        held: wallet.held,
        live: wallet.live,
        credit: wallet.credit,
        hour: hourNow,
        day: dayNow,
        firstUsedAt: wallet.firstUsedAt?.getTime() ?? null,
      },
      `wallet of ${account.name}`,
    ).toEqual({
      balance: account.balance,
      held: heldOf(model, account.name),
      live: callsOf(model, account.name).length,
      credit: account.creditLimit,
      hour,
      day,
      firstUsedAt: account.firstUsedAt,
    });
  }
}

async function checkFreeSeconds({ model, house }: Play): Promise<void> {
  const { rows } = await house.reads.query<AllowanceRow>(
    `select s.public_id as assignment, starts_at as "startsAt", included_seconds as included, used_seconds as used, held_seconds as held
     from package_allowances a join package_assignments s on s.id = a.assignment_id`,
  );
  const asBooked = [...model.accounts.values()].flatMap((account) =>
    account.packages.flatMap(({ id, allowances }) =>
      Array.from(
        allowances,
        ([period, { included, used, held }]) => `${id} ${period}: ${used} and ${held} of ${included}`,
      ),
    ),
  );
  const asStored = rows.map(({ assignment, startsAt, included, used, held }) => {
    const account = [...model.accounts.values()].find(({ packages }) =>
      packages.some(({ id }) => id === assignment),
    )!;
    const { pack } = account.packages.find(({ id }) => id === assignment)!;
    const period = periodOf(model.packs.get(pack) as Pack, account, startsAt.getTime());
    return `${assignment} ${period}: ${used} and ${held} of ${included}`;
  });
  expect(asStored.toSorted(), 'free seconds: used and held').toEqual(asBooked.toSorted());
}

/** How many calls count on a trunk is proved by `verify`; here it is only never more than may. */
async function lookAtTrunks({ model, house }: Play): Promise<void> {
  const { rows } = await house.reads.query<{ id: string; calls: number }>(
    'select t.public_id as id, c.live_calls as calls from trunk_calls c join trunks t on t.id = c.trunk_id',
  );
  for (const trunk of model.trunks.values()) {
    const before = trunk.calls;
    trunk.calls = rows.find(({ id }) => id === trunk.id)?.calls ?? 0;
    if (trunk.capacity !== null && trunk.calls > before)
      expect(trunk.calls, 'calls on a trunk').toBeLessThanOrEqual(trunk.capacity);
  }
}
