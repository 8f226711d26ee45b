/**
 * The charging memory: accounts, prices and routes, loaded at the start and kept as fresh as the database's version
 * says. Every batch reads that version under its locks, so a change that was committed before is never missed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { DestinationClass } from '../../domain/accounts/guards.ts';
import { abilitiesOf } from '../../domain/routing/switch-health.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import type {
  Catalogue,
  ExchangeRate,
  KnownAccount,
  KnownAddress,
  KnownDevice,
  KnownDid,
  KnownRateGroup,
  KnownSwitch,
  KnownTrunk,
} from '../../domain/charging/catalogue.ts';
import { storedSettingsOf } from '../../postgres/accounts/settings.ts';
import {
  catalogueVersion,
  changesSince,
  operatorId,
  prefixesChangedSince,
  readAccounts,
  readAddresses,
  readDestinationClasses,
  readDevices,
  readExchangeRates,
  readRateGroups,
  readSwitches,
  readTrunks,
  type CatalogueChange,
} from '../../postgres/charging/catalogue-rows.ts';
import { readDids } from '../../postgres/charging/did-rows.ts';
import { readPackages } from '../../postgres/packages/known-packages.ts';
import { readRateTables } from '../../postgres/charging/read-rates.ts';
import { buildPrefixTable, replaceRates } from '../../domain/rating/build-prefix-table.ts';
import type { KnownPackage } from '../../domain/packages/allowance.ts';
import type { PrefixTable } from '../../domain/rating/prefix-table.ts';
import { ratesOfPrefixes } from '../../postgres/rating/price-list.ts';
import type { LocalizationSet } from '../../domain/numbering/localization.ts';
import { readRules } from '../../postgres/numbering/localizations.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';

/** Beyond so many changes reading everything again is faster. */
const CHANGES_MAX = 5000;
/** Well below what `trimCatalogue` keeps: of older ones some may be forgotten. */
const VERSIONS_MAX = 5000n;
const PREFIXES_IN_PIECE = 1000;
/** More changed prefixes of a list are read beside the calls, which are priced from the database meanwhile. */
const PREFIXES_AT_ONCE_MAX = 1000;
const READ_AGAIN_AFTER_MS = 1000;

/** Their changes are none of a trunk. */
const NO_ROUTES: ReadonlySet<string> = new Set(['device', 'address', 'did', 'dids', 'package']);

const NO_RATES = buildPrefixTable([]);
const NOT_READ: PrefixTable = { ...NO_RATES, readFor: new Set() };

export type SwitchWithKey = KnownSwitch & Awaited<ReturnType<typeof readSwitches>>[number];

export type CatalogueMemory = Readonly<{
  current: () => Catalogue;
  /** Active switches by the hash (hex) of their key. */
  switchByKeyHash: (hash: string) => SwitchWithKey | null;
  switchById: (id: bigint) => SwitchWithKey | null;
  /** Active ones. */
  switches: () => readonly SwitchWithKey[];
  /** Reads what changed since; several callers at once share one reading. */
  refresh: () => Promise<void>;
  /** Settles when no price list is being read any more. */
  whole: () => Promise<void>;
}>;

/** Price lists that are being read: each as far as it is, and the version that this belongs to. */
type Unread = Map<bigint, Readonly<{ rates: PrefixTable; version: bigint }>>;

type Parts = {
  version: bigint;
  operatorId: bigint;
  accounts: Map<bigint, KnownAccount>;
  devices: Map<string, KnownDevice>;
  addresses: Map<string, KnownAddress[]>;
  dids: Map<string, KnownDid>;
  localizations: ReadonlyMap<bigint, LocalizationSet>;
  rateGroups: Map<bigint, KnownRateGroup>;
  packages: ReadonlyMap<bigint, KnownPackage>;
  trunks: Map<bigint, KnownTrunk>;
  exchangeRates: Map<string, ExchangeRate[]>;
  settings: ReadonlyMap<bigint, ReadonlyMap<string, unknown>>;
  destinationClasses: ReadonlyMap<string, DestinationClass>;
  localInitialIncrementSeconds: number;
  localIncrementSeconds: number;
  sliceSeconds: number;
  callSecondsMax: number;
  ringSeconds: number;
};

type Switches = Readonly<{ byKey: Map<string, SwitchWithKey>; byId: Map<bigint, SwitchWithKey> }>;

