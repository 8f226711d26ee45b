/**
 * A caller of an access number on a FreeSWITCH, as mod_httapi plays it: it posts what a real one posted, with this caller's own variables,
 * does what the answer says, and posts again what was not answered. What is dialled ends as the test says.
 */
import { randomUUID } from 'node:crypto';
import type { createWorld } from '../../charging/world.ts';
import { PROMPTS } from '../../../src/domain/cards/prompts.ts';
import type { Language } from '../../../src/domain/languages.ts';
import { basic } from './fake-freeswitch.ts';
import { readCaptured, readForm, writeForm } from './fixtures.ts';
import { parseXml, type Node } from './xml-tree.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** What becomes of a dial string: talk until somebody hangs up, a SIP status, or nothing until it has rung long enough. */
export type DialOutcome =
  | Readonly<{ talkMs: number; cause?: string; isEarly?: boolean }>
  | number
  | 'no_answer';
type Dial = Readonly<{ data: string; variables: Readonly<Record<string, string>> }>;

const CAUSES: Readonly<Record<number, string>> = {
  404: 'UNALLOCATED_NUMBER',
  480: 'NO_USER_RESPONSE',
  486: 'USER_BUSY',
  502: 'NETWORK_OUT_OF_ORDER',
  503: 'NORMAL_TEMPORARY_FAILURE',
  603: 'CALL_REJECTED',
};

const FIRST = readForm(readCaptured('httapi-01.txt').body);
/** What of it belongs to another call. */
const NOT_OURS = /^(variable_(tollbook|uuid|sip_|call_uuid)|Caller-Unique-ID|session_id$)/;

