/** Reads what charging keeps in memory. Each function reads all rows, or those of the ids that changed. */
import type { SwitchKind } from '../../domain/routing/switch-health.ts';
import { networkKey, parseNetwork } from '../../domain/accounts/networks.ts';
import type { DestinationClass, WatchingGuard } from '../../domain/accounts/guards.ts';
import { known } from '../../domain/assert.ts';
import { groupBy } from '../../domain/group-by.ts';
import type {
  ExchangeRate,
  KnownAccount,
  KnownAddress,
  KnownDevice,
  KnownGateway,
  KnownRateGroup,
  KnownSwitch,
  KnownTrunk,
} from '../../domain/charging/catalogue.ts';
import { buildPrefixTable } from '../../domain/rating/build-prefix-table.ts';
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import { OWN_GUARDS, ownGuardsOf, type OwnGuardRow } from '../accounts/guards.ts';
import type { Db, Tx } from '../pool.ts';
import { ASSIGNMENTS_OF_ACCOUNT, assignmentsOf, type AssignmentJson } from '../packages/known-packages.ts';
import { ratesOfNumbers, type RateOfList } from '../rating/price-list.ts';

/** null = all. */
type Ids = readonly bigint[] | null;

/** What changed: rates of some prefixes (of more than some: null), or anything else by its id. */
export type CatalogueChange = Readonly<{
  entity: string;
  entityId: bigint;
  prefixes: readonly string[] | null;
}>;

export async function catalogueVersion(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ version: bigint }>('select version from catalogue_version');
  return known(rows[0], 'the version of the catalogue').version;
}

/** As many as a sheet tells at most; beyond it the list is read again from its beginning. */
const PREFIXES_MAX = 50_000;

/** What changed after `version`, each once, at most `limit`. */
export async function changesSince(db: Db, version: bigint, limit: number): Promise<CatalogueChange[]> {
  const { rows } = await db.query<CatalogueChange>(
    `select entity, entity_id as "entityId",
       case when bool_and(prefix is not null) and count(*) <= $3 then array_agg(distinct prefix) end as prefixes
     from catalogue_changes where version > $1 group by entity, entity_id limit $2`,
    [version, limit, PREFIXES_MAX],
  );
  return rows;
}

/** Prefixes of a price list whose rates changed after `version`; null = so many that it is to be read as a whole. */
export async function prefixesChangedSince(
  db: Db,
  version: bigint,
  rateGroupId: bigint,
): Promise<readonly string[] | null> {
  const { rows } = await db.query<Pick<CatalogueChange, 'prefixes'>>(
    `select case when bool_and(prefix is not null) and count(*) <= $3 then array_agg(distinct prefix) end as prefixes
     from catalogue_changes where version > $1 and entity = 'rates' and entity_id = $2 having count(*) > 0`,
    [version, rateGroupId, PREFIXES_MAX],
  );
  return rows[0] === undefined ? [] : rows[0].prefixes;
}

/** Forgets changes that the memory of every server has long since read. */
export async function trimChanges(tx: Tx, kept: bigint): Promise<void> {
  await tx.query(
    'delete from catalogue_changes where version < (select version from catalogue_version) - $1::bigint',
    [kept],
  );
}

type AccountRow = Omit<
  KnownAccount,
  'expiresAtMs' | 'firstUsedAtMs' | 'wallet' | 'speedDials' | 'guards' | 'block' | 'ownNumbers' | 'packages'
> &
  OwnGuardRow &
  Readonly<{
    expiresAt: Date | null;
    firstUsedAt: Date | null;
    blockGuard: WatchingGuard | null;
    blockedAt: Date | null;
    dids: readonly string[];
    callerIds: readonly string[];
    speedDials: Readonly<Record<string, string>> | null;
    packages: readonly AssignmentJson[] | null;
    walletId: bigint | null;
    issuerId: bigint;
    currency: string;
    revenueAccountId: bigint;
    commissionAccountId: bigint | null;
  }>;

