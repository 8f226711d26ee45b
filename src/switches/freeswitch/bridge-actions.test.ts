import { expect, test } from 'vitest';
import type { GrantedPlan } from '../../domain/charging/call-plan.ts';
import { dialplanActions, placeActions, readNextStep, respondActions } from './bridge-actions.ts';

const S1 = '01a20fb8-2c90-7149-939f-75f97a6c3711';
const S2 = '01a20fb8-2c90-7149-939f-75f97a6c3722';
const DID = 'd1d00000-0000-4000-8000-000000000001';
const GW1 = 'c8ee549b-7af5-4a96-9a6f-a66968ea78e9';
const GW2 = '0b8a3c6e-94b1-4b0c-8a52-6f0d9c1e2b3a';
const OPTIONS = { sipDomain: 'sip.example.com', namedGateways: new Set([GW2]) };

const PLAN: GrantedPlan = {
  ok: true,
  calls: [{ sessionId: S1, grantedSeconds: 60, via: null }],
  places: [
    {
      kind: 'gateway',
      id: GW1,
      uri: 'sip:030123456@192.0.2.20:5060',
      transport: 'udp',
      callerNumber: '089555555',
    },
    {
      kind: 'gateway',
      id: GW2,
      uri: 'sip:+4930123456@[2001:db8::1]:5060',
      transport: 'tcp',
      callerNumber: null,
    },
  ],
  ringTimeoutSeconds: 45,
  codecs: ['PCMA', 'G729'],
  diversion: null,
  later: null,
  questions: 1,
};

const dataOf = (plan: GrantedPlan, application: string) =>
  dialplanActions(plan, OPTIONS).flatMap((each) => (each.application === application ? [each.data] : []));

test('each gateway is one bridge, with its own caller ID, the limit on the other leg, and what carries the call', () => {
  const [first, second] = dataOf(PLAN, 'bridge');
  expect(first).toBe(
    '{origination_nested_vars=true,' +
      `api_on_answer_1=sched_api +61 tollbook-${S1} uuid_kill \\\${uuid} ALLOTTED_TIMEOUT,` +
      'enable_heartbeat_events=20,originate_timeout=45,ignore_q850_reason=true,outbound_redirect_fatal=true,' +
      'sip_copy_custom_headers=false,hangup_after_bridge=true,origination_caller_id_name=089555555,' +
      'origination_caller_id_number=089555555,sip_invite_domain=sip.example.com,sip_cid_type=pid,' +
      `origination_privacy=screen,sip_cid_suppress_privacy_none=true,tollbook_calls=${S1}/${GW1},` +
      "absolute_codec_string='PCMA,G729'}sofia/tollbook/sip:030123456@192.0.2.20:5060",
  );
  // A carrier that asks who calls is known to FreeSWITCH; without a number nobody is seen calling.
  expect(second).toMatch(new RegExp(`,tollbook_calls=${S1}/${GW2}}sofia/gateway/${GW2}/\\+4930123456$`));
  expect(second).toContain('sip_invite_domain=anonymous.invalid,sip_cid_type=none,sip_h_Privacy=id');
  expect(second).not.toContain('absolute_codec_string');
  expect(dataOf(PLAN, 'respond')).toEqual(['503 No Gateway Available']);
});

test('a call that went on has the limit of each of its calls, and each names what carried it', () => {
  const plan: GrantedPlan = {
    ...PLAN,
    calls: [
      { sessionId: S1, grantedSeconds: 60, via: DID },
      { sessionId: S2, grantedSeconds: 10, via: null },
    ],
    diversion: { number: '493012345678', counter: 2 },
  };
  const [first = ''] = dataOf(plan, 'bridge');
  expect(first).toContain(`api_on_answer_1=sched_api +61 tollbook-${S1} `);
  expect(first).toContain(`api_on_answer_2=sched_api +11 tollbook-${S2} `);
  expect(first).toContain(`tollbook_calls=${S1}/${DID}+${S2}/${GW1}`);
  expect(first).toContain('sip_h_Diversion=<sip:+493012345678@sip.example.com>;counter=2');
  expect(dataOf(plan, 'set')).toContain(`tollbook_session=${S2}`);
});

