/** What a row names, as the API has it: by ids. */
import type { RowMistake } from '../../domain/accounts/many-accounts.ts';
import type { SheetField } from '../../domain/accounts/sheet-fields.ts';
import type { ParentOfRows } from './parents-of-rows.ts';

type Values = ReadonlyMap<SheetField, unknown>;

const GROUPS = 'active rate groups of whoever sells to this account';

const NAMING = {
  'panelAccess.role': { choices: 'roles', what: 'roles that you made for resellers', code: 'not_found' },
  'billing.rateGroup': { choices: 'rateGroups', what: GROUPS, code: 'rate_group_not_usable' },
  'billing.nonCliRateGroup': { choices: 'rateGroups', what: GROUPS, code: 'rate_group_not_usable' },
  'settings.localization': {
    choices: 'localizations',
    what: 'localizations of whoever sells to this account',
    code: 'not_found',
  },
  'billing.taxes': {
    choices: 'taxes',
    what: 'active taxes of whoever sells to this account',
    code: 'not_found',
  },
} as const satisfies Partial<
  Record<SheetField, Readonly<{ choices: keyof ParentOfRows; what: string; code: string }>>
>;

/** The fields of the API that are named in a sheet, and what they are called there. */
const SHEET_NAMES: Readonly<Record<string, SheetField>> = {
  'billing.rateGroupId': 'billing.rateGroup',
  'billing.nonCliRateGroupId': 'billing.nonCliRateGroup',
  'billing.taxIds': 'billing.taxes',
  'settings.localizationId': 'settings.localization',
  'panelAccess.roleId': 'panelAccess.role',
};

/** Ids for the names of a row; an error for each name that whoever sells to the account does not have. */
export function idsOfNames(values: Values, parent: ParentOfRows | null, errors: RowMistake[]) {
  if (parent === null) return { panelAccess: {}, settings: {}, billing: {} };
  const ids = (field: keyof typeof NAMING): readonly string[] | null => {
    const given = values.get(field);
    const names = (Array.isArray(given) ? given : [given]).filter((name) => typeof name === 'string');
    if (names.length === 0) return null;
    const { choices, what, code } = NAMING[field];
    return names.flatMap((name) => {
      const id = parent[choices].get(name) ?? parent[choices].get(name.toLowerCase());
      if (id !== undefined) return id;
      const message = `"${name.slice(0, 60)}" is none of the ${what}. Write its name as it is there.`;
      errors.push({ field, code, message });
      return [];
    });
  };
  const [roleId] = ids('panelAccess.role') ?? [];
  const [rateGroupId] = ids('billing.rateGroup') ?? [];
  const [nonCliRateGroupId] = ids('billing.nonCliRateGroup') ?? [];
  const [localizationId] = ids('settings.localization') ?? [];
  const taxIds = ids('billing.taxes');
  return {
    panelAccess: roleId === undefined ? {} : { roleId },
    settings: localizationId === undefined ? {} : { localizationId },
    billing: {
      ...(rateGroupId === undefined ? {} : { rateGroupId }),
      ...(nonCliRateGroupId === undefined ? {} : { nonCliRateGroupId }),
      ...(taxIds === null ? {} : { taxIds }),
    },
  };
}

/** What a field of the API is called in a sheet. */
export function sheetFieldOf(field: string): string {
  return SHEET_NAMES[field] ?? field;
}

/** Names that the API has and a sheet has not. */
export function inSheetsWords(error: RowMistake): RowMistake {
  return { ...error, field: sheetFieldOf(error.field) };
}