/** Loads everything. `reads` is a pool of read-only connections. A list that could not be read is tried again, and told. */
export async function openCatalogue(
  reads: pg.Pool,
  onError: (error: unknown) => void = () => {},
): Promise<CatalogueMemory> {
  const loaded = await withSnapshot(reads, loadAll);
  let { parts, switches } = loaded;
  const unread: Unread = new Map();
  let refreshing: Promise<void> | null = null;
  let reading: Promise<void> | null = null;
  const refresh = async () => {
    await withSnapshot(reads, async (db) => {
      const version = await catalogueVersion(db);
      if (version === parts.version && unread.size === 0) return;
      const changes = await changesSince(db, parts.version, CHANGES_MAX);
      if (changes.length === CHANGES_MAX || version - parts.version > VERSIONS_MAX) {
        ({ parts, switches } = await loadAll(db));
        unread.clear();
        return;
      }
      const idsOf = (entity: string) => [
        ...new Set(changes.filter((change) => change.entity === entity).map(({ entityId }) => entityId)),
      ];
      // A new object, so that a batch under way keeps deciding on what it began with.
      const next = { ...parts, version };
      const isPriced = unread.size > 0 || changes.some(({ entity }) => entity === 'rates');
      if (isPriced) next.rateGroups = new Map(parts.rateGroups);
      await reloadAccounts(db, next, idsOf('account'), idsOf('device'));
      if (idsOf('address').length > 0) next.addresses = await readAddresses(db);
      await reloadDids(db, next, { isAll: idsOf('dids').length > 0, ids: idsOf('did') });
      if (idsOf('package').length > 0) next.packages = await readPackages(db, null);
      if (idsOf('localization').length > 0) next.localizations = await readRules(db, null);
      await reloadRateGroups(db, next, idsOf('rate_group'));
      const ready = await finishUnread(db, next, unread);
      const begun = await reloadRates(
        db,
        next,
        changes.filter(({ entity, entityId }) => entity === 'rates' && !unread.has(entityId)),
      );
      // A price list of a carrier may have changed its currency, and its provider its status.
      if (changes.some(({ entity }) => !NO_ROUTES.has(entity))) next.trunks = byId(await readTrunks(db));
      if (idsOf('exchange_rate').length > 0) next.exchangeRates = await readExchangeRates(db);
      if (idsOf('destination_class').length > 0) next.destinationClasses = await readDestinationClasses(db);
      if (idsOf('settings').length > 0) Object.assign(next, await readSettings(db, next.operatorId));
      const nextSwitches = idsOf('switch').length > 0 ? await loadSwitches(db) : switches;
      for (const id of ready) unread.delete(id);
      for (const id of begun)
        unread.set(id, { rates: parts.rateGroups.get(id)?.rates ?? NO_RATES, version: parts.version });
      parts = next;
      switches = nextSwitches;
    });
    if (unread.size > 0)
      reading ??= readUnread().finally(() => {
        reading = null;
      });
  };
  const refreshOnce = () => {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };
  const readUnread = async () => {
    while (unread.size > 0) {
      try {
        for (const [id, before] of unread) {
          const after = await withSnapshot(reads, (db) => readOn(db, id, before));
          // Everything may have been loaded anew meanwhile.
          if (unread.get(id) === before) unread.set(id, after);
        }
        await refreshOnce();
      } catch (error) {
        onError(error);
        await sleep(READ_AGAIN_AFTER_MS, undefined, { ref: false });
      }
    }
  };
  return {
    current: () => parts,
    switchByKeyHash: (hash) => switches.byKey.get(hash) ?? null,
    switchById: (id) => switches.byId.get(id) ?? null,
    switches: () => [...switches.byId.values()],
    refresh: refreshOnce,
    whole: async () => {
      while (reading !== null) await reading;
    },
  };
}

async function loadAll(db: Db): Promise<{ parts: Parts; switches: Switches }> {
  const version = await catalogueVersion(db);
  const operator = await operatorId(db);
  const groups = await readRateGroups(db, null);
  const tables = await readRateTables(db, null);
  const parts = {
    version,
    operatorId: operator,
    accounts: byId(await readAccounts(db, null)),
    devices: byName(await readDevices(db, null)),
    addresses: await readAddresses(db),
    dids: await readDids(db, { ids: null }),
    localizations: await readRules(db, null),
    rateGroups: byId(groups.map((group) => ({ ...group, rates: tables.get(group.id) ?? NO_RATES }))),
    packages: await readPackages(db, null),
    trunks: byId(await readTrunks(db)),
    exchangeRates: await readExchangeRates(db),
    destinationClasses: await readDestinationClasses(db),
    ...(await readSettings(db, operator)),
  };
  return { parts, switches: await loadSwitches(db) };
}

async function reloadAccounts(
  db: Db,
  parts: Parts,
  accountIds: readonly bigint[],
  deviceIds: readonly bigint[],
): Promise<void> {
  if (accountIds.length > 0) {
    parts.accounts = new Map(parts.accounts);
    for (const account of await readAccounts(db, accountIds)) parts.accounts.set(account.id, account);
  }
  if (deviceIds.length > 0) {
    const gone = new Set(deviceIds);
    const kept = [...parts.devices].filter(([, { deviceId }]) => !gone.has(deviceId));
    parts.devices = new Map([...kept, ...byName(await readDevices(db, deviceIds))]);
  }
}

