/** What is said of a refused call: of one that was masked, and to whom what can be done about it. */
import { expect, test } from 'vitest';
import { explainCall } from './explain.ts';
import type { Viewer } from './explained-call.ts';
import type { Failure, Frozen } from './frozen.ts';
import { remarkText } from './remarks.ts';

const FROZEN: Frozen = {
  version: 1,
  question: '0',
  username: 'xxxx',
  dialled: 'xxxx',
  meant: 'xxxx',
  localized: 'xxxx',
  destination: 'xxxx',
  caller: null,
  callerGiven: null,
  source: 'xxxx',
  userAgent: null,
  callId: null,
  canPush: true,
  sliceSeconds: 300,
  codecs: [],
  levels: [],
  routes: [],
  seen: { calls: [], available: [], skipped: [] },
  failed: null,
};

function toldOf(failed: Failure, sees: Partial<Viewer> = {}): string | undefined {
  const { trace } = explainCall(
    {
      outcome: 'refused',
      talkMs: 0,
      grantedSeconds: 0,
      endedBy: null,
      isEstimated: false,
      isOverrun: false,
      levelChargeMicros: [],
      allowanceUsedSeconds: [],
      carrierCostMicros: 0n,
      gatewayId: null,
      triedGatewayIds: [],
      frozen: { ...FROZEN, failed },
    },
    {
      levels: [{ code: 'level.account', figures: { number: { type: 'text', text: '1' } } }],
      forbids: null,
      commissions: [],
      seesEverybody: true,
      seesCarrier: true,
      seesMarkUps: 'nobody',
      seesRemedies: false,
      ...sees,
    },
  );
  return trace.at(-1)?.remarks.map(remarkText).join(' ');
}

test.each<[Failure, string]>([
  // Somebody dialled "2" while two of two calls went on.
  [
    { reason: 'concurrent_calls_reached', level: 0, figures: ['xxxx', 'xxxx'] },
    'All lines of this account are in use. End a call, or ask your provider for more calls at once.',
  ],
  [
    { reason: 'insufficient_funds', level: 0, figures: ['500xxxx', '1000000'] },
    'There is not enough available money for this call. Top up the account, or ask your provider.',
  ],
  [
    { reason: 'no_rate_for_destination', level: 0, figures: ['33142xxxx', 'Retail'] },
    'No rate of Retail covers +33142xxxx. Check the number, or ask your provider for this destination.',
  ],
])('a figure that was masked with the number is not counted with: %j', (failed, told) => {
  expect(toldOf(failed)).toBe(told);
});

const STAFF = { seesRemedies: true };
const RESELLER = { seesRemedies: true, seesEverybody: false, seesCarrier: false };

test.each<[Failure['reason'], Partial<Viewer>, string]>([
  ['no_route', STAFF, 'Add an active trunk with a gateway and a termination rate for the number.'],
  ['no_route', RESELLER, 'Try again later. If it stays so, tell your provider.'],
  ['no_exchange_rate', RESELLER, 'Please ask your provider.'],
  ['insufficient_funds', RESELLER, 'Top up the account, or raise its credit limit.'],
])('of %s, %j reads what it can do itself', (reason, viewer, told) => {
  expect(toldOf({ reason, level: 0, figures: ['xxxx'] }, viewer)).toMatch(told);
});

test('nobody who can release a block is told to ask its provider', () => {
  const blocked = { reason: 'blocked_by_guard', level: 0, figures: ['xxxx'] } as const;
  for (const viewer of [STAFF, RESELLER]) expect(toldOf(blocked, viewer)).not.toContain('provider');
  expect(toldOf(blocked)).toContain('Please ask your provider.');
});

test.each([
  [
    'callCost',
    /Waiting does not help: ask your provider/,
    /Waiting does not help: raise the cap for one call/,
  ],
  ['spendPerDay', /Wait for the next day \(UTC\), or ask/, /Wait for the next day \(UTC\), or raise/],
  ['spendPerHour', /Wait for the next hour \(UTC\), or ask/, /Wait for the next hour \(UTC\), or raise/],
])('what to do about the cap %s fits it', (cap, caller, seller) => {
  const failed = { reason: 'spend_cap_reached', level: 0, figures: [cap, '1000000', '0', '2000000'] };
  expect(toldOf(failed)).toMatch(caller);
  expect(toldOf(failed, RESELLER)).toMatch(seller);
});
