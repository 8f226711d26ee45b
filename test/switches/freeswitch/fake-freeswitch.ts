/**
 * A FreeSWITCH as Tollbook sees it: it asks with the forms that a real one sent, does what it is told as far as the order of things goes,
 * and sends the records of its legs in the shape of captured ones.
 */
import { randomUUID } from 'node:crypto';
import type { createWorld } from '../../charging/world.ts';
import { readCaptured, readForm, writeForm } from './fixtures.ts';
import { elementsOf, parseXml, type Node } from './xml-tree.ts';

type World = Awaited<ReturnType<typeof createWorld>>;
export type Answered = Readonly<{
  talkMs: number;
  by?: 'caller' | 'callee' | 'limit' | 'operator';
  ringMs?: number;
}>;
/** What becomes of a leg: it is answered, it says a SIP status, it says nothing, or the caller gives up. */
export type Outcome = Answered | number | 'silent' | 'cancel';
export type Leg = Readonly<{ target: string; variables: Readonly<Record<string, string>> }>;
export type Dialled = Readonly<{
  uuid: string;
  /** SIP status and phrase when it was refused; null when something was rung. */
  refused: string | null;
  /** The caller's variables at the end. */
  variables: Readonly<Record<string, string>>;
  legs: readonly (Leg & Readonly<{ uuid: string }>)[];
  /** Records in the order in which the legs ended, not sent yet. */
  cdrs: readonly Readonly<{ uuid: string; leg: 'a' | 'b'; body: string }>[];
  challenge: string | null;
}>;

const CAUSES: Readonly<Record<number, string>> = {
  400: 'NORMAL_TEMPORARY_FAILURE',
  403: 'CALL_REJECTED',
  404: 'UNALLOCATED_NUMBER',
  408: 'RECOVERY_ON_TIMER_EXPIRE',
  480: 'NO_USER_RESPONSE',
  486: 'USER_BUSY',
  487: 'ORIGINATOR_CANCEL',
  500: 'NORMAL_TEMPORARY_FAILURE',
  502: 'NETWORK_OUT_OF_ORDER',
  503: 'NORMAL_TEMPORARY_FAILURE',
  504: 'RECOVERY_ON_TIMER_EXPIRE',
  603: 'CALL_REJECTED',
};

