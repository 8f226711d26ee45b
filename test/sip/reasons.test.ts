/** What billing refuses reaches the phone as the registry of reasons has it, through a real Kamailio. */
import { expect, test } from 'vitest';
import { REASONS } from '../../src/domain/charging/reasons.ts';
import { PHONE, startBench } from './bench.ts';
import { callRaw } from './raw.ts';

const { kamailio, contract, events } = await startBench();

test('every reason has its status, its phrase and its Reason header (RFC 3326), and no event', async () => {
  const heard: Record<string, string> = {};
  const registered: Record<string, string> = {};
  for (const [reason, { sipStatus, sipReason, q850Cause, sentence: message }] of Object.entries(REASONS)) {
    contract.decide({ refuse: { reason, sipStatus, sipReason, q850Cause, message } });
    const answer = await callRaw(kamailio.address, { ...PHONE, uri: `sip:4930@${PHONE.domain}` });
    heard[reason] = `${answer.split('\r\n')[0]} ${/^Reason: (.*)\r$/m.exec(answer)?.[1]}`;
    registered[reason] = `SIP/2.0 ${sipStatus} ${sipReason} Q.850;cause=${q850Cause};text="${message}"`;
  }
  expect(heard).toEqual(registered);
  expect(await events()).toEqual([]);
});
