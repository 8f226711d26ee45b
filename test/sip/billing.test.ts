/** Billing that fails: no call passes without a grant, and no call waits for long. */
import { beforeEach, describe, expect, test } from 'vitest';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';

const bench = await startBench();
const { sipp, contract } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const CALL = { ...PHONE, destination: '03033334444', talkMs: 200 };
const SESSION = '01890000-0000-7000-8000-000000000001';

beforeEach(async () => {
  await bench.forget();
  contract.questions.length = 0;
});

/** No gateway has seen anything of the call. */
async function expectRefused() {
  const before = answering.messages().length;
  const result = await placeCall(sipp, CALL);
  expect(result).toMatchObject({ sipStatus: 503, reasonHeader: expect.stringMatching(/^Q\.850;cause=\d+/) });
  expect(answering.messages()).toHaveLength(before);
  return result;
}

describe('an answer that is no grant refuses the call with 503', () => {
  test.each([
    ['HTTP 500', { status: 500, body: '{"ok":true}' }],
    ['HTTP 200 with a page', { status: 200, body: '<html>Bad gateway</html>' }],
    ['an empty body', { status: 200, body: '' }],
    ['a list', { status: 200, body: '[]' }],
    ['null', { status: 200, body: 'null' }],
    ['half an answer', { status: 200, body: `{"ok":true,"sessionId":"${SESSION}","grantedSec` }],
    ['a redirection', { status: 302, body: '' }],
  ])('%s', async (_name, instead) => {
    contract.decide({ instead });
    await expectRefused();
    expect(await bench.events()).toEqual([]);
  });

  test.each([
    ['no session', { sessionId: undefined }],
    ['a session that is not an id', { sessionId: "x'); drop table accounts; --" }],
    ['no seconds', { grantedSeconds: undefined, sessionId: SESSION }],
    ['null seconds', { grantedSeconds: null, sessionId: SESSION }],
    ['no second', { grantedSeconds: 0, sessionId: SESSION }],
    ['seconds below none', { grantedSeconds: -5, sessionId: SESSION }],
    ['seconds in words', { grantedSeconds: 'many', sessionId: SESSION }],
    ['more seconds than a timer holds', { grantedSeconds: 9_000_000_000, sessionId: SESSION }],
    ['no gateway', { gateways: [], sessionId: SESSION }],
    ['a gateway that is no SIP address', { gateways: [{ id: 'a', uri: 'http://x/' }], sessionId: SESSION }],
    [
      'a gateway whose id breaks out',
      { gateways: [{ id: "a'b", uri: answering.uri, transport: 'udp' }], sessionId: SESSION },
    ],
  ])('%s', async (_name, fields) => {
    contract.decide({ gateways: [answering.uri], fields });
    await expectRefused();
    // A session that billing holds money for is given back at once.
    if (fields.sessionId === SESSION) {
      expect(await bench.until('ended')).toMatchObject({
        sessionId: SESSION,
        outcome: 'unanswered',
        talkMs: 0,
      });
    }
  });
});

describe('a refusal', () => {
  test.each([
    ['a status that is none', { sipStatus: 200 }, 503],
    ['a status beyond all', { sipStatus: 999 }, 503],
    ['a phrase with lines', { sipReason: 'No\r\nX-Free: yes' }, 402],
    ['a message with lines and quotes', { message: '"\r\nX-Free: yes' }, 402],
  ])('with %s adds nothing to the answer', async (_name, more, sipStatus) => {
    const refuse = { sipStatus: 402, sipReason: 'Payment Required', q850Cause: 21, message: 'x', ...more };
    contract.decide({ refuse });
    const result = await placeCall(sipp, CALL);
    expect(result.sipStatus).toBe(sipStatus);
    const names = result.messages.flatMap(({ headers }) => headers.map(([name]) => name));
    expect(names).not.toContain('X-Free');
  });
});

test('while billing does not run, calls are refused; after its start they pass', async () => {
  await contract.stop();
  await expectRefused();
  await contract.start();
  contract.decide({ gateways: [answering.uri] });
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200 });
});

test('many calls that wait for a silent billing are all refused, and the next one passes', async () => {
  contract.decide({ isSilent: true });
  // More than the workers that ask: the others are refused while they wait for one.
  const results = await Promise.all(Array.from({ length: 20 }, () => placeCall(sipp, CALL)));
  expect(new Set(results.map(({ sipStatus }) => sipStatus))).toEqual(new Set([503]));
  contract.decide({ gateways: [answering.uri] });
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200 });
});