export async function readAccounts(db: Db, ids: Ids): Promise<KnownAccount[]> {
  const { rows } = await db.query<AccountRow>(
    `select a.id, a.number, a.kind, a.status, exists (select from debt_suspensions s where s.account_id = a.id and s.lifted_at is null) as "isSuspendedForDebt", a.path, a.branch_id as "branchId", a.account_type as "accountType",
       a.reseller_type as "resellerType", a.expires_at as "expiresAt", a.first_used_at as "firstUsedAt",
       a.rate_group_id as "rateGroupId", p.country,
       a.allow_local_calls as "allowLocalCalls",
       a.local_call_rate_nanos as "localCallRateNanos", a.cli_pool as "cliPool", a.non_cli_rate_group_id as "nonCliRateGroupId",
       array(select number from dids where account_id = a.id order by number) as dids,
       array(select number from account_caller_ids where account_id = a.id and is_present order by number) as "callerIds",
       array(select number from account_caller_ids where account_id = a.id and is_present and not is_verified order by number) as "unverifiedCallerIds",
       a.forced_caller_id as "forcedCallerId", a.localization_id as "localizationId",
       (select json_object_agg(digits, destination) from account_speed_dials where account_id = a.id) as "speedDials",
       array(select prefix from account_blocked_prefixes where account_id = a.id order by prefix) as "blockedPrefixes",
       ${ASSIGNMENTS_OF_ACCOUNT} as packages,
       ${OWN_GUARDS}, block.guard as "blockGuard", block.happened_at as "blockedAt", w.id as "walletId", w.issuer_id as "issuerId", w.currency, revenue.id as "revenueAccountId",
       a.commission_ppm as "commissionPpm", commission.id as "commissionAccountId"
     from accounts a
     left join account_profiles p on p.account_id = a.id
     left join account_guards own on own.account_id = a.id
     left join (select distinct on (account_id) account_id, guard, happened_at from guard_events
       where released_at is null and step in ('block', 'hang_up') order by account_id, id) block on block.account_id = a.id
     left join wallets w on w.account_id = a.id
     left join ledger_accounts revenue on revenue.issuer_id = w.issuer_id and revenue.kind = 'revenue' and revenue.currency = w.currency
     left join ledger_accounts commission on commission.issuer_id = w.issuer_id and commission.kind = 'commission'
       and commission.currency = w.currency
     where $1::bigint[] is null or a.id = any($1)`,
    [ids],
  );
  return rows.map(
    ({
      expiresAt,
      firstUsedAt,
      blockGuard,
      blockedAt,
      walletId,
      issuerId,
      currency,
      revenueAccountId,
      commissionAccountId,
      speedDials,
      dids,
      callerIds,
      packages,
      ...row
    }) => ({
      ...row,
      guards: ownGuardsOf(row),
      packages: assignmentsOf(packages),
      block:
        blockGuard === null || blockedAt === null
          ? null
          : { guard: blockGuard, sinceMs: blockedAt.getTime() },
      ownNumbers: { dids, callerIds },
      speedDials: new Map(Object.entries(speedDials ?? {})),
      expiresAtMs: expiresAt?.getTime() ?? null,
      firstUsedAtMs: firstUsedAt?.getTime() ?? null,
      wallet:
        walletId === null
          ? null
          : {
              id: walletId,
              issuerId,
              currency,
              revenueAccountId: known(revenueAccountId, `revenue of ${issuerId}`),
              commissionAccountId,
            },
    }),
  );
}

type NamedDevice = KnownDevice & Readonly<{ name: string }>;

const DEVICE = `select c.username || '@' || c.realm as name, d.id as "deviceId", d.public_id as "publicId",
    d.account_id as "accountId", d.status = 'active' as "isActive", d.extension, d.domain_id as "domainId",
    c.valid_until as "validUntil"
  from switch.sip_credentials c join sip_devices d on d.id = c.device_id`;