/** `server`: which of several it reaches just now. */
export async function connectFreeswitch(
  world: World,
  name = 'FreeSWITCH',
  server: () => World['charging'] = () => world.charging,
) {
  const made = await world.created(world.owner, 'switches', { name, kind: 'freeswitch' });
  const key = made.key as string;
  const post = async (path: string, payload: string, authorization = basic(key)) => {
    const response = await server().listener.inject({
      method: 'POST',
      url: `/switch/freeswitch/v1/${path}`,
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
    return { status: response.statusCode, body: response.body };
  };
  const micros = (atMs: number) => String(Math.round(atMs * 1000));
  const dialplanForm = readForm(readCaptured('dialplan-01.txt').body);
  /** A question for the dialplan; fields of the captured one that tell of its phone are replaced. */
  const ask = async (fields: Readonly<Record<string, string | undefined>>) => {
    const { status, body } = await post('dialplan', writeForm({ ...dialplanForm, ...fields }));
    return { status, actions: elementsOf(parseXml(body), 'action').map(actionOf), body };
  };

  type Call = Readonly<{
    /** user@realm whose digest was checked; null: known by its address. */
    device: string | null;
    destination: string;
    source?: string;
    fields?: Readonly<Record<string, string | undefined>>;
    /** Contacts of devices, by the name that they are registered under. */
    registered?: Readonly<Record<string, readonly string[]>>;
    outcome?: (leg: Leg) => Outcome;
    /** The caller is gone before the dialplan's answer comes. */
    isGone?: boolean;
    uuid?: string;
  }>;
  const dial = async (call: Call): Promise<Dialled> => {
    const { device, destination, source = '192.0.2.99', outcome = () => ({ talkMs: 10_000 }) } = call;
    const uuid = call.uuid ?? randomUUID();
    const createdMs = world.now().getTime();
    const variables: Record<string, string> = device === null ? {} : { tollbook_device: device };
    const legs: (Leg & { uuid: string })[] = [];
    const cdrs: { uuid: string; leg: 'a' | 'b'; body: string }[] = [];
    let refused: string | null = null;
    let challenge: string | null = null;
    let atMs = createdMs + 20;
    let answeredMs = 0;
    const end = (cause: string, how: string) => {
      variables.hangup_cause = cause;
      variables.sip_hangup_disposition = how;
    };
    const asked = async (dialled: string) => {
      const own = Object.entries(variables).map(([name, value]) => [`variable_${name}`, value]);
      const { actions } = await ask({
        'Unique-ID': uuid,
        'Caller-Channel-Created-Time': micros(createdMs),
        'Caller-Destination-Number': dialled,
        'Caller-Context': 'tollbook',
        'Caller-Network-Addr': source,
        variable_sip_received_ip: source,
        ...call.fields,
        ...Object.fromEntries(own),
      });
      return actions;
    };
    const run = async (actions: readonly Action[]): Promise<void> => {
      for (const { application, data } of actions) {
        if (application === 'set') {
          const [name = '', value = ''] = data.split(/=(.*)/s, 2);
          if (value === '') delete variables[name];
          else variables[name] = value;
        } else if (application === 'respond') {
          refused = data;
          challenge = data.startsWith('407') ? (variables.sip_challenge_realm ?? '') : null;
          return end('CALL_REJECTED', 'send_refuse');
        } else if (application === 'transfer') {
          return run(await asked(data.split(' ')[0]!));
        } else if (application === 'bridge') {
          const cause = bridge(data);
          if (cause === null) return;
          if (!(variables.continue_on_fail ?? '').split(',').includes(cause)) {
            return end(cause, cause === 'ORIGINATOR_CANCEL' ? 'recv_cancel' : 'send_refuse');
          }
        }
      }
      if (variables.hangup_cause === undefined) end('NORMAL_CLEARING', 'send_refuse');
    };
    /** Null when it was answered, else the cause of the failure. */
    const bridge = (data: string): string | null => {
      const dialString = readDialString(data, call.registered ?? {});
      const tried: [Leg, Outcome][] = dialString.map((leg) => [leg, outcome(leg)]);
      const winner = tried.find(([, result]) => typeof result === 'object');
      let cause = 'USER_NOT_REGISTERED';
      for (const [leg, result] of tried) {
        const legUuid = randomUUID();
        legs.push({ ...leg, uuid: legUuid });
        const startMs = atMs;
        if (winner?.[0] === leg && typeof result === 'object') {
          const { talkMs, by = 'callee', ringMs = 500 } = result;
          answeredMs = startMs + ringMs;
          atMs = answeredMs + talkMs;
          const [why, how] = END_OF[by];
          cdrs.push({
            uuid: legUuid,
            leg: 'b',
            body: calledCdr(leg, { uuid: legUuid, startMs, answeredMs, endMs: atMs, cause: why, how }),
          });
          end(why, how === 'recv_bye' ? 'send_bye' : 'recv_bye');
          continue;
        }
        const status =
          result === 'silent' ? 408 : result === 'cancel' ? 487 : typeof result === 'number' ? result : 487;
        cause = winner === undefined ? CAUSES[status]! : 'LOSE_RACE';
        if (winner === undefined) {
          atMs += 30;
          variables.last_bridge_hangup_cause = cause;
          if (result !== 'cancel') variables.last_bridge_proto_specific_hangup_cause = `sip:${status}`;
        }
        const how = cause === 'LOSE_RACE' || result === 'cancel' ? 'send_cancel' : 'recv_refuse';
        cdrs.push({
          uuid: legUuid,
          leg: 'b',
          body: calledCdr(leg, { uuid: legUuid, startMs, answeredMs: 0, endMs: atMs, cause, how }),
        });
      }
      if (winner !== undefined) {
        variables.originate_disposition = 'SUCCESS';
        return null;
      }
      variables.originate_failed_cause = cause;
      variables.originate_disposition = cause;
      return cause;
    };
    const actions = await asked(destination);
    if (call.isGone === true) end('ORIGINATOR_CANCEL', 'recv_cancel');
    else await run(actions);
    const times = { uuid, startMs: createdMs, answeredMs, endMs: atMs };
    if (variables.process_cdr !== 'false') cdrs.push({ uuid, leg: 'a', body: callerCdr(variables, times) });
    return { uuid, refused, variables, legs, cdrs, challenge };
  };
  const sendCdr = ({ uuid, leg, body }: Dialled['cdrs'][number]) =>
    post(`cdr?uuid=${leg === 'a' ? 'a_' : ''}${uuid}`, body);
  return {
    key,
    switchId: made.id as string,
    post,
    ask,
    dial,
    sendCdr,
    /** Calls, and sends the records as they come. */
    call: async (call: Call): Promise<Dialled> => {
      const dialled = await dial(call);
      for (const cdr of dialled.cdrs) {
        const { status, body } = await sendCdr(cdr);
        if (status !== 200) throw new Error(`a record was answered ${status}: ${body}`);
      }
      return dialled;
    },
  };
}

export const basic = (key: string, name = 'freeswitch') =>
  `Basic ${Buffer.from(`${name}:${key}`).toString('base64')}`;

type Action = Readonly<{ application: string; data: string }>;
const actionOf = ({ attributes: { application = '', data = '' } }: Node): Action => ({ application, data });

const END_OF = {
  caller: ['NORMAL_CLEARING', 'send_bye'],
  callee: ['NORMAL_CLEARING', 'recv_bye'],
  limit: ['ALLOTTED_TIMEOUT', 'send_bye'],
  operator: ['MANAGER_REQUEST', 'send_bye'],
} as const;

/** `{name=value,…}target,target`, the contacts of devices written in. Throws for what FreeSWITCH would not read as meant. */
function readDialString(
  data: string,
  registered: Readonly<Record<string, readonly string[]>>,
): readonly Leg[] {
  const [, inner = '', rest = ''] = /^\{((?:[^{}]|\\\$\{uuid\})*)\}(.*)$/s.exec(data) ?? [];
  if (rest === '') throw new Error(`no dial string: ${data}`);
  const common = readVariables(inner);
  const written = rest.replaceAll(
    /\$\{sofia_contact\(tollbook\/([^@]+)@tollbook\/(\[[^\]]*\])\)\}/g,
    (_, device: string, prefix: string) =>
      (registered[device] ?? []).map((contact) => `${prefix}sofia/tollbook/${contact}`).join(',') ||
      'error/user_not_registered',
  );
  return written.split(',').flatMap((each) => {
    const [, own = '', target = ''] = /^(?:\[([^\]]*)\])?(.*)$/s.exec(each) ?? [];
    if (target.startsWith('error/')) return [];
    return [{ target, variables: { ...common, ...readVariables(own) } }];
  });
}

