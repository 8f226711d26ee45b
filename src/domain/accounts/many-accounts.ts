/** Accounts made many at once: what a row is, and what is done with those that cannot be used. */
import type {
  AccountSettings,
  Billing,
  Controls,
  PanelAccess,
  Profile,
  ResellerTerms,
} from './new-account.ts';
import type { RowKind, SheetField } from './sheet-fields.ts';

type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** An account as a row describes it. A customer without an address signs in by its number. */
export type RowInput = Readonly<{
  kind: RowKind;
  /** Left out: active. */
  status?: 'active' | 'suspended' | undefined;
  panelAccess: Given<
    Pick<PanelAccess, 'parentId' | 'number' | 'password' | 'pin' | 'createSipDevice' | 'roleId'>
  > &
    Readonly<{ email?: string | null | undefined }>;
  settings?: Given<AccountSettings> | undefined;
  profile: Given<Profile> &
    Pick<Profile, 'firstName' | 'country' | 'timezone'> &
    Readonly<{ currency: string }>;
  billing?: Given<Billing> | undefined;
  resellerTerms?: (Given<ResellerTerms> & Pick<ResellerTerms, 'type'>) | undefined;
  controls?: Given<Controls> | undefined;
}>;

/** Values for what a row leaves empty, in the groups of the API. */
export type RowTemplate = Readonly<{
  panelAccess?: Given<Pick<PanelAccess, 'parentId' | 'createSipDevice'>> | undefined;
  settings?: Given<AccountSettings> | undefined;
  profile?: (Given<Profile> & Readonly<{ currency?: string | undefined }>) | undefined;
  billing?: Given<Billing> | undefined;
}>;

export type ManyOptions = Readonly<{
  template: RowTemplate;
  /**
   * `none`: the accounts have no panel password until somebody asks for a link to set one. Hashing a
   * password takes 30 ms of processor time on purpose, 10,000 of them five minutes, so it is a choice.
   */
  passwords: 'none' | 'generate';
  /** `generate` draws a PIN for each row without one. */
  pins: 'none' | 'generate';
  /** Whether two accounts may have the same reference. */
  sameReference: 'refuse' | 'allow';
  /** `all_or_nothing` makes nothing when one row cannot be used. */
  mode: 'all_or_nothing' | 'valid_only';
}>;

export type ImportOptions = ManyOptions & Readonly<{ mapping: readonly (SheetField | null)[] }>;
export type CreateManyOptions = ManyOptions & Readonly<{ count: number; firstNumber: string | null }>;

export type RowMistake = Readonly<{ field: string; code: string; message: string }>;
/** Everything that is wrong with one row; `row` as a spreadsheet counts. */
export type RowMistakes = Readonly<{ row: number; errors: readonly RowMistake[] }>;
