/** Makes and changes gateways; their passwords are sealed under the master key. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { withDefaults } from '../../domain/accounts/new-account.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { GATEWAY_PASSWORD } from '../../domain/routing/sealed-purposes.ts';
import { forgetHealth } from '../../postgres/routing/gateway-health.ts';
import {
  findGateway,
  findTrunk,
  insertGateway,
  updateGateway,
  type GatewayRow,
  type GatewayValues,
} from '../../postgres/routing/trunks.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { sealSecret } from '../secrets.ts';
import { fieldsOfGateway, recordRoutes } from './record-routes.ts';
import { refuseCustomers } from './refuse-customers.ts';
import { refuseSameGateway } from './refuse-trunks.ts';

export type GatewayInput = Omit<GatewayValues, 'sealedPassword' | 'inactiveReason'> &
  Readonly<{ password: string | null }>;

/** Makes a gateway of a trunk and returns its public id. */
export async function createGateway(
  context: Context,
  actor: Actor,
  input: GatewayInput & Readonly<{ trunkId: string }>,
  key: string | null,
): Promise<string> {
  const once = { principalId: actor.accountId, route: 'POST /gateways', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const trunk = await findTrunk(tx, input.trunkId).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      throw fieldProblem('trunkId', 'not_found', 'There is no such trunk.');
    });
    await refuseCustomers(tx, 'host', [input.host]);
    await refuseSameGateway(tx, { trunkId: trunk.id, gatewayId: null }, input);
    const sealedPassword = seal(context, input.password);
    checkRegistration({ ...input, sealedPassword });
    const publicId = randomUUID();
    await insertGateway(tx, {
      ...input,
      publicId,
      inactiveReason: '',
      trunkId: trunk.id,
      sealedPassword,
    });
    const after = { 'trunk.name': trunk.name, ...fieldsOfGateway(await findGateway(tx, publicId)) };
    await recordRoutes(tx, actor, 'gateway.added', { before: {}, after, happenedAt: context.now() });
    return { publicId };
  });
  return answer.publicId;
}

export type GatewayChange = {
  readonly [Key in keyof GatewayInput]?: GatewayInput[Key] | undefined;
} & Readonly<{ inactiveReason?: string | undefined }>;

const PASSWORD_OF_ANOTHER =
  'Type the password again: it was given for another host. By the API null takes it away.';

/** Only what is sent changes; `password: null` takes the password away. The kept one goes to no other host. */
export function changeGateway(
  context: Context,
  actor: Actor,
  publicId: string,
  change: GatewayChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row = await findGateway(tx, publicId);
    const { password, ...values } = change;
    const isElsewhere = values.host !== undefined && values.host !== row.host;
    if (isElsewhere && password === undefined && row.sealedPassword !== null)
      throw fieldProblem('password', 'required', PASSWORD_OF_ANOTHER);
    if (isElsewhere && values.host !== undefined) await refuseCustomers(tx, 'host', [values.host]);
    const isActive = (values.status ?? row.status) === 'active';
    if (isActive && (values.inactiveReason ?? '') !== '')
      throw fieldProblem('inactiveReason', 'not_applicable', 'Only a gateway that is inactive has a reason.');
    const inactiveReason = isActive ? '' : (values.inactiveReason ?? row.inactiveReason);
    const sealedPassword = password === undefined ? row.sealedPassword : seal(context, password);
    const changed = withDefaults<GatewayValues>(row, { ...values, inactiveReason, sealedPassword });
    checkRegistration(changed);
    if (PLACE.some((field) => changed[field] !== row[field]))
      await refuseSameGateway(tx, { trunkId: row.trunkId, gatewayId: row.id }, changed);
    await updateGateway(tx, row.id, changed);
    if (isAnother(row, change)) await forgetHealth(tx, row.id);
    const before = fieldsOfGateway(row);
    const after = fieldsOfGateway(await findGateway(tx, publicId));
    // Another password leaves no difference, and is a change all the same.
    const isAlways = typeof password === 'string';
    await recordRoutes(tx, actor, 'gateway.changed', { before, after, happenedAt: context.now(), isAlways });
  });
}

const PLACE = ['host', 'port', 'transport'] as const;

/** What failed before says nothing about another place or sign-in, nor about a gateway that somebody puts back. */
function isAnother(row: GatewayRow, change: GatewayChange): boolean {
  const isPutBack = change.status === 'active' && row.status !== 'active';
  const isElsewhere = [...PLACE, 'username' as const].some(
    (field) => change[field] !== undefined && change[field] !== row[field],
  );
  return isPutBack || isElsewhere || change.password !== undefined;
}

/** Makes a gateway healthy: the next calls use it again. One that is has nothing to be told of. */
export function resetGatewayHealth(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id, name, failures, unhealthySince } = await findGateway(tx, publicId);
    await forgetHealth(tx, id);
    if (failures === 0) return;
    const before = { 'gateway.name': name, 'gateway.unhealthySince': unhealthySince?.toISOString() ?? null };
    const after = { 'gateway.name': name, 'gateway.unhealthySince': null };
    const event = { before, after, happenedAt: context.now(), isAlways: true };
    await recordRoutes(tx, actor, 'gateway.health_reset', event);
  });
}

/** What a name in a SIP URI may be without a sign that means something there. */
const NAME_IN_URI = /^[A-Za-z0-9._+-]{1,64}$/;
/** What would end the quoted name in the answer to a digest, or begin an escape there (RFC 2617 §3.2.2). */
const ENDS_A_QUOTE = /["\\\p{Cc}]/u;

/**
 * Throws a field problem: a user name can be told to who asks for a digest, and who registers has one that a
 * registrar can be told, and a password.
 */
function checkRegistration({
  registers,
  username,
  sealedPassword,
}: Pick<GatewayValues, 'registers' | 'username' | 'sealedPassword'>): void {
  if (ENDS_A_QUOTE.test(username))
    throw fieldProblem(
      'username',
      'invalid',
      'Type a user name without quotation marks, backslashes and control characters: it is sent within quotation marks.',
    );
  if (!registers) return;
  if (!NAME_IN_URI.test(username))
    throw fieldProblem(
      'username',
      'required',
      'To register there, type the user name: up to 64 letters, digits, ".", "_", "+" and "-".',
    );
  if (sealedPassword === null)
    throw fieldProblem('password', 'required', 'To register there, type the password.');
}

function seal(context: Context, password: string | null): Buffer | null {
  return password === null || password === ''
    ? null
    : sealSecret(context.masterKey, GATEWAY_PASSWORD, password);
}