async function reloadDids(
  db: Db,
  parts: Parts,
  { isAll, ids }: Readonly<{ isAll: boolean; ids: readonly bigint[] }>,
): Promise<void> {
  if (isAll) parts.dids = await readDids(db, { ids: null });
  else if (ids.length > 0) {
    const changed = new Set(ids);
    const kept = [...parts.dids].filter(([, { id }]) => !changed.has(id));
    parts.dids = new Map([...kept, ...(await readDids(db, { ids }))]);
  }
}

/** Name, mark-up, trunks: the rates of a list change apart from it. */
async function reloadRateGroups(db: Db, parts: Parts, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const before = parts.rateGroups;
  parts.rateGroups = new Map(before);
  for (const id of ids) parts.rateGroups.delete(id);
  for (const group of await readRateGroups(db, ids))
    parts.rateGroups.set(group.id, { ...group, rates: before.get(group.id)?.rates ?? NO_RATES });
}

/** Sets the rates that changed, and returns the lists of which too many did: those are not read now. */
async function reloadRates(
  db: Db,
  parts: Parts,
  changes: readonly CatalogueChange[],
): Promise<readonly bigint[]> {
  const tooMany: bigint[] = [];
  for (const { entityId, prefixes } of changes) {
    const before = parts.rateGroups.get(entityId)?.rates;
    // It may be gone with its rates.
    if (before === undefined) continue;
    const isLong = prefixes === null || prefixes.length > PREFIXES_AT_ONCE_MAX;
    if (isLong) tooMany.push(entityId);
    setRates(parts, entityId, isLong ? NOT_READ : await changedRates(db, entityId, before, prefixes));
  }
  return tooMany;
}

function setRates(parts: Parts, id: bigint, rates: PrefixTable): void {
  const group = parts.rateGroups.get(id);
  if (group !== undefined) parts.rateGroups.set(id, { ...group, rates });
}

/** In order, so that each piece is of few pages; between two of them calls have their turn. */
async function changedRates(
  db: Db,
  id: bigint,
  before: PrefixTable,
  prefixes: readonly string[],
): Promise<PrefixTable> {
  const sorted = prefixes.toSorted();
  let rates = before;
  for (let start = 0; start < sorted.length; start += PREFIXES_IN_PIECE) {
    const piece = sorted.slice(start, start + PREFIXES_IN_PIECE);
    rates = replaceRates(rates, piece, await ratesOfPrefixes(db, [id], piece));
  }
  return rates;
}

/** Brings a list that is being read to the version of this snapshot. */
async function readOn(db: Db, id: bigint, { rates, version: since }: NonNullable<ReturnType<Unread['get']>>) {
  const version = await catalogueVersion(db);
  const isForgotten = version - since > VERSIONS_MAX;
  const prefixes = isForgotten ? null : await prefixesChangedSince(db, since, id);
  const whole = async () => (await readRateTables(db, [id])).get(id) ?? NO_RATES;
  return { version, rates: prefixes === null ? await whole() : await changedRates(db, id, rates, prefixes) };
}

/** Puts in what was read but for a few changes since, which are read now; returns these lists. */
async function finishUnread(db: Db, parts: Parts, unread: Unread): Promise<readonly bigint[]> {
  const ready: bigint[] = [];
  for (const [id, { rates, version }] of unread) {
    // One that was read after this snapshot was taken has its turn in the next one.
    if (version > parts.version || parts.version - version > VERSIONS_MAX) continue;
    const prefixes = await prefixesChangedSince(db, version, id);
    if (prefixes === null || prefixes.length > PREFIXES_AT_ONCE_MAX) continue;
    setRates(parts, id, await changedRates(db, id, rates, prefixes));
    ready.push(id);
  }
  return ready;
}

/** What of the settings counts for calls. */
export async function readSettings(db: Db, operator: bigint) {
  const stored = await storedSettingsOf(db, null);
  const settings = settingsFrom(stored.get(operator) ?? new Map());
  return {
    settings: stored,
    localInitialIncrementSeconds: settings['calls.local_initial_increment_seconds'],
    localIncrementSeconds: settings['calls.local_increment_seconds'],
    sliceSeconds: settings['calls.slice_seconds'],
    callSecondsMax: settings['calls.seconds_max'],
    ringSeconds: settings['calls.ring_seconds'],
  };
}

async function loadSwitches(db: Db): Promise<Switches> {
  const rows = (await readSwitches(db)).map((row) => ({
    ...row,
    canPush: abilitiesOf(row.kind, row.controlUrl).push,
  }));
  return { byId: byId(rows), byKey: new Map(rows.map((row) => [row.keyHash.toString('hex'), row])) };
}

function byId<Row extends Readonly<{ id: bigint }>>(rows: readonly Row[]): Map<bigint, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function byName(rows: readonly (KnownDevice & Readonly<{ name: string }>)[]): Map<string, KnownDevice> {
  return new Map(rows.map(({ name, ...device }) => [name, device]));
}
