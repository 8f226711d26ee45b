/** Many accounts at once: uploads, checks, the options of a run, and how one row is read. */
import { z } from 'zod';
import type { RowInput } from '../../domain/accounts/many-accounts.ts';
import { SHEET_FIELD_NAMES, type SheetField } from '../../domain/accounts/sheet-fields.ts';
import type { FieldError } from '../../domain/problem.ts';
import { fieldErrors } from '../field-errors.ts';
import { instant, line, publicId } from '../common.ts';
import {
  accountNumber,
  billingGroup,
  email,
  password,
  pinOrNone,
  profileGroup,
  settingsGroup,
} from './account-groups.ts';
import { controlsGroup } from './account.ts';
import { newResellerTerms, resellerBilling, resellerSettings } from './create-account.ts';
import { refusedAccounts } from './many-changes.ts';

/** As many as one job makes; more are several jobs. */
const COUNT_MAX = 50_000;
const COLUMNS_MAX = 200;

const sheetField = z.enum(SHEET_FIELD_NAMES as [SheetField, ...SheetField[]]);

const template = z
  .strictObject({
    panelAccess: z
      .strictObject({ parentId: publicId.nullable().optional(), createSipDevice: z.boolean().optional() })
      .optional(),
    settings: settingsGroup.optional(),
    profile: profileGroup.partial().optional(),
    billing: billingGroup.optional(),
  })
  .describe('Values for what a row leaves empty');

const options = {
  template: template.default({}),
  templateId: publicId
    .nullable()
    .optional()
    .describe('A template of yours for customers: fills what "template" leaves out, as it is now'),
  passwords: z
    .enum(['none', 'generate'])
    .default('none')
    .describe(
      'none: no panel password until somebody asks for a link. generate: slow, about 30 ms an account',
    ),
  pins: z.enum(['none', 'generate']).default('none').describe('generate: a PIN for each account without one'),
  sameReference: z.enum(['refuse', 'allow']).default('refuse'),
  mode: z
    .enum(['all_or_nothing', 'valid_only'])
    .default('valid_only')
    .describe('all_or_nothing: nothing is made when one row cannot be used'),
};

export const importOptions = z
  .strictObject({
    mapping: z
      .array(sheetField.nullable())
      .max(COLUMNS_MAX)
      .describe('The field of each column in its order; null leaves the column out'),
    ...options,
  })
  .meta({ id: 'ImportOptions' });

export const createManyBody = z
  .strictObject({
    count: z.int().min(1, 'Send at least 1.').max(COUNT_MAX, `Send at most ${COUNT_MAX}.`),
    firstNumber: accountNumber
      .nullable()
      .default(null)
      .describe('The first of consecutive account numbers; null: the server draws them'),
    ...options,
  })
  .meta({ id: 'CreateManyAccounts' });

export const uploadQuery = z.object({
  fileName: line(200).default('').describe('As shown in the list of jobs'),
  encoding: z
    .string()
    .max(40)
    .regex(/^[A-Za-z0-9_:.-]+$/, 'Send the name of an encoding, such as "windows-1252".')
    .optional()
    .describe('Left out: detected'),
});

export const uploadedSheet = z
  .object({
    uploadId: publicId,
    format: z.enum(['csv', 'xlsx']),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    columns: z.array(
      z.object({
        name: z.string(),
        field: sheetField.nullable().describe('Proposed by the name of the column'),
        hasData: z.boolean().describe('Whether something stands below the name'),
      }),
    ),
    rows: z.number().int().describe('Rows below the header, blank ones too'),
    preview: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
    fields: z.array(z.object({ field: sheetField, title: z.string() })).describe('What a column may mean'),
    expiresAt: instant,
  })
  .meta({ id: 'UploadedSheet' });

const mistakes = z
  .array(
    z.object({
      row: z.number().int().describe('As a spreadsheet counts: the header is row 1'),
      errors: z.array(
        z.object({
          field: z.string(),
          code: z.string(),
          message: z.string().describe('The cause and the fix'),
        }),
      ),
    }),
  )
  .describe('The first thousand rows that cannot be used');

export const checkedImport = z
  .object({
    read: z.number().int().describe('Rows below the header = valid + invalid + skipped'),
    valid: z.number().int(),
    invalid: z.number().int(),
    skipped: z.number().int().describe('Blank rows'),
    mistakes,
  })
  .meta({ id: 'CheckedImport' });

export const madeResult = z
  .object({
    read: z.number().int(),
    created: z.number().int(),
    invalid: z.number().int(),
    skipped: z.number().int(),
    mistakes,
  })
  .meta({ id: 'MadeAccounts' });

const closedAccounts = z.array(
  z.object({ number: z.string(), reason: z.enum(['posted', 'called', 'has_accounts', 'in_use']) }),
);

export const undoneResult = z
  .object({ removed: z.number().int(), closed: z.number().int(), closedAccounts })
  .meta({ id: 'UndoneAccounts' });

export const undoPreview = z
  .object({
    until: instant,
    removable: z.number().int(),
    toClose: z
      .number()
      .int()
      .describe('Something was posted on them or they called: they are closed instead'),
    toCloseAccounts: closedAccounts,
    restorable: z.number().int().describe('They get the values that they had'),
    keptAccounts: refusedAccounts.describe('They stay as they are'),
  })
  .meta({ id: 'UndoPreview' });

const rowAccess = {
  parentId: publicId.nullable().optional(),
  number: accountNumber.optional(),
  password: password.optional(),
};
const validUntil = z.iso
  .datetime({
    offset: true,
    message:
      'Write a time such as "2027-06-30 22:00" below a header that names its zone, such as "Valid until (Europe/Berlin)".',
  })
  .pipe(controlsGroup.shape.validUntil.unwrap())
  .optional();
const alertThreshold = controlsGroup.shape.alertThreshold.optional();

const status = z
  .enum(['active', 'suspended'], {
    error:
      'Write active or suspended, as an export does. Closed accounts are not made again: leave the row out.',
  })
  .optional();

/** A customer as a row describes it: without an address it signs in by its number. */
const customerRow = z.strictObject({
  kind: z.literal('customer'),
  status,
  panelAccess: z.strictObject({
    ...rowAccess,
    email: email.nullable().optional(),
    pin: pinOrNone.optional(),
    createSipDevice: z.boolean('Write yes or no.').optional(),
  }),
  settings: settingsGroup.optional(),
  profile: profileGroup,
  billing: billingGroup.optional(),
  controls: controlsGroup.extend({ validUntil, alertThreshold }).partial().optional(),
});

const resellerRow = z.strictObject({
  kind: z.literal('reseller'),
  status,
  panelAccess: z.strictObject({ ...rowAccess, email, roleId: publicId.nullable().optional() }),
  settings: resellerSettings.optional(),
  profile: profileGroup,
  billing: resellerBilling.optional(),
  resellerTerms: newResellerTerms,
  controls: z.strictObject({ validUntil, alertThreshold }).optional(),
});

const row = z.discriminatedUnion('kind', [customerRow, resellerRow], {
  error: 'Write customer or reseller. Other kinds of accounts are made one by one.',
});

/** Reads one row; what is wrong with it comes field by field. */
export function readRow(value: unknown): { input: RowInput } | { errors: FieldError[] } {
  const result = row.safeParse(value, { reportInput: true });
  return result.success ? { input: result.data } : { errors: result.error.issues.flatMap(fieldErrors) };
}