async function namedDevices(db: Db, where: string, values: readonly unknown[]): Promise<NamedDevice[]> {
  const { rows } = await db.query<Omit<NamedDevice, 'validUntilMs'> & { validUntil: Date | null }>(
    `${DEVICE} where ${where} order by c.id`,
    [...values],
  );
  return rows.map(({ validUntil, ...row }) => ({ ...row, validUntilMs: validUntil?.getTime() ?? null }));
}

/** Credentials by `username@realm`; where one name has several, the newest counts, as for the switch. */
export function readDevices(db: Db, deviceIds: Ids): Promise<NamedDevice[]> {
  return namedDevices(db, '$1::bigint[] is null or d.id = any($1)', [deviceIds]);
}

/** The same of the devices that `dialled` may mean: by a name in a SIP domain of the caller's own devices, or by an extension. */
export function readDevicesDialled(
  db: Db,
  { dialled, callerId, domainId }: Readonly<{ dialled: string; callerId: bigint; domainId: bigint | null }>,
): Promise<NamedDevice[]> {
  return namedDevices(
    db,
    `(d.extension = $1 and d.domain_id = $2) or (c.username = $1
       and (not exists (select from switch.sip_credentials where account_id = $3)
         or c.realm in (select realm from switch.sip_credentials where account_id = $3)))`,
    [dialled, domainId, callerId],
  );
}

/** The same of the devices of an account. */
export function readDevicesOf(db: Db, accountId: bigint): Promise<NamedDevice[]> {
  return namedDevices(db, 'd.account_id = $1', [accountId]);
}

/** Networks whose calls are an account's, by `networkKey`; the longest tech prefix first. */
export async function readAddresses(db: Db): Promise<Map<string, KnownAddress[]>> {
  const { rows } = await db.query<KnownAddress>(
    `select account_id as "accountId", network::text as network, tech_prefix as "techPrefix"
     from account_ip_addresses order by length(tech_prefix) desc, tech_prefix`,
  );
  return groupBy(rows, ({ network }) => networkKey(known(parseNetwork(network), `the network ${network}`)));
}

/** Price lists as far as one number (E.164 digits) is concerned. */
export async function readRateGroupsOf(
  db: Db,
  ids: readonly bigint[],
  numbers: Iterable<string>,
  change: (id: bigint, rates: readonly RateOfList[]) => readonly ListedRate[] = (_id, rates) => rates,
): Promise<KnownRateGroup[]> {
  const groups = await readRateGroups(db, ids);
  const rates = groupBy(await ratesOfNumbers(db, ids, numbers), ({ rateGroupId }) => rateGroupId);
  return groups.map((group) => ({
    ...group,
    rates: buildPrefixTable(change(group.id, rates.get(group.id) ?? [])),
  }));
}

/** Price lists without their rates. */
export async function readRateGroups(db: Db, ids: Ids): Promise<Omit<KnownRateGroup, 'rates'>[]> {
  const groups = await db.query<Omit<KnownRateGroup, 'trunks' | 'rates'>>(
    `select id, name, owner_id as "ownerId", currency, status = 'active' as "isActive", basis, mark_up_ppm as "markUpPpm", routing
     from rate_groups where $1::bigint[] is null or id = any($1)`,
    [ids],
  );
  const trunks = await db.query<{
    rateGroupId: bigint;
    trunkId: bigint;
    position: number;
    sharePercent: number | null;
  }>(
    `select rate_group_id as "rateGroupId", trunk_id as "trunkId", position, share_percent as "sharePercent"
     from rate_group_trunks where $1::bigint[] is null or rate_group_id = any($1) order by position, trunk_id`,
    [ids],
  );
  const trunksOf = groupBy(trunks.rows, ({ rateGroupId }) => rateGroupId);
  return groups.rows.map((group) => ({ ...group, trunks: trunksOf.get(group.id) ?? [] }));
}

