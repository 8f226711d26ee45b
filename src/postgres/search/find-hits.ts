/** What a search finds besides accounts by their words: each kind by an index, inside the reader's part of the tree. */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import type { Db } from '../pool.ts';

export type HitRow = Readonly<{
  kind: string;
  publicId: string;
  title: string;
  subtitle: string;
  status: string | null;
  accountPublicId: string | null;
  trunkPublicId: string | null;
}>;

export type Asked = Readonly<{
  scopePath: string;
  /** Null = of everybody below. */
  onlyOwnerId: bigint | null;
  now: Date;
  text: string;
  begins: string | null;
  ends: string | null;
  network: string | null;
  hasAccounts: boolean;
  hasDids: boolean;
  hasDocuments: boolean;
  hasRates: boolean;
  /** Price lists of carriers among the others. */
  seesCarrierPrices: boolean;
  hasCarriers: boolean;
  limit: number;
}>;

type Param = (value: unknown) => string;

/** Where the text can be none of all this. The scope is never null; PostgreSQL must know its type. */
const nothing = (
  scope: string,
) => `select '' as kind, null::uuid as public_id, '' as title, '' as subtitle, null::text as status, null::uuid as account_id,
    null::uuid as trunk_id, '' collate "C" as place where ${scope}::text is null`;

/** The hits of every kind, `limit` of each at most, nearest first inside of a kind. */
export async function findHits(db: Db, asked: Asked): Promise<HitRow[]> {
  const { text, values } = hitsQuery(asked);
  const { rows } = await db.query<HitRow>(text, values);
  return rows;
}

/** The public ids of those hits that stand behind the wall: what a reseller's or a customer's hit can be. */
export async function visibleHits(db: Db, hits: readonly HitRow[]): Promise<ReadonlySet<string>> {
  const tables = [
    'accounts',
    'dids',
    'account_caller_ids',
    'account_ip_addresses',
    'sip_devices',
    'documents',
    'rate_groups',
  ];
  const { rows } = await db.query<{ publicId: string }>(
    tables
      .map((table) => `select public_id as "publicId" from ${table} where public_id = any($1::uuid[])`)
      .join(' union all '),
    [hits.map(({ publicId }) => publicId)],
  );
  return new Set(rows.map(({ publicId }) => publicId));
}

/** The statement, so that a test can ask for its plan. */
export function hitsQuery(asked: Asked): Readonly<{ text: string; values: unknown[] }> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const scope = param(asked.scopePath);
  const limit = param(asked.limit);
  const parts = [
    ...numberParts(asked, scope, param),
    ...(asked.hasAccounts ? networkParts(asked, scope, param) : []),
    ...(asked.hasAccounts ? deviceParts(asked, scope, param) : []),
    ...(asked.hasDocuments ? documentParts(asked, scope, param) : []),
    ...(asked.hasRates ? [rateGroups(asked, scope, param)] : []),
    ...(asked.hasCarriers ? carrierParts(asked, param) : []),
  ];
  if (parts.length === 0) parts.push(nothing(scope));
  // Parts without a match read nothing; "place" keeps their order.
  const text = parts
    .map((part, index) => `select ${index} as part, found.* from (${part} limit ${limit}) found`)
    .join(' union all ');
  return {
    text: `select kind, public_id as "publicId", title, subtitle, status, account_id as "accountPublicId",
        trunk_id as "trunkPublicId" from (${text}) hits order by part, place, title, public_id`,
    values,
  };
}

/** Of an account: `place` orders inside of a part. */
function ofAccount(
  kind: string,
  id: string,
  title: string,
  place: string,
  subtitle = NAME_AND_NUMBER,
): string {
  return `select '${kind}' as kind, ${id} as public_id, ${title} as title, ${subtitle} as subtitle,
      a.status, a.public_id as account_id, null::uuid as trunk_id, ${place} collate "C" as place`;
}

/** Of a profile, as its indexes have it. */
const PHONE = "regexp_replace(p.phone, '[^0-9]', '', 'g')";
const NAME_AND_NUMBER = `${DISPLAY_NAME} || ' · ' || a.number`;
const WITH_PROFILE = 'left join account_profiles p on p.account_id = a.id';

function numberParts({ begins, ends, hasAccounts, hasDids }: Asked, scope: string, param: Param): string[] {
  const dids = (match: string, key: string) =>
    `${ofAccount('did', 'd.public_id', "'+' || d.number", key, `coalesce(${NAME_AND_NUMBER}, d.label)`)}
     from dids d left join accounts o on o.id = d.owner_id left join accounts a on a.id = d.account_id and starts_with(a.path, ${scope})
     ${WITH_PROFILE} where (starts_with(o.path, ${scope}) or a.id is not null) and ${match} order by ${key} collate "C"`;
  const callerIds = (match: string, key: string) =>
    `${ofAccount('caller_id', 'n.public_id', "'+' || n.number", key)}
     from account_caller_ids n join accounts a on a.id = n.account_id ${WITH_PROFILE}
     where starts_with(a.path, ${scope}) and ${match} order by ${key} collate "C"`;
  const forced = (match: string, key: string) =>
    `${ofAccount('forced_caller_id', 'a.public_id', "'+' || a.forced_caller_id", key)}
     from accounts a ${WITH_PROFILE} where starts_with(a.path, ${scope}) and ${match} order by ${key} collate "C"`;
  const phones = (match: string, key: string) =>
    `${ofAccount('account', 'a.public_id', DISPLAY_NAME, key, "a.number || ' · ' || p.phone")}
     from account_profiles p join accounts a on a.id = p.account_id
     where p.phone <> '' and a.kind <> 'provider' and starts_with(a.path, ${scope}) and ${match} order by ${key} collate "C"`;
  const parts: string[] = [];
  if (begins !== null) {
    const range = (column: string) => within(column, begins, param);
    if (hasDids) parts.push(dids(range('d.number'), 'd.number'));
    if (hasAccounts)
      parts.push(
        callerIds(range('n.number'), 'n.number'),
        forced(range('a.forced_caller_id'), 'a.forced_caller_id'),
        phones(range(PHONE), PHONE),
      );
  }
  if (ends !== null) {
    const turned = [...ends].reverse().join('');
    const range = (column: string) => within(`reverse(${column})`, turned, param);
    if (hasDids) parts.push(dids(range('d.number'), 'reverse(d.number)'));
    if (hasAccounts)
      parts.push(
        callerIds(range('n.number'), 'reverse(n.number)'),
        forced(range('a.forced_caller_id'), 'reverse(a.forced_caller_id)'),
        phones(range(PHONE), `reverse(${PHONE})`),
      );
  }
  return parts;
}

