/** Why a call went as it did: the true sentence for those who may know, a safe one for everybody else. */
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/domain/charging/explain.ts';
import { REMARK_TEXTS, remarkText } from '../../src/domain/charging/remarks.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end } = world;

await world.trunk({ 49: { costPerMinute: '0.006' } });
await world.trunk({ 49: { costPerMinute: '5' } });
const wholesale = await world.rateGroup(
  { 49: { costPerMinute: '0.01', connectionCost: '0.002' } },
  { currency: 'USD', markUpPercent: '10' },
);
await world.created(owner, 'exchange-rates', {
  fromCurrency: 'USD',
  toCurrency: 'EUR',
  rate: '0.9',
  validFrom: '2026-01-01T00:00:00Z',
});
const seller = await world.account(
  world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '1', rateGroupId: wholesale } }),
);
const sellerClient = await world.signIn(seller.number, PASSWORD);
const retail = await world.rateGroup(
  {
    49: { costPerMinute: '0.03', initialIncrementSeconds: 60, incrementSeconds: 30, destination: 'Germany' },
  },
  { name: 'Retail' },
  sellerClient,
);
const line = await world.account(
  world.customerOf({
    panelAccess: { parentId: seller.accountId },
    settings: { cps: 100, concurrentCalls: 2 },
    billing: { rateGroupId: retail },
  }),
  { balance: '20' },
);
const customerClient = await world.signIn(line.number, PASSWORD);

const read = async (client: typeof owner, sessionId: string): Promise<Json> => {
  const { status, body } = await client.get(`/api/v1/calls/${sessionId}`);
  expect(status).toBe(200);
  expectRemarksToSaySentences(body);
  return body;
};
/** What the sentences of a call say, and what its remarks give: the same, so that both stand behind the same wall. */
function expectRemarksToSaySentences({ trace, arithmetic, arithmeticRemarks, levels }: Json): void {
  for (const { sentence, remarks } of trace) {
    expect(remarks.map(remarkText).join(' ')).toBe(sentence);
    for (const each of remarks) expectNothingUnsaid(each);
  }
  expect(arithmeticRemarks.map(remarkText)).toEqual(arithmetic);
  expect(levels.map(({ who }: Json) => remarkText(who))).toEqual(levels.map(({ name }: Json) => name));
  for (const each of [...arithmeticRemarks, ...levels.map(({ who }: Json) => who)]) expectNothingUnsaid(each);
}

function expectNothingUnsaid({ code, figures }: Json): void {
  const places = Array.from(REMARK_TEXTS.get(code)!.matchAll(/\{\{(\w+)\}\}/g), ([, place = '']) => place);
  expect(Object.keys(figures).sort(), code).toEqual(places.sort());
  for (const { remark } of Object.values<Json>(figures))
    if (remark !== undefined) expectNothingUnsaid(remark);
}

const sentenceOf = (call: Json, check: string) =>
  call.trace.find((step: Json) => step.check === check)?.sentence;

