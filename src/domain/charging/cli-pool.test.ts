import { describe, expect, test } from 'vitest';
import { CLI_POOLS } from '../accounts/billing-rules.ts';
import { decideCli } from './cli-pool.ts';

const OWN = { dids: ['4930100', '4930101'], callerIds: ['41445550'] };
const decide = (pool: (typeof CLI_POOLS)[number], caller: string | null, own = OWN, draw = 0) => {
  const decision = decideCli(pool, caller, own, draw);
  if (decision === null) return null;
  return decision.effect === 'presented' ? decision.presented : decision.effect;
};

describe('each mode of the CLI pool', () => {
  test.each([
    // mode, a DID of its own, a caller ID of its own, a foreign number, anonymous
    ['off', null, null, null, null],
    ['present_did', 'kept', '4930100', '4930100', '4930100'],
    ['present_caller_id', '41445550', 'kept', '41445550', '41445550'],
    ['rate_did', 'kept', 'other_rate_group', 'other_rate_group', 'other_rate_group'],
    ['rate_caller_id', 'other_rate_group', 'kept', 'other_rate_group', 'other_rate_group'],
    ['rate_either', 'kept', 'kept', 'other_rate_group', 'other_rate_group'],
    ['refuse_did', 'kept', 'refused', 'refused', 'refused'],
    ['refuse_caller_id', 'refused', 'kept', 'refused', 'refused'],
    ['refuse_either', 'kept', 'kept', 'refused', 'refused'],
  ] as const)('%s', (pool, did, callerId, foreign, anonymous) => {
    expect(decide(pool, '4930101')).toBe(did);
    expect(decide(pool, '41445550')).toBe(callerId);
    expect(decide(pool, '33142685300')).toBe(foreign);
    expect(decide(pool, null)).toBe(anonymous);
  });

  test('every mode is in the table above', () => {
    expect(CLI_POOLS).toHaveLength(9);
  });
});

test('the draw of the call chooses the number that is presented, each of them in its share', () => {
  expect(decide('present_did', null, OWN, 0.49)).toBe('4930100');
  expect(decide('present_did', null, OWN, 0.5)).toBe('4930101');
  expect(decide('present_did', null, OWN, 0.999_999)).toBe('4930101');
});

test('an empty pool matches nobody, and has nothing to present', () => {
  const none = { dids: [], callerIds: [] };
  expect(decide('present_did', '4930100', none)).toBe('refused');
  expect(decide('present_caller_id', '41445550', none)).toBe('refused');
  expect(decide('rate_either', '4930100', none)).toBe('other_rate_group');
  expect(decide('refuse_either', '4930100', none)).toBe('refused');
});
