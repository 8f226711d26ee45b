/** Adds SIP devices to an account, and gives them new secrets. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { Problem } from '../../domain/problem.ts';
import { isUuid } from '../../domain/ids.ts';
import { holderOfSipDomain } from '../../postgres/accounts/brands.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import {
  deviceByPublicId,
  devicesOfAccount,
  endCredentials,
  endOldCredentials,
} from '../../postgres/accounts/sip-devices.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { checkExtension } from './check-extension.ts';
import { makeCredential, makeDevice } from './make-device.ts';

/** More phones than that are a mistake of a program. */
const DEVICES_MAX = 1000;
/** The old secret works for a day, so that a phone can be given the new one without an interruption. */
const OVERLAP_MS = 24 * 3600 * 1000;

export type DeviceSecret = Readonly<{ deviceId: string; password: string }>;

/** Adds a device to a customer; its password is returned this once, and null when the request is a repetition. */
export async function addDevice(
  context: Context,
  actor: Actor,
  accountId: string,
  { label, extension }: Readonly<{ label: string; extension: string | null }>,
  key: string | null,
): Promise<Readonly<{ deviceId: string; password: string | null }>> {
  const content = { accountId, label, extension };
  const once = { principalId: actor.accountId, route: 'POST /accounts/{id}/devices', key, content };
  let password: string | null = null;
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    if (account.kind !== 'customer' || (!isStaff(actor) && account.id === actor.accountId)) {
      throw new Problem('not_permitted', { detail: 'SIP devices belong to customers.' });
    }
    if (account.status === 'closed') throw new Problem('account_is_closed');
    if ((await devicesOfAccount(tx, account.id)).length >= DEVICES_MAX) {
      throw new Problem('not_permitted', { detail: `An account has at most ${DEVICES_MAX} devices.` });
    }
    await checkExtension(tx, account, extension, null);
    const now = context.now();
    const device = await makeDevice(tx, context, { accountId: account.id, label, extension, now });
    const changes = differencesOf({}, extension === null ? {} : { 'device.extension': extension });
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'device.added',
      changes,
      happenedAt: now,
    });
    ({ password } = device.credential);
    return { deviceId: device.publicId };
  });
  return { ...answer, password };
}

/** Makes a second credential with a new user name; the one before stays valid for 24 hours, or ends now. */
export function renewDeviceSecret(
  context: Context,
  actor: Actor,
  { deviceId, endsOldNow }: Readonly<{ deviceId: string; endsOldNow: boolean }>,
): Promise<DeviceSecret> {
  if (!isUuid(deviceId)) throw new Problem('not_found');
  return withTransaction(context.pool, async (tx) => {
    const device = await deviceByPublicId(tx, deviceId, actor.scopePath);
    if (device === null) throw new Problem('not_found');
    const now = context.now();
    const { accountId } = device;
    await recordAudit(tx, actor, { accountId, action: 'device.secret_renewed', happenedAt: now });
    await endCredentials(tx, device.id, new Date(now.getTime() + OVERLAP_MS));
    if (endsOldNow && (await endOldCredentials(tx, device.id, now)) > 0)
      await recordAudit(tx, actor, { accountId, action: 'device.old_secret_ended', happenedAt: now });
    // A reseller's domain stays with the device, wherever its account is by now; the operator's is the one of today.
    const isOfReseller = device.domain !== null && (await holderOfSipDomain(tx, device.domain)) !== null;
    const realm = isOfReseller && device.domain !== null ? device.domain : context.sipDomain;
    const { password } = await makeCredential(tx, { deviceId: device.id, accountId, realm });
    return { deviceId, password };
  });
}
