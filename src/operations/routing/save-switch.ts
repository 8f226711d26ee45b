/** Makes and changes switches. */
import { randomUUID } from 'node:crypto';
import { withDefaults } from '../../domain/accounts/new-account.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { controlKindMistake } from '../../domain/routing/control-url.ts';
import { SWITCH_CONTROL_KEY } from '../../domain/routing/sealed-purposes.ts';
import {
  findSwitch,
  insertSwitch,
  updateSwitch,
  updateSwitchKey,
  type SwitchValues,
} from '../../postgres/routing/switches.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { drawToken, hashToken, sealSecret } from '../secrets.ts';
import { fieldsOfSwitch, recordRoutes, type Doer } from './record-routes.ts';

/** What keys of switches begin with. */
export const SWITCH_KEY_PREFIX = 'tbsw_';

export type SwitchInput = Omit<SwitchValues, 'sealedControlKey' | 'status'> &
  Readonly<{ controlKey: string | null }>;
export type SwitchSecret = Readonly<{ switchId: string; key: string }>;

/** Makes a switch; the key it must show is returned this once. */
export async function createSwitch(context: Context, doer: Doer, input: SwitchInput): Promise<SwitchSecret> {
  checkControl(input, input.controlKey !== null && input.controlKey !== '');
  const switchId = randomUUID();
  const key = drawToken(SWITCH_KEY_PREFIX);
  await withTransaction(context.pool, async (tx) => {
    const createdAt = context.now();
    await insertSwitch(tx, {
      ...input,
      publicId: switchId,
      keyHash: hashToken(key),
      sealedControlKey: seal(context, input.controlKey),
      status: 'active',
      createdAt,
    });
    const after = fieldsOfSwitch(await findSwitch(tx, switchId));
    await recordRoutes(tx, doer, 'switch.added', { before: {}, after, happenedAt: createdAt });
  });
  return { switchId, key };
}

export type SwitchChange = { readonly [Key in keyof SwitchInput]?: SwitchInput[Key] | undefined } & Readonly<{
  status?: SwitchValues['status'] | undefined;
}>;

const KEY_OF_ANOTHER = 'Type the control key again: it was given for another address.';

/**
 * Only what is sent changes. The kept key goes to no address that it was not given for, and away with its address. An
 * inactive switch is refused like an unknown one.
 */
export function changeSwitch(
  context: Context,
  doer: Doer,
  publicId: string,
  change: SwitchChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row = await findSwitch(tx, publicId);
    const { controlKey, ...values } = change;
    const isElsewhere = (values.controlUrl ?? row.controlUrl) !== row.controlUrl;
    if (isElsewhere && controlKey === undefined && row.sealedControlKey !== null)
      throw fieldProblem('controlKey', 'required', KEY_OF_ANOTHER);
    const kept = values.controlUrl === null ? null : row.sealedControlKey;
    const sealedControlKey = controlKey === undefined ? kept : seal(context, controlKey);
    const next = withDefaults<SwitchValues>(row, { ...values, sealedControlKey });
    const isControl =
      change.kind !== undefined || change.controlUrl !== undefined || controlKey !== undefined;
    if (isControl) checkControl(next, next.sealedControlKey !== null);
    await updateSwitch(tx, row.id, next);
    const [before, after] = [fieldsOfSwitch(row), fieldsOfSwitch(await findSwitch(tx, publicId))];
    const isAlways = typeof controlKey === 'string';
    await recordRoutes(tx, doer, 'switch.changed', { before, after, happenedAt: context.now(), isAlways });
  });
}

/** Gives a switch a new key; the old one stops working at once. */
export async function renewSwitchKey(context: Context, doer: Doer, publicId: string): Promise<SwitchSecret> {
  const key = drawToken(SWITCH_KEY_PREFIX);
  await withTransaction(context.pool, async (tx) => {
    const row = await findSwitch(tx, publicId);
    await updateSwitchKey(tx, row.id, hashToken(key));
    const named = { 'switch.name': row.name };
    const event = { before: named, after: named, happenedAt: context.now(), isAlways: true };
    await recordRoutes(tx, doer, 'switch.key_renewed', event);
  });
  return { switchId: publicId, key };
}

const KEYS: Readonly<Partial<Record<SwitchValues['kind'], string>>> = {
  kamailio: 'Give the control key of kamailio.cfg, or leave controlUrl out.',
  freeswitch: 'Give the password of event_socket.conf, or leave controlUrl out.',
};

/** Without its key a switch refuses every push, which looks like a switch that is away. */
function checkControl(
  { kind, controlUrl }: Pick<SwitchValues, 'kind' | 'controlUrl'>,
  hasKey: boolean,
): void {
  const mistake = controlKindMistake(kind, controlUrl);
  if (mistake !== null) throw fieldProblem('controlUrl', 'invalid', mistake);
  const wanted = KEYS[kind];
  if (wanted !== undefined && controlUrl !== null && !hasKey)
    throw fieldProblem('controlKey', 'required', wanted);
}

function seal(context: Context, key: string | null): Buffer | null {
  return key === null || key === '' ? null : sealSecret(context.masterKey, SWITCH_CONTROL_KEY, key);
}
