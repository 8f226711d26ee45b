/** Checks rows that are to become accounts: each is either ready to be made, or says what is wrong with it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { billingConflicts } from '../../domain/accounts/billing-rules.ts';
import type { ManyOptions, RowInput, RowMistake, RowMistakes } from '../../domain/accounts/many-accounts.ts';
import {
  billingWithDefaults,
  DEFAULT_BILLING,
  DEFAULT_SETTINGS,
  storedTerms,
  withDefaults,
  type AccountSettings,
  type Billing,
} from '../../domain/accounts/new-account.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import type { SheetField } from '../../domain/accounts/sheet-fields.ts';
import { RESELLER_DEPTH_MAX } from '../../domain/accounts/tree.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { parseMoney } from '../../domain/money.ts';
import type { FieldError } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { takenEmails, takenNumbers, takenReferences } from '../../postgres/accounts/taken.ts';
import type { Db } from '../../postgres/pool.ts';
import { breathe } from '../sheets/sheet.ts';
import { readSettings } from './draw-number.ts';
import { inSheetsWords } from './names-in-rows.ts';
import { commissionMistake } from './check-commissions.ts';
import type { References } from './resolve-references.ts';
import { openParents, type ParentOfRows, type ParentsOfRows } from './parents-of-rows.ts';
import { valueOfRow } from './value-of-row.ts';

/** How the fields of a row are checked: by the schema of the API, which this layer does not see. */
export type ReadRow = (
  value: unknown,
) => Readonly<{ input: RowInput }> | Readonly<{ errors: readonly FieldError[] }>;

export type RawRow = Readonly<{ row: number; values: ReadonlyMap<SheetField, unknown> }>;

export type PlannedRow = Readonly<{
  row: number;
  input: RowInput;
  parent: AccountNode;
  seller: AccountNode;
  settings: AccountSettings;
  billing: Billing;
  references: References;
  /** Of a reseller; null = none. */
  roleId: bigint | null;
  createsDevice: boolean;
}>;

export type PlannedRows = Readonly<{
  valid: readonly PlannedRow[];
  invalid: readonly RowMistakes[];
  configuration: Settings;
}>;

/** Rows that are checked before the rest of the process has its turn. */
const ROWS_AT_ONCE = 100;
/** Parameters of one question about what is taken. */
const ASKED_AT_ONCE = 5000;

/**
 * Plans the rows in their order: of two that exclude each other the first one wins. `made` are rows that
 * this job made before it was interrupted; they keep their number and address against the others.
 */
export async function planRows(
  db: Db,
  now: Date,
  actor: Actor,
  readRow: ReadRow,
  rows: readonly RawRow[],
  options: ManyOptions,
  made: ReadonlySet<number> = new Set(),
): Promise<PlannedRows> {
  const configuration = await readSettings(db, actor.operatorId);
  const parents = await openParents(db, actor, options.template, rows);
  const invalid: RowMistakes[] = [];
  let planned: PlannedRow[] = [];
  for (const [index, raw] of rows.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe();
    const errors: RowMistake[] = [];
    const parent = await parents.of(raw, errors);
    const value = valueOfRow(raw, options, parent, parent?.configuration ?? configuration, errors);
    const read = readRow(value);
    if ('errors' in read) errors.push(...read.errors.filter((error) => !hasField(errors, error.field)));
    if (!('input' in read) || parent === null || errors.length > 0) {
      invalid.push({ row: raw.row, errors: errors.map(inSheetsWords) });
      continue;
    }
    const plan = await planRow(raw.row, read.input, parent, parents, errors);
    if (errors.length > 0) invalid.push({ row: raw.row, errors: errors.map(inSheetsWords) });
    else planned.push(plan);
  }
  planned = withoutTwins(planned, options, invalid);
  planned = await withoutTaken(
    db,
    now,
    actor,
    planned.filter(({ row }) => !made.has(row)),
    options,
    invalid,
  );
  return { valid: planned, invalid: invalid.sort((a, b) => a.row - b.row), configuration };
}

