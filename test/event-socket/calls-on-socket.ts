/** Calls on a FreeSWITCH that is not there: its channels, what its event socket tells of them, and the records it sends. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Json } from '../http/support.ts';
import type { EslServer } from '../support/esl-server.ts';
import type { Line, createWorld } from '../charging/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

export type CallOnSocket = Awaited<ReturnType<ReturnType<typeof callsOn>['place']>>;

const micros = (at: Date) => String(at.getTime() * 1000 + 717);

/** `sip` is the switch at our API, `esl` what it says by its socket. */
export function callsOn(world: World, esl: EslServer, sip: Json) {
  const send = async (body: object): Promise<Json> => {
    const { status, body: answered } = await world.send(body, `Bearer ${sip.key}`);
    expect(status, JSON.stringify(answered)).toBe(200);
    return answered;
  };
  /** It asks, as its dialplan does, and has its leg of the caller. */
  const place = async (line: Line, over: object = {}) => {
    const a = randomUUID();
    const granted = await send(world.question(line, { attemptId: a, switchRef: a, ...over }));
    const { sessionId } = granted;
    const gateway = (place: number) => granted.gateways[place].id as string;
    let tried = 0;
    let b = '';
    let answeredAt = world.now();
    const calls = () => `${sessionId}/${gateway(tried)}`;
    esl.channels.set(a, new Map([['tollbook_calls', `${sessionId}/${gateway(0)}`]]));
    const leg = (over: Readonly<Record<string, string>> = {}) => ({
      'Unique-ID': b,
      'Channel-Call-UUID': a,
      'Other-Leg-Unique-ID': a,
      'Call-Direction': 'outbound',
      'Event-Date-Timestamp': micros(world.now()),
      variable_tollbook_calls: calls(),
      ...over,
    });
    const answeredLeg = () => leg({ 'Caller-Channel-Answered-Time': micros(answeredAt) });
    return {
      a,
      granted,
      sessionId: sessionId as string,
      b: () => b,
      try: async (place = 0) => {
        tried = place;
        b = randomUUID();
        esl.channels.set(b, new Map([['tollbook_calls', calls()]]));
        await esl.fireLike('esl-CHANNEL_CREATE-2', leg());
      },
      fail: async (sipStatus: number, cause: string) => {
        esl.channels.delete(b);
        const said = { 'Hangup-Cause': cause, variable_sip_term_status: String(sipStatus) };
        await esl.fireLike(
          'esl-CHANNEL_HANGUP_COMPLETE-2',
          leg({ 'Caller-Channel-Answered-Time': '0', ...said }),
        );
      },
      /** `isHeard`: the word of it is not lost. */
      answer: async ({ isHeard = true } = {}) => {
        answeredAt = world.now();
        const variables = new Map([
          ['tollbook_calls', calls()],
          ['answered_at', micros(answeredAt)],
        ]);
        esl.channels.set(b, variables);
        esl.channels.get(a)?.set('bridge_uuid', b);
        const group = `tollbook-${sessionId}`;
        esl.schedule(group, granted.grantedSeconds + 1, `uuid_kill ${b} ALLOTTED_TIMEOUT`);
        if (isHeard) await esl.fireLike('esl-CHANNEL_ANSWER-2', answeredLeg());
      },
      beat: () => esl.fireLike('esl-SESSION_HEARTBEAT-1', answeredLeg()),
      /** Both legs end now. The word of it, and the record of the called leg, are sent as told. */
      end: async ({ isHeard = true, cause = 'NORMAL_CLEARING' } = {}) => {
        esl.channels.delete(a);
        esl.channels.delete(b);
        if (isHeard)
          await esl.fireLike('esl-CHANNEL_HANGUP_COMPLETE-2', { ...answeredLeg(), 'Hangup-Cause': cause });
      },
      /** The record of the called leg: it talked until `until`. */
      record: async (until: Date, over: Readonly<Record<string, string>> = {}) => {
        const variables = {
          direction: 'outbound',
          uuid: b,
          tollbook_calls: calls(),
          answer_uepoch: micros(answeredAt),
          end_uepoch: micros(until),
          hangup_cause: 'NORMAL_CLEARING',
          hangup_cause_q850: '16',
          sip_hangup_disposition: 'recv_bye',
          ...over,
        };
        const response = await world.charging.listener.inject({
          method: 'POST',
          url: `/switch/freeswitch/v1/cdr?uuid=${b}`,
          headers: {
            authorization: `Basic ${Buffer.from(`any:${sip.key}`).toString('base64')}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: JSON.stringify({ variables }),
        });
        expect(response.statusCode, response.body).toBe(200);
      },
      answeredAt: () => answeredAt,
    };
  };
  return { place, send };
}
