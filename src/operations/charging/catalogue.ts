/**
 * The charging memory: accounts, prices and routes, loaded at the start and kept as fresh as the database's version
 * says. Every batch reads that version under its locks, so a change that was committed before is never missed.
 */
import type pg from 'pg';
import type { DestinationClass } from '../../domain/accounts/guards.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import type {
  Catalogue,
  ExchangeRate,
  KnownAccount,
  KnownAddress,
  KnownDevice,
  KnownRateGroup,
  KnownSwitch,
  KnownTrunk,
} from '../../domain/charging/catalogue.ts';
import { storedSettingsOf } from '../../postgres/accounts/settings.ts';
import {
  catalogueVersion,
  changesSince,
  operatorId,
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
import { readRateTables } from '../../postgres/charging/read-rates.ts';
import { buildPrefixTable, replaceRates } from '../../domain/rating/build-prefix-table.ts';
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

const NO_RATES = buildPrefixTable([]);

export type SwitchWithKey = KnownSwitch & Awaited<ReturnType<typeof readSwitches>>[number];

export type CatalogueMemory = Readonly<{
  current: () => Catalogue;
  /** Active switches by the hash (hex) of their key. */
  switchByKeyHash: (hash: string) => SwitchWithKey | null;
  switchById: (id: bigint) => SwitchWithKey | null;
  /** Reads what changed since; several callers at once share one reading. */
  refresh: () => Promise<void>;
}>;

type Parts = {
  version: bigint;
  operatorId: bigint;
  accounts: Map<bigint, KnownAccount>;
  devices: Map<string, KnownDevice>;
  addresses: Map<string, KnownAddress[]>;
  localizations: ReadonlyMap<bigint, LocalizationSet>;
  rateGroups: Map<bigint, KnownRateGroup>;
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

/** Loads everything. `reads` is a pool of read-only connections. */
export async function openCatalogue(reads: pg.Pool): Promise<CatalogueMemory> {
  const loaded = await withSnapshot(reads, loadAll);
  let { parts, switches } = loaded;
  let refreshing: Promise<void> | null = null;
  const refresh = async () => {
    await withSnapshot(reads, async (db) => {
      const version = await catalogueVersion(db);
      if (version === parts.version) return;
      const changes = await changesSince(db, parts.version, CHANGES_MAX);
      if (changes.length === CHANGES_MAX || version - parts.version > VERSIONS_MAX) {
        ({ parts, switches } = await loadAll(db));
        return;
      }
      const idsOf = (entity: string) => [
        ...new Set(changes.filter((change) => change.entity === entity).map(({ entityId }) => entityId)),
      ];
      // A new object, so that a batch under way keeps deciding on what it began with.
      const next = { ...parts, version };
      await reloadAccounts(db, next, idsOf('account'), idsOf('device'));
      if (idsOf('address').length > 0) next.addresses = await readAddresses(db);
      if (idsOf('localization').length > 0) next.localizations = await readRules(db, null);
      await reloadRateGroups(db, next, idsOf('rate_group'));
      await reloadRates(
        db,
        next,
        changes.filter(({ entity }) => entity === 'rates'),
      );
      // A price list of a carrier may have changed its currency, and its provider its status.
      if (changes.some(({ entity }) => entity !== 'device' && entity !== 'address'))
        next.trunks = byId(await readTrunks(db));
      if (idsOf('exchange_rate').length > 0) next.exchangeRates = await readExchangeRates(db);
      if (idsOf('destination_class').length > 0) next.destinationClasses = await readDestinationClasses(db);
      if (idsOf('settings').length > 0) Object.assign(next, await readSettings(db, next.operatorId));
      const nextSwitches = idsOf('switch').length > 0 ? await loadSwitches(db) : switches;
      parts = next;
      switches = nextSwitches;
    });
  };
  return {
    current: () => parts,
    switchByKeyHash: (hash) => switches.byKey.get(hash) ?? null,
    switchById: (id) => switches.byId.get(id) ?? null,
    refresh: () => {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      return refreshing;
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
    localizations: await readRules(db, null),
    rateGroups: byId(groups.map((group) => ({ ...group, rates: tables.get(group.id) ?? NO_RATES }))),
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

/** Name, mark-up, trunks: the rates of a list change apart from it. */
async function reloadRateGroups(db: Db, parts: Parts, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const before = parts.rateGroups;
  parts.rateGroups = new Map(before);
  for (const id of ids) parts.rateGroups.delete(id);
  for (const group of await readRateGroups(db, ids))
    parts.rateGroups.set(group.id, { ...group, rates: before.get(group.id)?.rates ?? NO_RATES });
}

async function reloadRates(db: Db, parts: Parts, changes: readonly CatalogueChange[]): Promise<void> {
  if (changes.length === 0) return;
  parts.rateGroups = new Map(parts.rateGroups);
  const setRates = (id: bigint, change: (before: PrefixTable) => PrefixTable) => {
    const group = parts.rateGroups.get(id);
    // It may be gone with its rates.
    if (group !== undefined) parts.rateGroups.set(id, { ...group, rates: change(group.rates) });
  };
  for (const { entityId, prefixes } of changes) {
    // In order, so that each piece is of few pages; between two of them calls have their turn.
    const sorted = prefixes?.toSorted() ?? [];
    for (let start = 0; start < sorted.length; start += PREFIXES_IN_PIECE) {
      const piece = sorted.slice(start, start + PREFIXES_IN_PIECE);
      const rates = await ratesOfPrefixes(db, [entityId], piece);
      setRates(entityId, (before) => replaceRates(before, piece, rates));
    }
  }
  const whole = changes.filter(({ prefixes }) => prefixes === null).map(({ entityId }) => entityId);
  const tables = await readRateTables(db, whole);
  for (const id of whole) setRates(id, () => tables.get(id) ?? NO_RATES);
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
    canPush: row.kind === 'kamailio' && row.controlUrl !== null,
  }));
  return { byId: byId(rows), byKey: new Map(rows.map((row) => [row.keyHash.toString('hex'), row])) };
}

function byId<Row extends Readonly<{ id: bigint }>>(rows: readonly Row[]): Map<bigint, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function byName(rows: readonly (KnownDevice & Readonly<{ name: string }>)[]): Map<string, KnownDevice> {
  return new Map(rows.map(({ name, ...device }) => [name, device]));
}