async function planRow(
  row: number,
  input: RowInput,
  { node: parent, seller, configuration, commissionPpm, resolve }: ParentOfRows,
  { roleOf, creditOf }: ParentsOfRows,
  errors: RowMistake[],
): Promise<PlannedRow> {
  if (input.kind === 'reseller' && parent.depth >= RESELLER_DEPTH_MAX) {
    const message = `Resellers stand at most ${RESELLER_DEPTH_MAX} deep below the operator. Choose another reseller above.`;
    errors.push({ field: 'panelAccess.parentNumber', code: 'tree_too_deep', message });
  }
  const above = commissionMistake(storedTerms(input.resellerTerms), commissionPpm);
  if (above !== null) errors.push(above);
  const settings = withDefaults(DEFAULT_SETTINGS, input.settings);
  const billing = billingWithDefaults(DEFAULT_BILLING, input.billing);
  errors.push(...billingConflicts({ ...billing, creditLimitMicros: parseMoney(billing.creditLimit) ?? 0n }));
  errors.push(...creditOf(input.kind)(billing));
  const references = await resolve({ ...billing, localizationId: settings.localizationId }, errors);
  const roleId = await roleOf(input.kind, input.panelAccess.roleId ?? null, errors);
  const { number, pin, password, email } = input.panelAccess;
  if (number !== undefined && !configuration['account_number.may_be_typed']) {
    const message = 'Account numbers are not typed here. Leave the column out: the server draws them.';
    errors.push({ field: 'panelAccess.number', code: 'not_typed', message });
  }
  if (pin !== undefined && pin !== '' && pin.length !== configuration['pin.length']) {
    const message = `A PIN has ${configuration['pin.length']} digits here. A spreadsheet may have cut leading zeros.`;
    errors.push({ field: 'panelAccess.pin', code: 'wrong_length', message });
  }
  const policy = { lengthMin: configuration['passwords.length_min'], personal: [email ?? '', number ?? ''] };
  const weakness = password === undefined ? null : weaknessOfPassword(password, policy);
  if (weakness !== null)
    errors.push({ field: 'panelAccess.password', code: 'weak_password', message: weakness });
  const createsDevice =
    input.kind === 'customer' &&
    (input.panelAccess.createSipDevice ?? configuration['defaults.create_sip_device']);
  return { row, input, parent, seller, settings, billing, references, roleId, createsDevice };
}

type Unique = Readonly<{
  field: string;
  what: string;
  code: string;
  of: (plan: PlannedRow) => string | null;
}>;

function uniqueFields({ sameReference }: ManyOptions): Unique[] {
  const email = { field: 'panelAccess.email', what: 'address', code: 'email_taken', of: emailOf };
  const number = { field: 'panelAccess.number', what: 'number', code: 'number_taken', of: numberOf };
  const reference = {
    field: 'billing.reference',
    what: 'reference',
    code: 'reference_taken',
    of: referenceOf,
  };
  return sameReference === 'refuse' ? [email, number, reference] : [email, number];
}

const emailOf = ({ input }: PlannedRow) => input.panelAccess.email?.toLowerCase() ?? null;
const numberOf = ({ input }: PlannedRow) => input.panelAccess.number ?? null;
const referenceOf = ({ billing }: PlannedRow) => (billing.reference === '' ? null : billing.reference);

/** Keeps the first of those rows that have the same address, number or reference. */
function withoutTwins(
  planned: readonly PlannedRow[],
  options: ManyOptions,
  invalid: RowMistakes[],
): PlannedRow[] {
  const unique = uniqueFields(options).map((field) => ({ ...field, rows: new Map<string, number>() }));
  return planned.filter((plan) => {
    const errors = unique.flatMap(({ field, what, code, of, rows }): RowMistake[] => {
      const value = of(plan);
      const first = value === null ? undefined : rows.get(value);
      if (first === undefined) return [];
      return [
        { field, code, message: `This ${what} is in row ${first} already. Give each account its own.` },
      ];
    });
    if (errors.length > 0) invalid.push({ row: plan.row, errors });
    else
      for (const { of, rows } of unique) {
        const value = of(plan);
        if (value !== null) rows.set(value, plan.row);
      }
    return errors.length === 0;
  });
}

/** Takes out the rows whose address, number or reference an account has already; it does not say whose. */
async function withoutTaken(
  db: Db,
  now: Date,
  actor: Actor,
  planned: readonly PlannedRow[],
  options: ManyOptions,
  invalid: RowMistakes[],
): Promise<PlannedRow[]> {
  const free: PlannedRow[] = [];
  for (let start = 0; start < planned.length; start += ASKED_AT_ONCE) {
    const part = planned.slice(start, start + ASKED_AT_ONCE);
    const taken: Readonly<Record<string, ReadonlySet<string>>> = {
      email_taken: await takenEmails(db, known(part, emailOf)),
      number_taken: await takenNumbers(db, known(part, numberOf), actor.accountId, now),
      reference_taken: await takenReferences(db, known(part, referenceOf), actor.scopePath),
    };
    for (const plan of part) {
      const errors = uniqueFields(options).flatMap(({ field, what, code, of }): RowMistake[] => {
        const value = of(plan);
        if (value === null || taken[code]?.has(value) !== true) return [];
        return [{ field, code, message: `This ${what} is in use. Give another one.` }];
      });
      if (errors.length > 0) invalid.push({ row: plan.row, errors });
      else free.push(plan);
    }
    await breathe();
  }
  return free;
}

function known(plans: readonly PlannedRow[], of: (plan: PlannedRow) => string | null): string[] {
  return plans.flatMap((plan) => of(plan) ?? []);
}

function hasField(errors: readonly RowMistake[], field: string): boolean {
  return errors.some((error) => error.field === field);
}
