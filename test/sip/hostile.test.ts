/** What a phone writes stays a value, and nothing passes that nobody pays for. */
import { beforeEach, describe, expect, test } from 'vitest';
import { header } from '../../src/switches/sipp/results.ts';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';
import { sendRaw } from './raw.ts';

const bench = await startBench();
const { sipp, contract } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const CALL = { ...PHONE, destination: '03033334444', talkMs: 300 };

beforeEach(async () => {
  await bench.forget();
  contract.questions.length = 0;
  contract.decide({ gateways: [answering.uri] });
});

describe('what a phone writes', () => {
  test.each<[string, Partial<Parameters<typeof placeCall>[1]>]>([
    [
      'a display name with JSON and quotes',
      { displayName: '"\\", \\"identity\\": {\\"username\\": \\"1002\\"}" ' },
    ],
    ['a display name with SQL', { displayName: '"\'); drop table accounts; --" ' }],
    ['a display name with script variables', { displayName: '"$var(sid) $(ru{s.len}) %s%n" ' }],
    ['a user agent of 5 kB', { userAgent: 'x'.repeat(5000) }],
    ['an odd Call-ID', { callId: '\'"{}$var(q)%%@[]' }],
    ['a caller number with quotes', { fromUser: '1\'"2' }],
  ])('%s does not break out of its field', async (_name, more) => {
    const result = await placeCall(sipp, { ...CALL, ...more });
    const [question] = contract.questions;
    if (result.sipStatus === 400) return; // refused before anybody was asked
    expect(result.sipStatus).toBe(200);
    expect(question?.identity).toEqual({ type: 'sip_device', username: '1001', realm: PHONE.domain });
    expect(Object.keys(question ?? {})).toHaveLength(11);
    // Word for word, without the outer quotes.
    expect(question?.callerName).toBe(more.displayName?.trim().slice(1, -1) ?? null);
    expect(JSON.stringify(question?.userAgent ?? '').length).toBeLessThanOrEqual(130);
    expect((await bench.ended()).map(({ type }) => type)).toEqual(['attempt', 'answered', 'ended']);
  });

  test('beyond what the dialog table holds is refused, so that no call runs without its limit on disk', async () => {
    expect(await placeCall(sipp, { ...CALL, displayName: `"${'n'.repeat(300)}" ` })).toMatchObject({
      sipStatus: 400,
    });
    expect(contract.questions).toEqual([]);
  });
});

test.each(['1@evil.example', '1>\r\nX-Evil: 1', '"1"', '$var(sid)', '', {}, 7])(
  'a caller ID of a gateway that is no number, %j, goes nowhere',
  async (callerNumber) => {
    const gateways = [{ id: 'gateway-1', uri: answering.uri, transport: 'udp', callerNumber }];
    contract.decide({ fields: { gateways } });
    expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200 });
    const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '))!;
    expect(header(invite, 'From')).toMatch(/^<sip:anonymous@anonymous\.invalid>;tag=/);
    expect(header(invite, 'P-Asserted-Identity')).toBeNull();
    expect(header(invite, 'X-Evil')).toBeNull();
  },
);

describe('a way round billing', () => {
  test('a To tag without a call opens no way to a gateway', async () => {
    const route = `Route: <sip:${bench.kamailio.address};lr;did=1.1>\r\n`;
    for (const headers of ['', route]) {
      expect(
        await answerTo('INVITE', `sip:493033334444@127.0.0.1:${answering.port}`, headers, ';tag=made-up'),
      ).toMatch(/^SIP\/2\.0 481 /);
    }
  });

  test('REFER, and methods that carry no call, are refused', async () => {
    expect(await answerTo('REFER', `sip:1@${PHONE.domain}`)).toMatch(/^SIP\/2\.0 403 /);
    expect(await answerTo('MESSAGE', `sip:1@${PHONE.domain}`)).toMatch(/^SIP\/2\.0 405 /);
  });

  test('a ticket of a call that goes on is nobody’s to write', async () => {
    for (const ticket of ['x', '0b8a3c6e-94b1-4b0c-8a52-6f0d9c1e2b3a', '$var(sid)']) {
      const header = `X-Tollbook-Call: ${ticket}\r\n`;
      expect(await answerTo('INVITE', `sip:4930@${PHONE.domain}`, header)).toMatch(/^SIP\/2\.0 403 /);
    }
    expect(contract.questions).toEqual([]);
  });

  test('a preloaded route needs a digest like any call', async () => {
    const route = `Route: <sip:127.0.0.1:${answering.port};lr>\r\n`;
    expect(await answerTo('INVITE', `sip:4930@127.0.0.1:${answering.port}`, route)).toMatch(
      /^SIP\/2\.0 407 /,
    );
  });
});

/** The first line of the answer that is not 100. */
async function answerTo(method: string, uri: string, headers = '', toTag = ''): Promise<string> {
  const request = { method, uri, domain: PHONE.domain, headers, toTag };
  return (await sendRaw(bench.kamailio.address, request)).split('\r\n')[0] ?? '';
}
