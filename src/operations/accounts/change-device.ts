/** Renames SIP devices, switches them off and on, removes them, and ends the secret before at once. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import {
  deleteDevice,
  deviceByPublicId,
  endOldCredentials,
  updateDevice,
  type SipDeviceRow,
} from '../../postgres/accounts/sip-devices.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkExtension } from './check-extension.ts';

export type DeviceChange = Readonly<{
  label?: string | undefined;
  status?: SipDeviceRow['status'] | undefined;
  extension?: string | null | undefined;
}>;

/** Only what is sent changes. Throws as `checkExtension` does. Calls that go on are not ended: an inactive device begins none. */
export function changeDevice(
  context: Context,
  actor: Actor,
  deviceId: string,
  change: DeviceChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { device, account } = await editableDevice(tx, actor, deviceId);
    const { label = device.label, status = device.status, extension = device.extension } = change;
    if (account.status === 'closed' && status === 'active' && device.status !== 'active')
      throw new Problem('account_is_closed');
    if (extension !== device.extension) await checkExtension(tx, account, extension, device.id);
    await updateDevice(tx, device, { label, status, extension });
    await recordAudit(tx, actor, {
      accountId: device.accountId,
      action: 'device.changed',
      changes: differencesOf(fieldsOf(device), fieldsOf({ label, status, extension })),
      happenedAt: context.now(),
    });
  });
}

/** Removes a device with its credentials. Records of its calls stay as they are. */
export function removeDevice(context: Context, actor: Actor, deviceId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { device } = await editableDevice(tx, actor, deviceId);
    await deleteDevice(tx, device.id);
    await recordAudit(tx, actor, {
      accountId: device.accountId,
      action: 'device.removed',
      changes: differencesOf(fieldsOf(device), {}),
      happenedAt: context.now(),
    });
  });
}

/** Ends every user name and password but the newest, now. Nothing happens when there is none. */
export function endOldSecret(context: Context, actor: Actor, deviceId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const device = await foundDevice(tx, actor, deviceId);
    const happenedAt = context.now();
    if ((await endOldCredentials(tx, device.id, happenedAt)) === 0) return;
    const { accountId } = device;
    await recordAudit(tx, actor, { accountId, action: 'device.old_secret_ended', happenedAt });
  });
}

const fieldsOf = ({ label, status, extension }: Pick<SipDeviceRow, 'label' | 'status' | 'extension'>) => ({
  'device.label': label,
  'device.status': status,
  'device.extension': extension,
});

async function editableDevice(tx: Tx, actor: Actor, deviceId: string) {
  const device = await foundDevice(tx, actor, deviceId);
  const account = await lockAccountById(tx, device.accountId);
  if (!isStaff(actor) && account.id === actor.accountId) {
    throw new Problem('not_permitted', { detail: 'SIP devices are kept by whoever is above.' });
  }
  return { device, account };
}

async function foundDevice(tx: Tx, actor: Actor, deviceId: string): Promise<SipDeviceRow> {
  const device = isUuid(deviceId) ? await deviceByPublicId(tx, deviceId, actor.scopePath) : null;
  if (device === null) throw new Problem('not_found');
  return device;
}