function readVariables(text: string): Record<string, string> {
  const pairs = text.match(/(?:'[^']*'|[^,'])+/g) ?? [];
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
}

type Times = Readonly<{ uuid: string; startMs: number; answeredMs: number; endMs: number }>;

function cdrFrom(name: string, changes: Readonly<Record<string, string | undefined>>): string {
  const record = JSON.parse(readCaptured(name).body) as { variables: Record<string, string> };
  const kept = Object.entries(record.variables).filter(([key]) => !key.startsWith('billing_'));
  record.variables = JSON.parse(JSON.stringify({ ...Object.fromEntries(kept), ...changes }));
  return JSON.stringify(record);
}

const stamps = ({ uuid, startMs, answeredMs, endMs }: Times) => ({
  uuid,
  start_uepoch: String(startMs * 1000),
  answer_uepoch: String(answeredMs * 1000),
  end_uepoch: String(endMs * 1000),
});

const calledCdr = (leg: Leg, { cause, how, ...times }: Times & Readonly<{ cause: string; how: string }>) =>
  cdrFrom('cdr-01.txt', {
    ...stamps(times),
    ...leg.variables,
    hangup_cause: cause,
    hangup_cause_q850: cause === 'NORMAL_TEMPORARY_FAILURE' ? '41' : '16',
    sip_hangup_disposition: how,
  });

/** Of a caller's leg, what stands there of a bridge is of this call alone. */
const callerCdr = (variables: Readonly<Record<string, string>>, times: Times) =>
  cdrFrom('cdr-02.txt', {
    last_bridge_to: undefined,
    bridge_uuid: undefined,
    proto_specific_hangup_cause: undefined,
    sip_term_status: undefined,
    ...stamps(times),
    ...variables,
  });
