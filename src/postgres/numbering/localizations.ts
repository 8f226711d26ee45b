/** Rule sets of number translation, each with its five lists. */
import { groupBy } from '../../domain/group-by.ts';
import { isUuid } from '../../domain/ids.ts';
import {
  LOCALIZATION_LISTS,
  type LocalizationList,
  type LocalizationRule,
  type LocalizationSet,
} from '../../domain/numbering/localization.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type LocalizationRow = Readonly<{
  id: bigint;
  publicId: string;
  name: string;
  accounts: number;
  carriers: number;
}>;

const SET = `select s.id, s.public_id as "publicId", s.name,
    (select count(*)::int from accounts a where a.localization_id = s.id and a.kind <> 'provider') as accounts,
    ((select count(*) from accounts a where a.localization_id = s.id and a.kind = 'provider')
      + (select count(*) from trunks t where t.localization_id = s.id))::int as carriers
  from localization_sets s where s.owner_id = $1`;
/** An owner has a handful; the bound keeps the answer small whatever happened. */
const SETS_MAX = 500;

export async function listLocalizations(db: Db, ownerId: bigint): Promise<LocalizationRow[]> {
  const { rows } = await db.query<LocalizationRow>(`${SET} order by s.name limit ${SETS_MAX}`, [ownerId]);
  return rows;
}

/** One of the owner's sets, or `not_found`. */
export async function findLocalization(db: Db, ownerId: bigint, publicId: string): Promise<LocalizationRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<LocalizationRow>(`${SET} and s.public_id = $2`, [ownerId, publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

type RuleRow = Readonly<{
  setId: bigint;
  list: LocalizationList;
  match: string;
  lengthMin: number | null;
  lengthMax: number | null;
  cut: number | null;
  add: string;
  isLast: boolean;
}>;

/** The lists of some sets, or of all (null), by the id of the set. */
export async function readRules(
  db: Db,
  ids: readonly bigint[] | null,
): Promise<ReadonlyMap<bigint, LocalizationSet>> {
  const { rows } = await db.query<RuleRow>(
    `select localization_id as "setId", list, match, length_min as "lengthMin", length_max as "lengthMax", cut,
       add_prefix as add, is_last as "isLast"
     from localization_rules where $1::bigint[] is null or localization_id = any($1) order by localization_id, list, position`,
    [ids],
  );
  const sets = groupBy(rows, ({ setId }) => setId);
  return new Map(Array.from(sets, ([id, ofSet]) => [id, setOf(ofSet)]));
}

export const NO_RULES: LocalizationSet = setOf([]);

function setOf(rows: readonly RuleRow[]): LocalizationSet {
  const lists = LOCALIZATION_LISTS.map((list) => [list, rows.filter((row) => row.list === list).map(ruleOf)]);
  return Object.fromEntries(lists) as LocalizationSet;
}

function ruleOf({ match, lengthMin, lengthMax, cut, add, isLast }: RuleRow): LocalizationRule {
  return { match, lengthMin, lengthMax, cut: cut ?? 'match', add, then: isLast ? 'stop' : 'continue' };
}

export async function insertLocalization(tx: Tx, ownerId: bigint, name: string): Promise<LocalizationRow> {
  const { rows } = await tx.query<LocalizationRow>(
    'insert into localization_sets (owner_id, name) values ($1, $2) returning id, public_id as "publicId", name, 0 as accounts, 0 as carriers',
    [ownerId, name],
  );
  return rows[0] as LocalizationRow;
}

export async function renameLocalization(tx: Tx, id: bigint, name: string): Promise<void> {
  await tx.query('update localization_sets set name = $2 where id = $1', [id, name]);
}

export async function deleteLocalization(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from localization_sets where id = $1', [id]);
}

/** Puts the rules of a set in the place of those it had. */
export async function replaceRules(tx: Tx, id: bigint, set: LocalizationSet): Promise<void> {
  const rules = LOCALIZATION_LISTS.flatMap((list) =>
    set[list].map((rule, position) => ({ list, position, ...rule })),
  );
  await tx.query('delete from localization_rules where localization_id = $1', [id]);
  await tx.query(
    `insert into localization_rules (localization_id, list, position, match, length_min, length_max, cut, add_prefix, is_last)
     select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::int[], $6::int[], $7::int[], $8::text[], $9::boolean[])`,
    [
      id,
      rules.map(({ list }) => list),
      rules.map(({ position }) => position),
      rules.map(({ match }) => match),
      rules.map(({ lengthMin }) => lengthMin),
      rules.map(({ lengthMax }) => lengthMax),
      rules.map(({ cut }) => (cut === 'match' ? null : cut)),
      rules.map(({ add }) => add),
      rules.map(({ then }) => then === 'stop'),
    ],
  );
}
