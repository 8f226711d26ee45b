import type { TFunction } from 'i18next';

/** What a field of a sheet is called: as on the other pages, but for those that only sheets have. */
export function sheetFieldText(field: string, t: TFunction): string {
  return t([`sheet.field.${field.replaceAll('.', '_')}`, `field.${field}.label`], { defaultValue: field });
}