test('all phones ring at once, each leg with its own device, and a late forward is asked for anew by what only we wrote', () => {
  const later = {
    when: 'no_answer',
    via: DID,
    onward: { type: 'forward', number: '493012345678', forwards: 1, callerNumber: '442071234567' },
  } as const;
  const plan: GrantedPlan = {
    ...PLAN,
    places: [
      {
        kind: 'devices',
        devices: [
          { id: 'dev-1', uri: 'sip:q1@sip.example.com' },
          { id: 'dev-2', uri: 'sip:q2@sip.example.com' },
          // The name from before of the same phone.
          { id: 'dev-2', uri: 'sip:q0@sip.example.com' },
        ],
        callerNumber: '+442071234567',
      },
    ],
    later,
  };
  const [bridge = ''] = dataOf(plan, 'bridge');
  expect(bridge.slice(bridge.indexOf('}$') + 1)).toBe(
    `\${sofia_contact(tollbook/dev-1@tollbook/[tollbook_calls=${S1}/dev-1])},` +
      `\${sofia_contact(tollbook/dev-2@tollbook/[tollbook_calls=${S1}/dev-2])},error/user_not_registered`,
  );
  expect(dataOf(plan, 'set')).toContain(
    'continue_on_fail=USER_NOT_REGISTERED,SUBSCRIBER_ABSENT,RECOVERY_ON_TIMER_EXPIRE,DESTINATION_OUT_OF_ORDER,NO_ANSWER,NO_USER_RESPONSE',
  );
  expect(dataOf(plan, 'transfer')).toEqual(['tollbook-next XML tollbook']);
  expect(dataOf(plan, 'respond')).toEqual([]);
  const next = dataOf(plan, 'set').findLast((data) => data.startsWith('tollbook_next=')) ?? '';
  expect(readNextStep(next.replace('tollbook_next=', ''))).toEqual({
    onward: later.onward,
    earlier: [{ sessionId: S1, grantedSeconds: 60, via: DID }],
  });
});

test.each([
  ['', 'nothing'],
  [`forward/493012345678/1/442071234567`, 'no call that goes on'],
  [`number/493012345678/x//${S1}:${DID}:60`, 'no count'],
  [`card/493012345678/1//${S1}:${DID}:60`, 'another type'],
  [`forward/0/1//${S1}:${DID}:60`, 'no number'],
  [`forward/493012345678/1//${S1}:${DID}:60/x`, 'more than calls'],
])('"%s" is no next step: %s', (value) => {
  expect(readNextStep(value)).toBeNull();
});

test.each([
  'sip:0301${uuid}@192.0.2.20:5060',
  'sip:0301,sofia/x/2@192.0.2.20:5060',
  'sip:0301|2@192.0.2.20:5060',
  'sip:0301]x@192.0.2.20:5060',
  'sip:0301@192.0.2.20:5060;x=y',
  'tel:+49301',
])('what is no plain number at a host is sent nowhere: %s', (uri) => {
  const [place] = PLAN.places;
  expect(placeActions({ ...PLAN, places: [{ ...place!, uri } as never] }, 0, OPTIONS)).toEqual([]);
});

test('a refusal is a status with its cause beside it, and nothing that quotes or expands', () => {
  expect(
    respondActions({
      sipStatus: 402,
      sipReason: 'Payment Required',
      q850Cause: 21,
      message: 'No "money" ${x}\r\n.',
    }),
  ).toEqual([
    { application: 'set', data: 'sip_reason=Q.850;cause=21;text="No money x."' },
    { application: 'respond', data: '402 Payment Required' },
  ]);
});