/** All trunks with their active gateways in order; one is inactive when its provider is. */
export async function readTrunks(db: Db): Promise<KnownTrunk[]> {
  const { rows } = await db.query<Omit<KnownTrunk, 'gateways'>>(
    `select t.id, t.name, t.provider_id as "providerId", t.status = 'active' and p.status = 'active' as "isActive",
       t.priority, t.termination_rate_group_id as "terminationRateGroupId", t.codecs, t.strip_prefix as "stripPrefix",
       t.add_prefix as "addPrefix", array_remove(array[t.localization_id, p.localization_id], null) as "localizationIds",
       t.emergency_countries as "emergencyCountries", t.inbound_networks::text[] as "inboundNetworks", t.capacity, t.cps_max as "cpsMax",
       exists (select 1 from trunk_calls c where c.trunk_id = t.id) as "isCounted", cost.id as "costAccountId", payable.id as "payableAccountId"
     from trunks t
     join accounts p on p.id = t.provider_id
     join rate_groups g on g.id = t.termination_rate_group_id
     join accounts o on o.kind = 'operator'
     join ledger_accounts cost on cost.issuer_id = o.id and cost.kind = 'carrier_cost' and cost.currency = g.currency
     join ledger_accounts payable on payable.issuer_id = o.id and payable.kind = 'carrier_payable'
       and payable.currency = g.currency and payable.holder_id = t.provider_id
     order by t.id`,
  );
  const gateways = await db.query<
    Omit<KnownGateway, 'retryAtMs'> & { trunkId: bigint; retryAt: Date | null }
  >(
    `select g.id, g.public_id as "publicId", g.trunk_id as "trunkId", g.name, g.host, g.port, g.transport,
       g.username <> '' and g.sealed_password is not null as "hasUsername", h.retry_at as "retryAt"
     from gateways g left join gateway_health h on h.gateway_id = g.id
     where g.status = 'active' order by g.trunk_id, g.position, g.id`,
  );
  const read = gateways.rows.map(({ retryAt, ...each }) => ({
    ...each,
    retryAtMs: retryAt?.getTime() ?? null,
  }));
  const gatewaysOf = groupBy(read, ({ trunkId }) => trunkId);
  return rows.map((trunk) => ({ ...trunk, gateways: gatewaysOf.get(trunk.id) ?? [] }));
}

/** By `EUR>USD`, the oldest first. */
export async function readExchangeRates(db: Db): Promise<Map<string, ExchangeRate[]>> {
  const { rows } = await db.query<{ pair: string; validFrom: Date; rateE10: bigint }>(
    `select from_currency || '>' || to_currency as pair, valid_from as "validFrom", rate_e10 as "rateE10"
     from exchange_rates order by valid_from`,
  );
  const pairs = groupBy(rows, ({ pair }) => pair);
  return new Map(
    Array.from(pairs, ([pair, rates]) => [
      pair,
      rates.map(({ validFrom, rateE10 }) => ({ validFromMs: validFrom.getTime(), rateE10 })),
    ]),
  );
}

/** Destinations that are closed until opened, by prefix. */
export async function readDestinationClasses(db: Db): Promise<Map<string, DestinationClass>> {
  const { rows } = await db.query<{ prefix: string; class: DestinationClass }>(
    'select prefix, class from destination_classes',
  );
  return new Map(rows.map(({ prefix, class: name }) => [prefix, name]));
}

/** Active switches, with the hash of the key that each must show. */
export async function readSwitches(db: Db) {
  const { rows } = await db.query<
    Omit<KnownSwitch, 'canPush'> & {
      kind: SwitchKind;
      keyHash: Buffer;
      controlUrl: string | null;
      sealedControlKey: Buffer | null;
    }
  >(
    `select id, public_id as "publicId", name, kind, key_hash as "keyHash", control_url as "controlUrl",
       sealed_control_key as "sealedControlKey" from switches where status = 'active'`,
  );
  return rows;
}

export async function operatorId(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>("select id from accounts where kind = 'operator'");
  return known(rows[0], 'the operator').id;
}
