/** What charging has in memory, as far as one simulated call, and those that it goes on as, are concerned. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import type { Catalogue, KnownAccount, KnownDevice, KnownDid } from '../../domain/charging/catalogue.ts';
import { readNumber } from '../../domain/charging/numbers-of-call.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import {
  catalogueVersion,
  readAccounts,
  readDestinationClasses,
  readDevicesDialled,
  readDevicesOf,
  readExchangeRates,
  readRateGroupsOf,
  readTrunks,
} from '../../postgres/charging/catalogue-rows.ts';
import { readDids } from '../../postgres/charging/did-rows.ts';
import { readRules } from '../../postgres/numbering/localizations.ts';
import { readPackages } from '../../postgres/packages/known-packages.ts';
import type { Db } from '../../postgres/pool.ts';
import { readSettings } from './catalogue.ts';

/** A name that no device has: its user name and realm are no SIP names. */
export const NOBODY = { username: ' simulated', realm: '' } as const;

type Dialling = Readonly<{ accountId: bigint; dialled: string }>;

export type Concerned = Readonly<{
  /** Who dials on the device that nobody has; null for a call that comes in. */
  caller: Dialling | null;
  /** DIDs that are called, E.164 digits. */
  numbers: readonly string[];
  /** Who has them, or their owners where nobody does. */
  holderIds: readonly bigint[];
  /** Where they lead on, and for whom. */
  forwards: readonly Dialling[];
}>;

export async function catalogueFor(
  db: Db,
  { caller, numbers, holderIds, forwards }: Concerned,
): Promise<Catalogue> {
  const operator = await operatorId(db);
  const localizations = await readRules(db, null);
  const dialling = [...(caller === null ? [] : [caller]), ...forwards];
  const accounts = new Map<bigint, KnownAccount>();
  await addAccounts(db, accounts, [...dialling.map(({ accountId }) => accountId), ...holderIds]);
  const devices = new Map<string, KnownDevice>();
  if (caller !== null) await addDialled(db, { accounts, devices, localizations }, caller);
  for (const id of holderIds)
    for (const { name, ...device } of await readDevicesOf(db, id)) devices.set(name, device);
  const destinations = dialling.flatMap(({ accountId, dialled }) => {
    const account = known(accounts.get(accountId), 'whoever dials');
    return readNumber({ localizations }, account, dialled).destination ?? [];
  });
  const trunks = new Map((await readTrunks(db)).map((trunk) => [trunk.id, trunk]));
  const groupIds = [
    ...[...accounts.values()].flatMap(({ rateGroupId, nonCliRateGroupId }) =>
      [rateGroupId, nonCliRateGroupId].filter((id) => id !== null),
    ),
    ...Array.from(trunks.values(), ({ terminationRateGroupId }) => terminationRateGroupId),
  ];
  const groups = await readRateGroupsOf(db, groupIds, destinations);
  const dids = new Map<string, KnownDid>();
  for (const number of new Set([...numbers, ...destinations]))
    for (const [digits, did] of await readDids(db, { number })) dids.set(digits, did);
  return {
    version: await catalogueVersion(db),
    operatorId: operator,
    accounts,
    devices,
    addresses: new Map(),
    dids,
    localizations,
    rateGroups: new Map(groups.map((group) => [group.id, group])),
    packages: await readPackages(
      db,
      [...accounts.values()].flatMap(({ packages }) => packages.map(({ packageId }) => packageId)),
    ),
    trunks,
    exchangeRates: await readExchangeRates(db),
    destinationClasses: await readDestinationClasses(db),
    ...(await readSettings(db, operator)),
  };
}

type Found = Readonly<{
  accounts: Map<bigint, KnownAccount>;
  devices: Map<string, KnownDevice>;
  localizations: Catalogue['localizations'];
}>;

/** The device that is dialled on, and those that what was dialled may mean. */
async function addDialled(
  db: Db,
  { accounts, devices, localizations }: Found,
  { accountId, dialled }: Dialling,
): Promise<void> {
  const account = known(accounts.get(accountId), 'the caller');
  const { meant } = readNumber({ localizations }, account, dialled);
  const domainId = idsOfPath(account.path).at(-2) ?? null;
  const rung = await readDevicesDialled(db, { dialled: meant, callerId: accountId, domainId });
  await addAccounts(
    db,
    accounts,
    rung.map((device) => device.accountId),
  );
  devices.set(`${NOBODY.username}@${NOBODY.realm}`, {
    deviceId: 0n,
    publicId: '',
    accountId,
    isActive: true,
    validUntilMs: null,
    extension: null,
    domainId: null,
  });
  for (const { name, ...device } of rung) {
    devices.set(name, device);
    if (name.startsWith(`${meant}@`)) devices.set(`${meant}@${NOBODY.realm}`, device);
  }
}

/** Those accounts, and everybody above them. */
async function addAccounts(db: Db, accounts: Map<bigint, KnownAccount>, ids: readonly bigint[]) {
  if (ids.length === 0) return;
  const paths = (await readAccounts(db, ids)).flatMap(({ path }) => idsOfPath(path));
  for (const each of await readAccounts(db, [...new Set(paths)])) accounts.set(each.id, each);
}
