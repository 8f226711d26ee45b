/** A row as the API would be sent it. */
import type { ManyOptions, RowMistake, RowTemplate } from '../../domain/accounts/many-accounts.ts';
import {
  isFieldOf,
  nestFields,
  ROW_KINDS,
  SHEET_FIELDS,
  type RowKind,
  type SheetField,
} from '../../domain/accounts/sheet-fields.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { idsOfNames, sheetFieldOf } from './names-in-rows.ts';
import type { ParentOfRows } from './parents-of-rows.ts';
import type { RawRow } from './plan-rows.ts';

/** Its cells over the template over the configured defaults; adds an error for each cell that its kind does not have. */
export function valueOfRow(
  { values: cells }: RawRow,
  options: Pick<ManyOptions, 'template'>,
  parent: ParentOfRows | null,
  configuration: Settings,
  errors: RowMistake[],
): unknown {
  const kind = cells.get('kind') ?? 'customer';
  const values = isRowKind(kind) ? ofKind(kind, cells, errors) : cells;
  const template = isRowKind(kind) ? templateOf(kind, options.template) : options.template;
  const own = nestFields(values);
  const { parentNumber: _parent, role: _role, ...access } = own.panelAccess ?? {};
  const { rateGroup: _group, nonCliRateGroup: _nonCli, taxes: _taxes, ...billing } = own.billing ?? {};
  const { localization: _set, ...settings } = own.settings ?? {};
  const named = idsOfNames(values, parent, errors);
  const { parentId: _id, ...templateAccess } = template.panelAccess ?? {};
  return {
    kind,
    ...(values.has('status') && { status: values.get('status') }),
    panelAccess: { ...templateAccess, ...access, ...named.panelAccess },
    settings: { ...template.settings, ...settings, ...named.settings },
    profile: {
      country: configuration['defaults.country'],
      timezone: configuration['defaults.timezone'],
      currency: configuration['defaults.currency'],
      ...template.profile,
      ...own.profile,
    },
    billing: {
      rateGroupId: parent?.defaultRateGroupId ?? null,
      ...template.billing,
      ...billing,
      ...named.billing,
    },
    ...(own.controls !== undefined && { controls: own.controls }),
    ...(kind === 'reseller' && { resellerTerms: own.resellerTerms ?? {} }),
  };
}

function isRowKind(kind: unknown): kind is RowKind {
  return (ROW_KINDS as readonly unknown[]).includes(kind);
}

function ofKind(kind: RowKind, cells: RawRow['values'], errors: RowMistake[]): RawRow['values'] {
  const values = new Map(cells);
  for (const field of cells.keys()) {
    if (isFieldOf(kind, field)) continue;
    values.delete(field);
    const message = 'An account of this kind has no such field. Empty the cell, or correct the kind.';
    errors.push({ field, code: 'not_applicable', message });
  }
  return values;
}

/** A template is for customers: a reseller takes from it what it has, too. */
function templateOf(kind: RowKind, template: RowTemplate): RowTemplate {
  const groups = Object.entries(template).map(([group, values]) => {
    const entries = Object.entries(values ?? {}).filter(([name]) => {
      const field = sheetFieldOf(`${group}.${name}`);
      return !(field in SHEET_FIELDS) || isFieldOf(kind, field as SheetField);
    });
    return [group, Object.fromEntries(entries)];
  });
  return Object.fromEntries(groups) as RowTemplate;
}