export async function cardPhone(
  world: World,
  key: string,
  {
    accessNumber,
    callerNumber = '442071234567',
    source = '192.0.2.1',
    device = null,
    base = 'http://127.0.0.1:8081',
    variables: own = {},
  }: Readonly<{
    accessNumber: string;
    callerNumber?: string;
    source?: string;
    device?: string | null;
    base?: string;
    variables?: Readonly<Record<string, string>>;
  }>,
) {
  const uuid = randomUUID();
  const micros = () => String(world.now().getTime() * 1000);
  const createdAt = micros();
  const kept = Object.fromEntries(Object.entries(FIRST).filter(([name]) => !NOT_OURS.test(name)));
  const params: Record<string, string> = {};
  const variables: Record<string, string> = {
    uuid,
    sip_from_user: callerNumber,
    sip_received_ip: source,
    sip_call_id: `${uuid}@phone`,
    tollbook_card: '1',
    tollbook_access_number: accessNumber,
    ...(device === null ? {} : { tollbook_device: device }),
    ...own,
  };
  /** Everything that was played, by name, in order; "|" ends what was played at once. */
  const played: string[] = [];
  /** Texts of the limits that were set on the leg. */
  const limits: string[] = [];
  const dials: Dial[] = [];
  const posts: string[] = [];
  let isOver = false;
  let isCollecting = false;
  let dialling: ((dial: Dial) => DialOutcome) | null = null;

  const formOf = (more: Readonly<Record<string, string>> = {}) =>
    writeForm({
      ...kept,
      session_id: uuid,
      url: `${base}/switch/freeswitch/v1/cards`,
      'Caller-Unique-ID': uuid,
      'Caller-Channel-Created-Time': createdAt,
      'Caller-Channel-Answered-Time': createdAt,
      'Caller-Destination-Number': accessNumber,
      ...params,
      ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`variable_${name}`, value])),
      ...more,
    });
  const post = async (body: string, to: Pick<World['charging'], 'listener'> = world.charging) => {
    posts.push(body);
    const response = await to.listener.inject({
      method: 'POST',
      url: '/switch/freeswitch/v1/cards',
      headers: { authorization: basic(key), 'content-type': 'application/x-www-form-urlencoded' },
      payload: body,
    });
    return {
      status: response.statusCode,
      type: String(response.headers['content-type']),
      body: response.body,
    };
  };

  /** Does what a document says, until it has to wait for the caller. Throws for what mod_httapi would not do. */
  const follow = (body: string): void => {
    const document = parseXml(body);
    if (document.attributes.type !== 'text/freeswitch-httapi') throw new Error(`no document: ${body}`);
    const [paramNode, work] = document.children;
    for (const [, name = '', text = ''] of textsOf(body, paramNode!)) params[name] = text;
    isCollecting = false;
    for (const { name, attributes } of work!.children) {
      if (name === 'hangup') {
        isOver = true;
        return;
      }
      if (name !== 'execute') throw new Error(`<${name}>`);
      execute(attributes.application ?? '', attributes.data ?? '');
    }
  };
  const execute = (application: string, data: string): void => {
    switch (application) {
      case 'unset':
        delete variables[data];
        return;
      case 'set': {
        const [name = '', value = ''] = data.split(/=(.*)/s, 2);
        const api = /^\$\{(\w+)\((.*)\)\}$/.exec(value);
        if (api?.[1] === 'sched_api') limits.push(api[2]!);
        variables[name] = api?.[1] === 'strmicroepoch' ? micros() : value;
        return;
      }
      case 'playback':
        return play(data);
      case 'play_and_get_digits': {
        const [min, max, tries, timeout, ends, file = '', invalid = '', name, regexp, between] =
          data.split(' ');
        if (between === undefined || Number(timeout) < 1000) throw new Error(data);
        if (min !== '0' || tries !== '1' || ends !== '#' || regexp !== '.*' || Number(max) > 127)
          throw new Error(data);
        if (name !== 'tollbook_digits') throw new Error(data);
        namesIn(`file_string://${invalid}`, base);
        play(file);
        delete variables.tollbook_digits;
        isCollecting = true;
        return;
      }
      case 'bridge':
        return bridge(data);
      default:
        throw new Error(`mod_httapi may not run ${application}`);
    }
  };
  const play = (data: string) => void played.push(...namesIn(data, base), '|');
  const bridge = (data: string): void => {
    const dial = { data, variables: { ...variables } };
    dials.push(dial);
    const outcome = (dialling ?? (() => 404 as DialOutcome))(dial);
    if (typeof outcome === 'object') {
      variables.originate_disposition = 'SUCCESS';
      if (outcome.isEarly !== true) variables.tollbook_answered = micros();
      world.advance(outcome.talkMs);
      variables.bridge_hangup_cause = outcome.cause ?? 'NORMAL_CLEARING';
      return;
    }
    const cause = outcome === 'no_answer' ? 'NO_ANSWER' : (CAUSES[outcome] ?? 'NORMAL_TEMPORARY_FAILURE');
    variables.originate_failed_cause = cause;
    variables.originate_disposition = cause;
    if (typeof outcome === 'number') variables.last_bridge_proto_specific_hangup_cause = `sip:${outcome}`;
    if (variables.continue_on_fail !== 'true') isOver = true;
  };
  /** Posts until it is to wait for the caller again; what was played since is returned. */
  const go = async (): Promise<string> => {
    const from = played.length;
    do {
      const { status, type, body } = await post(formOf());
      if (status !== 200 || !type.includes('text/xml')) throw new Error(`${status} ${type} ${body}`);
      follow(body);
    } while (!isOver && !isCollecting);
    return heard(played.slice(from));
  };
  return {
    uuid,
    params,
    variables,
    dials,
    limits,
    posts,
    post,
    formOf,
    follow,
    isOver: () => isOver,
    start: go,
    keys: async (digits: string, outcome: (dial: Dial) => DialOutcome = () => 404) => {
      if (digits !== '') variables.tollbook_digits = digits;
      dialling = outcome;
      return go();
    },
    /** The caller is gone: mod_httapi posts a last time. */
    hangUp: async (over: Readonly<Record<string, string>> = {}) => {
      isOver = true;
      const last = { exiting: 'true', variable_end_uepoch: micros(), ...over };
      return post(formOf(last));
    },
  };
}

/** Names without their language, as a sentence: "welcome enter-pin". */
const heard = (played: readonly string[]): string =>
  played
    .filter((name) => name !== '|')
    .map((name) => name.split('/')[1])
    .join(' ');

/** Names of prompts that a list of files plays; throws for what is none of ours. */
function namesIn(data: string, base: string): readonly string[] {
  if (!data.startsWith('file_string://')) throw new Error(`no list of files: ${data}`);
  return data
    .slice('file_string://'.length)
    .split('!')
    .map((url) => {
      const at = `${base}/switch/freeswitch/v1/prompts/`;
      const [, language = '', name = ''] = /^(\w+)\/([a-z0-9-]+)\.wav$/.exec(url.slice(at.length)) ?? [];
      if (!url.startsWith(at) || !Object.hasOwn(PROMPTS[language as Language] ?? {}, name))
        throw new Error(`no prompt: ${url}`);
      return `${language}/${name}`;
    });
}

/** `<name>text</name>` of the elements below one: the tree has no texts. */
function textsOf(body: string, { children }: Node): readonly RegExpExecArray[] {
  return children.flatMap(({ name }) => {
    const found = new RegExp(`<(${name})>([^<]*)</${name}>`).exec(body);
    return found === null ? [] : [found];
  });
}
