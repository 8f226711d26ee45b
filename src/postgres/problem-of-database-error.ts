/** Constraint names and SQLSTATE codes as the problems they mean to whoever sent the request. */
import { Problem, type ProblemCode } from '../domain/problem.ts';

type DatabaseError = Readonly<{ code: string; constraint?: string; table?: string }>;

/** Which field of which request breaks a unique constraint. */
const OF_CONSTRAINT: Readonly<
  Record<string, Readonly<{ code: ProblemCode; field: string; message: string }>>
> = {
  email_is_unique_in_its_realm: {
    code: 'email_taken',
    field: 'panelAccess.email',
    message: 'This address is in use. Give another one.',
  },
  brand_host_has_one_owner: {
    code: 'invalid_input',
    field: 'host',
    message: 'This is the host name of another reseller.',
  },
  brand_sip_domain_has_one_owner: {
    code: 'invalid_input',
    field: 'domain',
    message: 'This is the SIP domain of another reseller.',
  },
  account_number_is_unique: {
    code: 'number_taken',
    field: 'panelAccess.number',
    message: 'This number is in use. Choose another, or leave it to the server.',
  },
  rate_group_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a rate group of this name. Choose another name.',
  },
  rate_starts_once: {
    code: 'rate_exists',
    field: 'validFrom',
    message: 'There is a rate for this prefix from this moment. Edit it, or choose another moment.',
  },
  exchange_rate_starts_once: {
    code: 'exchange_rate_exists',
    field: 'validFrom',
    message: 'There is an exchange rate from this moment. Choose another moment.',
  },
  address_and_tech_prefix_have_one_account: {
    code: 'address_taken',
    field: 'network',
    message:
      'This network with this tech prefix is in use. Give a tech prefix that tells the accounts apart.',
  },
  caller_id_is_listed_once: {
    code: 'listed_already',
    field: 'number',
    message: 'The account has this number already.',
  },
  pinless_caller_id_has_one_account: {
    code: 'caller_id_taken',
    field: 'isPinless',
    message: 'Another account has this number without a PIN. One number can open one account only.',
  },
  destination_prefix_is_listed_once: {
    code: 'listed_already',
    field: 'prefix',
    message: 'This prefix is listed already. Change that one instead.',
  },
  speed_dial_is_listed_once: {
    code: 'listed_already',
    field: 'digits',
    message: 'The account has these digits already. Change that one instead.',
  },
  blocked_prefix_is_listed_once: {
    code: 'listed_already',
    field: 'prefix',
    message: 'The account has this prefix already.',
  },
  extension_leads_to_one_device: {
    code: 'listed_already',
    field: 'extension',
    message: 'Another device has this extension. Choose another one.',
  },
  did_number_is_unique: {
    code: 'listed_already',
    field: 'number',
    message: 'This number is in the list already.',
  },
  template_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a template of this name for accounts of this kind. Choose another name.',
  },
  tax_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a tax of this name. Choose another name.',
  },
  package_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a package of this name. Choose another name.',
  },
  product_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a product of this name. Choose another name.',
  },
  role_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a role of this name. Choose another name.',
  },
  localization_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a rule set of this name. Choose another name.',
  },
  job_is_undone_once_at_a_time: {
    code: 'job_cannot_be_undone',
    field: 'id',
    message: 'The job is being undone already.',
  },
  list_view_name_is_unique_for_its_owner: {
    code: 'name_taken',
    field: 'name',
    message: 'You have a view of this name. Choose another name.',
  },
  trunks_name_key: {
    code: 'name_taken',
    field: 'name',
    message: 'There is a trunk of this name. Choose another name.',
  },
  switches_name_key: {
    code: 'name_taken',
    field: 'name',
    message: 'There is a switch of this name. Choose another name.',
  },
  gateway_name_is_unique_in_its_trunk: {
    code: 'name_taken',
    field: 'name',
    message: 'The trunk has a gateway of this name. Choose another name.',
  },
};

/** SQLSTATE: text that no column can hold, numbers out of range, values a type cannot read. */
const BAD_VALUES = new Set(['22021', '22P05', '22003', '22P02', '22008', '22007', '22001']);
/**
 * SQLSTATE classes of what passes by itself: broken connections, deadlocks, no room or memory, an operator who
 * restarts the server or cancels a statement, errors of the machine. The same request may succeed a moment later.
 */
const PASSING_CLASSES = new Set(['08', '40', '53', '57', '58']);
/** The same from the operating system, while the server is not there. */
const PASSING_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT']);
const FOREIGN_KEY = '23503';
/** Our wall of writes: the row is of another part of the tree, so it is not there. */
const FOREIGN_ROW = 'TB404';

/** The problem an error of PostgreSQL stands for; null when it is a bug or no database error at all. */
export function problemOfDatabaseError(error: unknown): Problem | null {
  if (isDatabaseAway(error)) return new Problem('unavailable', {}, { cause: error });
  if (!(error instanceof Error)) return null;
  const { code, constraint = '' } = error as Error & Partial<DatabaseError>;
  if (typeof code !== 'string') return null;
  const known = OF_CONSTRAINT[constraint];
  if (known !== undefined) {
    const { field, message } = known;
    return new Problem(
      known.code,
      { detail: message, errors: [{ field, code: known.code, message }] },
      { cause: error },
    );
  }
  if (BAD_VALUES.has(code)) return new Problem('malformed_request', {}, { cause: error });
  if (code === FOREIGN_ROW) return new Problem('not_found', {}, { cause: error });
  if (code === FOREIGN_KEY) return new Problem('in_use', {}, { cause: error });
  return null;
}

/** `stale_row()` of our migrations, and PostgreSQL's deadlock_detected. */
const STALE_CODES: ReadonlySet<string> = new Set(['TB001', '40P01']);

/** Says whether somebody else changed what was to be written: nothing was, and reading it again helps. */
export function isStaleRow(error: unknown): boolean {
  return error instanceof Error && STALE_CODES.has((error as Error & Partial<DatabaseError>).code ?? '');
}

/** A row that must not be (class 23 of SQLSTATE): what was worked on was wrong, or was somebody else's meanwhile. */
export function isImpossibleRow(error: unknown): boolean {
  const { code } = error as Partial<DatabaseError>;
  return error instanceof Error && typeof code === 'string' && code.startsWith('23');
}

/** PostgreSQL's lock_not_available: somebody holds a row for longer than whoever asked will wait. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as Error & Partial<DatabaseError>).code === '55P03';
}

/**
 * Says whether the database was away, a connection broke, or it could not serve for now: whether anything was
 * committed is then unknown, and it is to be tried again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & Partial<DatabaseError>;
  if (typeof code === 'string') return PASSING_CLASSES.has(code.slice(0, 2)) || PASSING_CODES.has(code);
  // The driver gives these no code.
  return /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}
