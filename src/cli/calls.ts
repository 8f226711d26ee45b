/** `tollbook calls simulate | explain | replay`: what would become of a call, why one was as it was, and what others would cost. */
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { ConfigError } from '../config.ts';
import type { Actor } from '../domain/accounts/actor.ts';
import { known } from '../domain/assert.ts';
import { isReason, REASONS } from '../domain/charging/reasons.ts';
import { isUuid } from '../domain/ids.ts';
import { callBody } from '../http/charging/call-routes.ts';
import { replayBody } from '../http/charging/replay-route.ts';
import { simulatedCallBody } from '../http/charging/simulated-call-route.ts';
import { actorOf } from '../operations/accounts/actor-of.ts';
import { readCall } from '../operations/charging/explain-call.ts';
import { replayCalls } from '../operations/charging/replay-calls.ts';
import { simulateCall } from '../operations/charging/simulate-call.ts';
import { accountByNumber, operatorId } from '../postgres/accounts/find-account.ts';
import { signInOfAccount } from '../postgres/accounts/sign-ins.ts';
import type { Db } from '../postgres/pool.ts';
import { rateGroupsNamed } from '../postgres/rating/rate-groups.ts';
import { call } from '../schemas/charging/call-list.ts';
import { replayQuery, type ReplayBody } from '../schemas/charging/replay.ts';
import { simulatedCallQuery, type SimulatedCallBody } from '../schemas/charging/simulated-call.ts';
import { withDatabase, type DatabaseForCommand } from './with-database.ts';

const USAGE = `tollbook calls simulate --account NUMBER --to NUMBER [--from NUMBER] [--seconds N] [--at TIME] [--json]
  what would become of a call: its checks, price at each level, longest duration and routes
tollbook calls explain SESSION_ID [--json]
  each check of a call that was made, and its price as arithmetic
tollbook calls replay --account NUMBER --rate-group NAME [--calls N] [--at TIME] [--json]
  what the last answered calls (1000) would have cost by another rate group
and the flags of "tollbook start" that say where the data is. Nothing is changed.
Exit codes: 0 the call is possible, or was found; 1 it is refused, or something is not there; 2 the command is wrong.`;

type Command = (database: DatabaseForCommand, asked: Asked) => Promise<number>;
const COMMANDS: Readonly<Record<string, Command>> = { simulate, explain, replay };

export async function run(args: string[]): Promise<number> {
  const [name = '', ...flags] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const asked = command === undefined ? null : readFlags(name, flags);
  if (command === undefined || asked === null) {
    console.error(USAGE);
    return 2;
  }
  return withDatabase(asked.rest, 'find', (database) => command(database, asked));
}

type Asked = Readonly<{
  values: Readonly<Record<string, string | undefined>>;
  isJson: boolean;
  session: string;
  rest: readonly string[];
}>;

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  simulate: ['account', 'to'],
  explain: [],
  replay: ['account', 'rate-group'],
};
const OWN = ['account', 'to', 'from', 'seconds', 'at', 'rate-group', 'calls'] as const;