test('an answered call shows its checks and its price as arithmetic, to each what it may see', async () => {
  const granted = await ask(line);
  await send(end(granted, 60_400));
  const forStaff = await read(owner, granted.sessionId);
  expect(forStaff.trace.map(({ check, passed }: Json) => [check, passed])).toEqual(
    CHECKS.filter((check) => check !== 'emergency' && check !== 'packages').map((check) => [check, true]),
  );
  expect(sentenceOf(forStaff, 'number')).toBe('+493012345678 was dialled, which is +493012345678.');
  expect(sentenceOf(forStaff, 'rate')).toContain(
    `Account ${line.number}: prefix 49 (Germany) of Retail, 0.03 EUR a minute, 60/30`,
  );
  expect(sentenceOf(forStaff, 'concurrent_calls')).toContain(`Account ${line.number}: call 1 of 2 at once`);
  expect(sentenceOf(forStaff, 'money')).toContain(`Account ${line.number}: 20.00 EUR were available`);
  expect(sentenceOf(forStaff, 'route')).toMatch(
    /Used: Trunk 2 at sip:.* Left out: Trunk 4 \(costs more than/,
  );
  // 90 s of 0.03 = 0.045. (0.002 + 0.01 × 61/60) × 1.1 × 0.9 = 0.012045. The carrier 61 s of 0.006 = 0.0061.
  expect(forStaff.arithmetic).toEqual([
    '60.4 s of talk count as 61 s.',
    `Account ${line.number}: 60/30, 61 s are billed as 90 s: 0.03 EUR a minute × 90 s ÷ 60 = 0.045 EUR`,
    `Reseller ${seller.number}: 1/1, (0.002 USD to connect + 0.01 USD a minute × 61 s ÷ 60) × 1.1 × 0.9 EUR per USD = 0.012045 EUR`,
    `Reseller ${seller.number} keeps 0.045 EUR − 0.012045 EUR = 0.032955 EUR`,
    'Trunk 2: 1/1, 0.006 EUR a minute × 61 s ÷ 60 = 0.0061 EUR',
  ]);
  expect(forStaff).toMatchObject({
    levels: [
      { charge: '0.045000' },
      { name: `Reseller ${seller.number}`, charge: '0.012045', currency: 'EUR' },
    ],
    carrierCost: '0.006100',
    carrierCurrency: 'EUR',
  });
  const forSeller = await read(sellerClient, granted.sessionId);
  expect(forSeller).toMatchObject({ carrierCost: null, carrierCurrency: null });
  // What the operator adds is in the price that its reseller reads.
  expect(forSeller.arithmetic).toEqual([
    ...forStaff.arithmetic.slice(0, 2),
    `Reseller ${seller.number}: 1/1, (0.0022 USD to connect + 0.011 USD a minute × 61 s ÷ 60) × 0.9 EUR per USD = 0.012045 EUR`,
    forStaff.arithmetic[3],
  ]);
  const forCustomer = await read(customerClient, granted.sessionId);
  expect(forCustomer.arithmetic).toEqual(forStaff.arithmetic.slice(0, 2));
  expect(forCustomer.levels).toHaveLength(1);
  expect(JSON.stringify(forCustomer)).not.toContain(seller.number);
  expect(JSON.stringify(forCustomer)).not.toMatch(/Trunk|192\.0\.2|level\.reseller|price\.margin/);
  await world.verify();
});

test('a reseller without money is a secret from its customers, and no secret from itself', async () => {
  await owner.patch(`/api/v1/accounts/${seller.accountId}`, { billing: { creditLimit: '0.013' } });
  const refused = await ask(line);
  expect(refused).toMatchObject({ ok: false, reason: 'insufficient_funds', sipStatus: 480 });
  expect(refused.message).not.toContain('money');
  const forCustomer = await read(customerClient, refused.sessionId);
  expect(forCustomer.trace.at(-1).remarks.map(({ code }: Json) => code)).toEqual([
    'reason.reseller_suspended',
    'help.reseller_suspended',
  ]);
  expect(forCustomer.reason).toBe('reseller_suspended');
  expect(sentenceOf(forCustomer, 'money')).toBe(
    'Calls are not possible at the moment. Please ask your provider.',
  );
  const listed = async (client: typeof owner) =>
    (await client.get(`/api/v1/accounts/${line.accountId}/calls?outcome=refused`)).body.items[0].reason;
  expect(await listed(customerClient)).toBe('reseller_suspended');
  expect(await listed(sellerClient)).toBe('insufficient_funds');
  const forSeller = await read(sellerClient, refused.sessionId);
  expect(sentenceOf(forSeller, 'money')).toBe(
    `Reseller ${seller.number}: 0.000955 EUR are available, and the first interval costs 0.002145 EUR. Top up the account, or raise its credit limit.`,
  );
  expect(forSeller.trace.at(-1)).toMatchObject({
    check: 'money',
    passed: false,
    remarks: [
      {
        code: 'level.of',
        figures: {
          who: { remark: { code: 'level.reseller', figures: { number: { text: seller.number } } } },
          what: {
            remark: {
              code: 'money.short',
              figures: {
                available: { type: 'money', amount: '0.000955', currency: 'EUR' },
                first: { type: 'money', amount: '0.002145', currency: 'EUR' },
              },
            },
          },
        },
      },
      { code: 'remedy.insufficient_funds', figures: {} },
    ],
  });
});
