/** What an export of accounts may be asked for. */
import { z } from 'zod';
import { EXPORT_COLUMNS, type ExportColumn } from '../../domain/accounts/export-columns.ts';
import { isTimezone } from '../../domain/accounts/places.ts';
import { accountExportQuery } from './account.ts';

const COLUMNS: ReadonlySet<string> = new Set(EXPORT_COLUMNS);

/** The filters and the order of the list, and how the file is to be. */
export const exportQuery = accountExportQuery.extend({
  format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv'),
  timezone: z
    .string()
    .refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".')
    .default('UTC')
    .describe('The zone that times are written in'),
  columns: z
    .string()
    .max(2000)
    .optional()
    .transform((text, context): ExportColumn[] => {
      const names = text === undefined || text === '' ? [...EXPORT_COLUMNS] : text.split(',');
      const unknown = names.find((name, index) => !COLUMNS.has(name) || names.indexOf(name) !== index);
      if (unknown !== undefined) {
        const message = `"${unknown.slice(0, 40)}" is no column, or is named twice. Send some of: ${EXPORT_COLUMNS.join(', ')}.`;
        context.addIssue({ code: 'custom', message });
      }
      return names as ExportColumn[];
    })
    .describe('Names of columns in the order of the file, separated by commas; left out: all'),
});
