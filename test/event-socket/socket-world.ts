/** A world with a FreeSWITCH that is not there: a switch of the API, and what speaks for it on its event socket. */
import { expect } from 'vitest';
import { createWorld, type Line } from '../charging/world.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { startEslServer } from '../support/esl-server.ts';
import { callsOn } from './calls-on-socket.ts';

export const SLICE_SECONDS = 60;

type Call = Readonly<{ sessionId: string }>;

/** A second costs 0.001 and is granted by slices of a minute; the carrier asks half of it, over two gateways. */
export async function createSocketWorld() {
  const world = await createWorld();
  const { owner, until } = world;
  const esl = await startEslServer();
  esl.state.now = () => world.now().getTime();
  const sip = await world.created(owner, 'switches', {
    name: 'FreeSWITCH',
    kind: 'freeswitch',
    controlUrl: esl.url,
    controlKey: esl.password,
  });
  const settings = { 'calls.slice_seconds': SLICE_SECONDS };
  expect((await owner.patch('/api/v1/settings', { settings })).status).toBe(200);
  const trunk = await world.trunk({ 49: { costPerMinute: '0.03' } }, { gateways: 2 });
  const retail = await world.rateGroup({
    49: { costPerMinute: '0.06', initialIncrementSeconds: 1, incrementSeconds: 1 },
  });
  const select = async (statement: string, values: unknown[] = []) =>
    (await world.database.reads.query<Json>(statement, values)).rows;
  const sessionOf = async ({ sessionId }: Call): Promise<Json> => {
    const [row] = await select(
      `select answered_at as "answeredAt", granted_seconds as granted, alive_at as "aliveAt", deadline_at as "deadlineAt",
         slice_number as slice, cardinality(tried_gateway_ids) as tried from live_sessions where session_id = $1`,
      [sessionId],
    );
    return row ?? null;
  };
  return {
    world,
    esl,
    sip,
    trunk,
    place: callsOn(world, esl, sip).place,
    /** Signed in anew: days may have gone by. */
    signIn: (): Promise<Client> => world.signIn(world.operator.number, PASSWORD),
    customer: (balance: string, client: Client = owner) =>
      world.account(world.customerOf({ billing: { rateGroupId: retail } }), { balance }, client),
    select,
    sessionOf,
    recordsOf: ({ sessionId }: Call) =>
      select(
        `select revision, outcome, talk_ms::int as "talkMs", charge_micros::int as charge, is_estimated as "isEstimated",
           ended_by as "endedBy" from cdrs where session_id = $1 order by revision`,
        [sessionId],
      ),
    walletOf: async ({ accountId }: Line) => {
      const { balance, held } = await world.wallet(accountId);
      return { balance, held };
    },
    isAnswered: (call: Call) => until(async () => ((await sessionOf(call))?.answeredAt ?? null) !== null),
    seconds: (count: number) => world.advance(count * 1000),
    /** Its connection is signed in. */
    connected: () => until(async () => esl.isHeard()),
  };
}