/** ':' follows '9': every number that begins with "49" is below "49:". */
function within(column: string, digits: string, param: Param): string {
  return `${column} collate "C" >= ${param(digits)} and ${column} collate "C" < ${param(`${digits}:`)}`;
}

/** Networks that contain the address, and those inside of a network that was asked for; the narrowest first. */
function networkParts({ network }: Asked, scope: string, param: Param): string[] {
  if (network === null) return [];
  const title = `case when i.tech_prefix = '' then i.network::text else i.network::text || ' · ' || i.tech_prefix end`;
  const place = "lpad((128 - masklen(i.network))::text, 3, '0')";
  return [
    `${ofAccount('ip_address', 'i.public_id', title, place)}
     from account_ip_addresses i join accounts a on a.id = i.account_id ${WITH_PROFILE}
     where i.network && ${param(network)}::inet and starts_with(a.path, ${scope}) order by ${place} collate "C"`,
  ];
}

/** SIP user names that work now, by their beginning. A name cannot hold a space. */
function deviceParts({ text, now }: Asked, scope: string, param: Param): string[] {
  if (text.length < 3 || text.includes(' ')) return [];
  const user = text.replace(/^sips?:/i, '').split('@')[0] ?? '';
  if (user === '') return [];
  return [
    `${ofAccount('device', 'd.public_id', "c.username || '@' || c.realm", 'c.username')}
     from switch.sip_credentials c join sip_devices d on d.id = c.device_id join accounts a on a.id = c.account_id ${WITH_PROFILE}
     where c.username collate "C" like ${param(`${escaped(user)}%`)} and (c.valid_until is null or c.valid_until > ${param(now)})
       and starts_with(a.path, ${scope}) order by c.username collate "C"`,
  ];
}

/**
 * Receipts, invoices and notes by how their numbers begin: those that the reader issued or that are of accounts below it, as long
 * as it has been above them.
 */
function documentParts({ text, scopePath }: Asked, scope: string, param: Param): string[] {
  if (text.length < 3) return [];
  const reader = param(`/${idsOfPath(scopePath).at(-1)}/`);
  return [
    `${ofAccount('document', 'd.public_id', 'd.number', 'lower(d.number)')}
     from documents d join accounts a on a.id = d.account_id join accounts i on i.id = d.issuer_id ${WITH_PROFILE}
     where lower(d.number) like ${param(`${escaped(text.toLowerCase())}%`)} and (starts_with(i.path, ${scope})
       or (starts_with(a.path, ${scope}) and not exists (select from account_moves m
         where m.account_id = any(string_to_array(trim('/' from a.path), '/')::bigint[]) and strpos(m.old_path, ${reader}) = 0 and d.issued_at < m.moved_at)))
     order by lower(d.number) collate "C"`,
  ];
}

function rateGroups({ text, onlyOwnerId, seesCarrierPrices }: Asked, scope: string, param: Param): string {
  return `select 'rate_group' as kind, g.public_id, g.name as title, g.currency as subtitle, g.status, null::uuid as account_id,
      null::uuid as trunk_id, lower(g.name) collate "C" as place
    from rate_groups g join accounts o on o.id = g.owner_id
    where starts_with(o.path, ${scope}) and g.owner_id = coalesce(${param(onlyOwnerId)}::bigint, g.owner_id)
      and lower(g.name) like ${param(anywhere(text))}${seesCarrierPrices ? '' : " and g.direction = 'origination'"} order by place`;
}

/** Trunks and gateways: tens or hundreds, of the operator alone. */
function carrierParts({ text }: Asked, param: Param): string[] {
  const pattern = param(anywhere(text));
  return [
    `select 'trunk' as kind, t.public_id, t.name as title, p.company as subtitle, t.status, null::uuid as account_id,
       t.public_id as trunk_id, lower(t.name) collate "C" as place
     from trunks t join account_profiles p on p.account_id = t.provider_id where lower(t.name) like ${pattern} order by place`,
    `select 'gateway' as kind, g.public_id, g.name as title, g.host || ':' || g.port || ' · ' || t.name as subtitle, g.status,
       null::uuid as account_id, t.public_id as trunk_id, lower(g.name) collate "C" as place
     from gateways g join trunks t on t.id = g.trunk_id
     where lower(g.name) like ${pattern} or lower(g.host) like ${pattern} or lower(g.username) like ${pattern} order by place`,
  ];
}

function anywhere(text: string): string {
  return `%${escaped(text.toLowerCase())}%`;
}

function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
