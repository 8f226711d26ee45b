import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CdrMistake, parseCdr, readCdr, type CdrMeaning } from './cdr.ts';

const S1 = '01a20fb8-2c90-7149-939f-75f97a6c3711';
const S2 = '01a20fb8-2c90-7149-939f-75f97a6c3722';
const DID = 'd1d00000-0000-4000-8000-000000000001';
const GW = 'c8ee549b-7af5-4a96-9a6f-a66968ea78e9';

/** A captured record, with variables of ours in it; undefined takes one away. */
function recordOf(name: string, changes: Readonly<Record<string, string | undefined>> = {}): unknown {
  const text = readFileSync(`test/fixtures/freeswitch/${name}.txt`, 'utf8');
  const [, body = ''] = /\n\n(\{.*)\n\n=== REPLY/s.exec(text) ?? [];
  const record = parseCdr(body) as { variables: Record<string, string | undefined> };
  return { ...record, variables: { ...record.variables, ...changes } };
}

const told = (meaning: CdrMeaning) => {
  if (meaning.kind !== 'told') throw new Error(`nothing is told: ${meaning.kind}`);
  return meaning;
};
const endsOf = (name: string, changes: Readonly<Record<string, string | undefined>>) =>
  told(readCdr(recordOf(name, changes))).ends;

// Worked out from the stamps in the captures: 1795472328911295 - 1795472325871226 = 3040069 µs.
test.each([
  ['cdr-01', 'the caller hung up', { endedBy: 'caller', talkMs: 3040, q850Cause: 16 }],
  ['cdr-06', 'it was cut at the limit', { endedBy: 'limit', talkMs: 3020, q850Cause: 16 }],
  ['cdr-08', 'it was cut before its whole second', { endedBy: 'limit', talkMs: 2520, q850Cause: 16 }],
])('%s, the leg that was called: %s', (name, _, expected) => {
  const calls = `${S1}/${DID}+${S2}/${GW}`;
  expect(endsOf(name, { tollbook_calls: calls })).toMatchObject([
    { sessionId: S1, gatewayId: DID, revision: 2, outcome: 'answered', sipStatus: 200, ...expected },
    { sessionId: S2, gatewayId: GW, revision: 2, outcome: 'answered', sipStatus: 200, ...expected },
  ]);
});

test.each([
  ['recv_bye', 'NORMAL_CLEARING', 'callee'],
  ['send_bye', 'NORMAL_CLEARING', 'caller'],
  ['send_bye', 'ALLOTTED_TIMEOUT', 'limit'],
  ['send_bye', 'MANAGER_REQUEST', 'operator'],
  ['send_bye', 'MEDIA_TIMEOUT', 'failure'],
])('a called leg with %s and %s was ended by the %s', (how, cause, endedBy) => {
  const changes = { tollbook_calls: `${S1}/${GW}`, sip_hangup_disposition: how, hangup_cause: cause };
  expect(endsOf('cdr-01', changes)).toMatchObject([{ endedBy }]);
});

test('what a talk is comes from micro-seconds, begun milliseconds not counted, and never below nothing', () => {
  const talk = (answer: string, end: string) =>
    endsOf('cdr-01', { tollbook_calls: `${S1}/${GW}`, answer_uepoch: answer, end_uepoch: end })[0]!.talkMs;
  expect(talk('1795472325000000', '1795472326000999')).toBe(1000);
  expect(talk('1795472325000999', '1795472326000000')).toBe(999);
  expect(talk('1795472326000000', '1795472325000000')).toBe(0);
});

test('a called leg that nobody answered settles nothing, and says that its gateway was tried', () => {
  expect(readCdr(recordOf('cdr-04', { tollbook_calls: `${S1}/${GW}` }))).toMatchObject({
    kind: 'told',
    ends: [],
    attempt: { sessionId: S1, gatewayId: GW, at: new Date(1_795_472_329_191) },
  });
  const lost = { tollbook_calls: `${S1}/${GW}`, hangup_cause: 'LOSE_RACE' };
  expect(readCdr(recordOf('cdr-01', lost))).toEqual({ kind: 'nothing' });
  expect(readCdr(recordOf('cdr-01'))).toEqual({ kind: 'nothing' });
});

test('a caller’s leg that was answered leaves the rest to the leg that was called', () => {
  const calls = { tollbook_step: '1', tollbook_calls: `${S1}/${GW}` };
  expect(readCdr(recordOf('cdr-02', calls))).toEqual({ kind: 'nothing' });
  expect(readCdr(recordOf('cdr-05', calls))).toEqual({ kind: 'nothing' });
});

test('a caller’s leg that nobody answered ends every call of it, with the last gateway’s failure', () => {
  const calls = `${S1}/${DID}+${S2}/${GW}`;
  const failed = told(readCdr(recordOf('cdr-10', { tollbook_step: '1', tollbook_calls: calls })));
  expect(failed.unheard).toBeNull();
  expect(failed.ends).toMatchObject([
    { sessionId: S1, gatewayId: DID, revision: 1, outcome: 'unanswered', talkMs: 0, failed: null },
    {
      sessionId: S2,
      gatewayId: GW,
      endedBy: 'failure',
      sipStatus: 503,
      failed: { gatewayId: GW, sipStatus: 503 },
    },
  ]);
});

// Statuses and causes as sofia_glue_sip_cause_to_freeswitch pairs them.
test.each([
  ['NORMAL_TEMPORARY_FAILURE', 'sip:500', { gatewayId: GW, sipStatus: 500 }],
  ['NETWORK_OUT_OF_ORDER', 'sip:502', { gatewayId: GW, sipStatus: 502 }],
  ['RECOVERY_ON_TIMER_EXPIRE', 'sip:504', { gatewayId: GW, sipStatus: 504 }],
  ['RECOVERY_ON_TIMER_EXPIRE', 'sip:408', { gatewayId: GW, sipStatus: 408 }],
  // Of the gateway before, which said something else.
  ['RECOVERY_ON_TIMER_EXPIRE', 'sip:503', { gatewayId: GW, sipStatus: 408 }],
  ['GATEWAY_DOWN', 'sip:503', { gatewayId: GW, sipStatus: null }],
  ['MANDATORY_IE_MISSING', 'sip:407', { gatewayId: GW, sipStatus: 407 }],
  ['USER_BUSY', 'sip:486', null],
  ['ORIGINATOR_CANCEL', undefined, null],
])('the last gateway with %s after %s', (originate_failed_cause, last, failed) => {
  const changes = {
    tollbook_step: '1',
    tollbook_calls: `${S1}/${GW}`,
    originate_failed_cause,
    last_bridge_proto_specific_hangup_cause: last,
  };
  expect(endsOf('cdr-10', changes)).toMatchObject([{ failed }]);
});

test.each([
  [{ hangup_cause: 'ORIGINATOR_CANCEL' }, 'caller', 487],
  [{ sip_hangup_disposition: 'recv_cancel' }, 'caller', 487],
  [{ hangup_cause: 'MANAGER_REQUEST' }, 'operator', 486],
  [{ hangup_cause: 'NO_ANSWER' }, 'callee', 480],
  [{ hangup_cause: 'USER_BUSY' }, 'callee', 486],
])('a call that nobody answered, with %o', (changes, endedBy, sipStatus) => {
  const busy = {
    tollbook_step: '1',
    tollbook_calls: `${S1}/${GW}`,
    originate_failed_cause: 'USER_BUSY',
    last_bridge_proto_specific_hangup_cause: 'sip:486',
  };
  expect(endsOf('cdr-10', { ...busy, ...changes })).toMatchObject([{ endedBy, sipStatus }]);
});

test('a leg that never heard us may have calls that are known by its name and its beginning alone', () => {
  const uuid = '0418e35b-979b-4419-979b-59e4a59a2b8b';
  const startedAt = new Date(1_795_472_329_051);
  const unheard = (changes: Readonly<Record<string, string | undefined>>) =>
    told(readCdr(recordOf('cdr-03', changes))).unheard;
  expect(unheard({})).toMatchObject({ uuid, startedAt, from: 1 });
  expect(unheard({ tollbook_step: '1' })).toBeNull();
  // It was being asked for again.
  expect(
    unheard({ tollbook_step: '2', tollbook_next: `forward/493012345678/1//${S1}:${DID}:60` }),
  ).toMatchObject({
    from: 3,
  });
});

test('a card’s leg is its leader’s', () => {
  expect(readCdr(recordOf('cdr-02', { tollbook_card: '1' }))).toMatchObject({
    kind: 'card',
    uuid: '98f1dc1c-a651-455c-a705-ac09267c6ffc',
    end: {
      answeredAt: new Date(1_795_472_325_891),
      endedAt: new Date(1_795_472_328_911),
      endedBy: 'caller',
      sipStatus: 200,
    },
  });
  expect(readCdr(recordOf('cdr-03', { tollbook_card: '1' }))).toMatchObject({ end: { answeredAt: null } });
});

test.each([
  ['bare', (text: string) => text],
  ['percent-encoded', (text: string) => `cdr=${encodeURIComponent(text)}`],
  ['in base64', (text: string) => `cdr=${Buffer.from(text).toString('base64')}`],
])('a record is read %s', (_, wrap) => {
  const record = { variables: { a: 'x+y & "z"' } };
  expect(parseCdr(wrap(JSON.stringify(record)))).toEqual(record);
});

test.each([
  '',
  '{',
  'cdr=',
  'cdr=%E0%A4%A',
  'null',
  '[]',
  '7',
  '{}',
  '{"variables":null}',
  '{"variables":{}}',
])('what is no record is said so: %s', (body) => {
  expect(() => readCdr(parseCdr(body))).toThrow(CdrMistake);
});