/** Null when something is missing. Flags that are not this command's are those of the installation. */
function readFlags(name: string, flags: readonly string[]): Asked | null {
  const { values, tokens } = parseArgs({
    args: [...flags],
    options: {
      json: { type: 'boolean' },
      ...Object.fromEntries(OWN.map((flag) => [flag, { type: 'string' as const }])),
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const isOwn = (flag: string) => flag === 'json' || (OWN as readonly string[]).includes(flag);
  const taken = new Set(
    tokens.flatMap((token) =>
      token.kind !== 'option' || !isOwn(token.name)
        ? []
        : token.value === undefined || token.inlineValue
          ? [token.index]
          : [token.index, token.index + 1],
    ),
  );
  const first = name === 'explain' && flags[0] !== undefined && !flags[0].startsWith('-') ? flags[0] : '';
  const rest = flags.filter((_flag, index) => !taken.has(index) && !(index === 0 && first !== ''));
  const texts = Object.fromEntries(
    OWN.map((flag) => [flag, typeof values[flag] === 'string' ? values[flag] : undefined]),
  );
  const isMissing = (NEEDED[name] ?? []).some((flag) => (texts[flag] ?? '') === '');
  if (isMissing || (name === 'explain' && first === '')) return null;
  return { values: texts, isJson: values.json === true, session: first, rest };
}

async function simulate({ reads }: DatabaseForCommand, { values, isJson }: Asked): Promise<number> {
  const question = simulatedCallQuery.safeParse({
    to: values.to,
    callerNumber: values.from,
    seconds: values.seconds,
    at: values.at,
  });
  if (!question.success) throw wrong(question.error.issues);
  const { to, callerNumber = null, seconds = null, at: asked } = question.data;
  const at = asked === undefined ? new Date() : new Date(asked);
  const accountId = await accountCalled(reads, known(values.account, 'a needed flag'));
  if (accountId === null) return 1;
  const simulated = await simulateCall(reads, await theOperator(reads), accountId, {
    to,
    callerNumber,
    seconds,
    at,
  });
  const body = simulatedCallBody(simulated, at);
  if (isJson) console.log(JSON.stringify(body));
  else tellCall(body);
  return body.isAllowed ? 0 : 1;
}

type CallBody = z.output<typeof call>;

async function explain({ reads }: DatabaseForCommand, { session, isJson }: Asked): Promise<number> {
  if (!isUuid(session)) {
    console.error(`"${session}" is no id of a call. The list of calls, and the switch's log, have it.`);
    return 2;
  }
  const actor = await theOperator(reads);
  const body = call.parse(callBody(await readCall(reads, session, actor), actor));
  if (isJson) console.log(JSON.stringify(body));
  else {
    const reason = body.reason === null ? '' : ` (${body.reason}: ${body.reasonText})`;
    console.log(
      `${body.startedAt}  ${body.dialledNumber}  ${body.outcome ?? `live (${body.state})`}${reason}`,
    );
    if (body.hasTraceEnded) tell(['What the checks saw was removed: it is kept for some days only.']);
    tell(body.trace.map(({ sentence }) => sentence));
    tell(body.arithmetic);
    if (body.continues !== null) tell([`continues ${linkText(body.continues)}`]);
    tell(body.onward.map((each) => `went on as ${linkText(each)}`));
  }
  return 0;
}

async function replay({ reads }: DatabaseForCommand, { values, isJson }: Asked): Promise<number> {
  const named = await rateGroupsNamed(reads, known(values['rate-group'], 'a needed flag'));
  const [rateGroupId, another] = named;
  if (rateGroupId === undefined || another !== undefined) {
    const name = values['rate-group'];
    console.error(
      another === undefined
        ? `There is no rate group "${name}".`
        : `Several rate groups are called "${name}". Say which by its id: ${named.join(', ')}.`,
    );
    return 1;
  }
  const question = replayQuery.safeParse({ rateGroupId, calls: values.calls, at: values.at });
  if (!question.success) throw wrong(question.error.issues);
  const { calls: limit, at: asked } = question.data;
  const at = asked === undefined ? new Date() : new Date(asked);
  const accountId = await accountCalled(reads, known(values.account, 'a needed flag'));
  if (accountId === null) return 1;
  const actor = await theOperator(reads);
  const body = replayBody(await replayCalls(reads, actor, accountId, { rateGroupId, limit, at }));
  if (isJson) console.log(JSON.stringify(body));
  else tellReplay(body);
  return 0;
}

function linkText({ sessionId, accountNumber, outcome }: CallBody['onward'][number]): string {
  return `${sessionId} of account ${accountNumber}, ${outcome}`;
}

function wrong([issue]: readonly Readonly<{ path: readonly PropertyKey[]; message: string }>[]): ConfigError {
  return new ConfigError(`--${String(issue?.path[0])}: ${issue?.message}`);
}

async function accountCalled(db: Db, number: string): Promise<string | null> {
  const account = await accountByNumber(db, number);
  if (account === null) console.error(`There is no account ${number}.`);
  return account?.publicId ?? null;
}

/** Whoever runs commands on the machine sees what the operator sees. */
async function theOperator(db: Db): Promise<Actor> {
  const signIn = known(await signInOfAccount(db, await operatorId(db)), 'the operator');
  return known(actorOf(signIn, { via: 'session', address: '' }), 'the operator');
}

function tell(lines: readonly string[]): void {
  for (const line of lines) console.log(`  ${line}`);
}

function tellCall(simulated: SimulatedCallBody): void {
  const {
    ending,
    trace,
    arithmetic,
    reason,
    isAllowed,
    longestSeconds,
    talkSeconds,
    levels,
    routes,
    skipped,
  } = simulated;
  const why = reason !== null && isReason(reason) ? `: ${REASONS[reason].staff}` : '';
  console.log(isAllowed ? `Possible, for ${longestSeconds} s at most.` : `Refused, ${reason}${why}`);
  if (ending !== null) tell([ending]);
  tell(trace.map(({ sentence }) => sentence));
  tell(arithmetic);
  tell(
    levels.map(({ name, charge, currency, margin }) => {
      const kept = margin === null ? '' : `, of which ${margin} stay with whoever sells`;
      return `${name}: ${charge} ${currency} for ${talkSeconds} s${kept}`;
    }),
  );
  tell(
    (routes ?? []).map(
      ({ trunk, prefix, cost, currency }) => `over ${trunk} (${prefix}): ${cost} ${currency}`,
    ),
  );
  tell(
    (skipped ?? []).map(
      ({ trunk, gateway, why: cause }) =>
        `not over ${gateway === null ? trunk : `${gateway} of ${trunk}`}: ${cause}`,
    ),
  );
}

function tellReplay({ currency, calls, charged, replayed, difference, ...rest }: ReplayBody): void {
  console.log(
    `${calls} calls by ${rest.rateGroup}: ${replayed} ${currency}, charged were ${charged} ${currency}, difference ${difference} ${currency}.`,
  );
  if (rest.unpriced.calls > 0)
    console.log(`${rest.unpriced.calls} calls would be refused; they were charged ${rest.unpriced.charged}.`);
  if (rest.nonCli.calls > 0)
    console.log(
      `${rest.nonCli.calls} of them were priced by the NON-CLI rate group, and stay so; they cost ${rest.nonCli.charged}.`,
    );
  tell(
    rest.destinations.map((each) => {
      const name = each.destination === '' ? each.prefix : `${each.prefix} ${each.destination}`;
      return `${name}: ${each.calls} calls, ${each.talkSeconds} s, ${each.charged} → ${each.replayed}`;
    }),
  );
}
