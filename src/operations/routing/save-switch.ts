/** Makes and changes switches. */
import { randomUUID } from 'node:crypto';
import { withDefaults } from '../../domain/accounts/new-account.ts';
import { fieldProblem } from '../../domain/problem.ts';
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

/** What keys of switches begin with. */
export const SWITCH_KEY_PREFIX = 'tbsw_';

export type SwitchInput = Omit<SwitchValues, 'sealedControlKey' | 'status'> &
  Readonly<{ controlKey: string | null }>;
export type SwitchSecret = Readonly<{ switchId: string; key: string }>;

/** Makes a switch; the key it must show is returned this once. */
export async function createSwitch(context: Context, input: SwitchInput): Promise<SwitchSecret> {
  checkControl(input);
  const switchId = randomUUID();
  const key = drawToken(SWITCH_KEY_PREFIX);
  await withTransaction(context.pool, (tx) =>
    insertSwitch(tx, {
      ...input,
      publicId: switchId,
      keyHash: hashToken(key),
      sealedControlKey: seal(context, input.controlKey),
      status: 'active',
      createdAt: context.now(),
    }),
  );
  return { switchId, key };
}

export type SwitchChange = { readonly [Key in keyof SwitchInput]?: SwitchInput[Key] | undefined } & Readonly<{
  status?: SwitchValues['status'] | undefined;
}>;

/** Only what is sent changes. An inactive switch is refused like an unknown one. */
export function changeSwitch(context: Context, publicId: string, change: SwitchChange): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row = await findSwitch(tx, publicId);
    const { controlKey, ...values } = change;
    const sealedControlKey = controlKey === undefined ? row.sealedControlKey : seal(context, controlKey);
    await updateSwitch(tx, row.id, withDefaults<SwitchValues>(row, { ...values, sealedControlKey }));
  });
}

/** Gives a switch a new key; the old one stops working at once. */
export async function renewSwitchKey(context: Context, publicId: string): Promise<SwitchSecret> {
  const key = drawToken(SWITCH_KEY_PREFIX);
  await withTransaction(context.pool, async (tx) => {
    const row = await findSwitch(tx, publicId);
    await updateSwitchKey(tx, row.id, hashToken(key));
  });
  return { switchId: publicId, key };
}

/** Without its key Kamailio refuses every push, which looks like a switch that is away. */
function checkControl({ kind, controlUrl, controlKey }: SwitchInput): void {
  if (kind !== 'kamailio' || controlUrl === null || (controlKey !== null && controlKey !== '')) return;
  throw fieldProblem(
    'controlKey',
    'required',
    'Give the control key of kamailio.cfg, or leave controlUrl out.',
  );
}

function seal(context: Context, key: string | null): Buffer | null {
  return key === null || key === '' ? null : sealSecret(context.masterKey, SWITCH_CONTROL_KEY, key);
}
