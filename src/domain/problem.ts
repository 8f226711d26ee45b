/**
 * What can be wrong with a request, as one closed list (RFC 9457). Each code has its HTTP status, a
 * title, a sentence that a customer may read, and how to fix it. docs/problems.md and the OpenAPI file
 * are kept equal to it by a test.
 */

import { PROBLEMS_OF_BILLING } from './problems-of-billing.ts';
import { PROBLEMS_OF_CALLS } from './problems-of-calls.ts';
import { PROBLEMS_OF_MONEY } from './problems-of-money.ts';
import { PROBLEMS_OF_PRODUCTS } from './problems-of-products.ts';

export type Definition = Readonly<{ status: number; title: string; sentence: string; fix: string }>;

export const PROBLEMS = {
  // The request itself
  malformed_request: {
    status: 400,
    title: 'The request cannot be read',
    sentence: 'The request could not be understood.',
    fix: 'Send well-formed JSON (or CSV where the route says so) in UTF-8, without NUL characters.',
  },
  idempotency_key_required: {
    status: 400,
    title: 'Idempotency-Key is missing',
    sentence: 'This request moves money and needs a key, so that it is never made twice.',
    fix: 'Send the header Idempotency-Key with a new UUID, and the same UUID when you repeat the request.',
  },
  invalid_input: {
    status: 422,
    title: 'Some fields are not valid',
    sentence: 'Please correct the marked fields.',
    fix: 'See errors: each names its field, the cause and what is accepted.',
  },
  not_signed_in: {
    status: 401,
    title: 'Not signed in',
    sentence: 'Please sign in.',
    fix: 'Sign in, or send an API key as "Authorization: Bearer tbk_…".',
  },
  session_was_idle: {
    status: 401,
    title: 'The session ended because it was not used',
    sentence: 'You were signed out because you did nothing here for a while.',
    fix: 'Sign in again. The setting sessions.idle_minutes says how long a session may rest.',
  },
  session_too_old: {
    status: 401,
    title: 'The session ended because of its age',
    sentence: 'You were signed out because you signed in a long time ago.',
    fix: 'Sign in again. The setting sessions.absolute_hours says how long a session lasts.',
  },
  api_key_expired: {
    status: 401,
    title: 'The API key has expired',
    sentence: 'This API key has expired.',
    fix: 'Make a new key, and give it to the program. The end of a key cannot be moved.',
  },
  api_key_address: {
    status: 403,
    title: 'The API key does not work from this address',
    sentence: 'This API key does not work from here.',
    fix: 'Use it from an address of its list, or make a new key with this address. Behind a proxy see --trusted-proxy.',
  },
  sign_in_failed: {
    status: 401,
    title: 'Sign-in failed',
    sentence: 'The account number, e-mail address or password is not right.',
    fix: 'Check both. The answer is the same whether the account exists or not.',
  },
  second_factor_required: {
    status: 401,
    title: 'The code of the second factor is missing',
    sentence: 'Please type the code of your app, or a recovery code.',
    fix: 'Send the same request again with code.',
  },
  second_factor_wrong: {
    status: 401,
    title: 'The code is wrong',
    sentence: 'This code is not right, or it was used already.',
    fix: 'Send the code that the app shows now, or a recovery code that was not used yet.',
  },
  second_factor_enrolment_required: {
    status: 403,
    title: 'A second factor must be set up first',
    sentence: 'Please set up a second factor before you go on.',
    fix: 'POST /api/v1/me/second-factor with the password, then /me/second-factor/confirm with a code.',
  },
  second_factor_is_on: {
    status: 409,
    title: 'The second factor is on',
    sentence: 'Your account has a second factor already.',
    fix: 'Turn it off first, or use the one that is there.',
  },
  second_factor_is_off: {
    status: 409,
    title: 'There is no second factor',
    sentence: 'This account has no second factor.',
    fix: 'POST /api/v1/me/second-factor begins one.',
  },
  passkey_failed: {
    status: 401,
    title: 'The passkey was not accepted',
    sentence: 'This passkey does not sign in here.',
    fix: 'Sign in another way. The answer is the same whether the passkey is unknown, was removed, or was used too late.',
  },
  passkey_is_known: {
    status: 409,
    title: 'The passkey is registered already',
    sentence: 'This passkey is registered already.',
    fix: 'Use the one that is there, or make another on a different device.',
  },
  too_many_passkeys: {
    status: 409,
    title: 'There are as many passkeys as there may be',
    sentence: 'Your account has as many passkeys as it may have.',
    fix: 'Remove one that is no longer used.',
  },
  password_change_required: {
    status: 403,
    title: 'The password must be changed first',
    sentence: 'Please choose a password of your own.',
    fix: 'POST /api/v1/me/password with the current and a new password.',
  },
  not_permitted: {
    status: 403,
    title: 'Not permitted',
    sentence: 'You are not permitted to do this.',
    fix: 'Ask somebody whose role permits it.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'The request comes from another site',
    sentence: 'This request was refused because it comes from another site.',
    fix: 'Use the panel at its own address, or an API key instead of the session cookie.',
  },
  https_required: {
    status: 403,
    title: 'The request came without https',
    sentence: 'This address is open by https only.',
    fix: 'Use the address of --public-url. Behind a proxy: name it in --trusted-proxy, and let it send X-Forwarded-Proto.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    sentence: 'There is nothing here, or it is not yours to see.',
    fix: 'Check the id and the address.',
  },
  body_too_large: {
    status: 413,
    title: 'The request is too large',
    sentence: 'What you sent is too large.',
    fix: 'Send less at once: 1 MB of JSON, 64 MB of CSV.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Content type not supported',
    sentence: 'That kind of content is not accepted here.',
    fix: 'Send application/json, or text/csv where the route says so.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts',
    sentence: 'Too many attempts. Please wait a moment and try again.',
    fix: 'Wait as long as Retry-After says.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    sentence: 'Something went wrong on our side.',
    fix: 'Try again; if it stays, send the instance of this problem to the operator.',
  },
  unavailable: {
    status: 503,
    title: 'Not available now',
    sentence: 'The service is not available for a moment.',
    fix: 'Repeat the request with the same Idempotency-Key.',
  },
  changed_meanwhile: {
    status: 409,
    title: 'Somebody changed it meanwhile',
    sentence: 'Somebody else changed this while you had it open.',
    fix: 'Read it again, and repeat the change if it still fits: version says which state you saw.',
  },
  // Repeated requests
  idempotency_key_reused: {
    status: 409,
    title: 'Idempotency-Key was used for another request',
    sentence: 'This key was already used for a different request.',
    fix: 'Send a new key for a new request; repeat a request with exactly the same content.',
  },
  id_reused: {
    status: 409,
    title: 'The id was used for something else',
    sentence: 'This id was already used with other content.',
    fix: 'Use a new id; a repeated request must have exactly the same content.',
  },
  // Accounts
  number_taken: {
    status: 409,
    title: 'Account number taken',
    sentence: 'This account number is already in use.',
    fix: 'Choose another number, or let the server propose one.',
  },
  numbers_exhausted: {
    status: 409,
    title: 'No free account number found',
    sentence: 'No free account number was found.',
    fix: 'Raise the setting account_number.length or change account_number.prefix.',
  },
  email_taken: {
    status: 409,
    title: 'E-mail address taken',
    sentence: 'This e-mail address is already in use.',
    fix: 'Use another address.',
  },
  address_taken: {
    status: 409,
    title: 'The network is in use',
    sentence: 'This network, or a part of it, is already in use.',
    fix: 'Give a tech prefix that tells the accounts of one network apart; below another reseller, other addresses.',
  },
  caller_id_taken: {
    status: 409,
    title: 'The caller ID opens another account',
    sentence: 'This number already calls without a PIN for another account.',
    fix: 'Use the number without the PIN-less flag, or remove the flag there first.',
  },
  listed_already: {
    status: 409,
    title: 'Listed already',
    sentence: 'This is already in the list.',
    fix: 'Change the entry that is there instead of adding another.',
  },
  did_is_in_use: {
    status: 409,
    title: 'The DID is in use',
    sentence: 'This number is in use.',
    fix: 'Take it back from the account, or remove the access number, first.',
  },
  invite_not_valid: {
    status: 404,
    title: 'The invitation is not valid',
    sentence: 'This link is no longer valid: it was used, it is too old, or a newer one was sent.',
    fix: 'Ask whoever sent the link for a new one. The answer is the same whether there ever was such a link.',
  },
  password_reset_not_valid: {
    status: 404,
    title: 'The link for a new password is not valid',
    sentence: 'This link is no longer valid: it was used, it is older than an hour, or a newer one was sent.',
    fix: 'Ask for a new one with "Forgot your password?". The answer is the same whether there ever was such a link.',
  },
  sign_up_closed: {
    status: 404,
    title: 'Nobody can sign up here',
    sentence: 'No account can be opened here at the moment.',
    fix: 'Check the link, or ask whoever gave it to you. The answer is the same whether there ever was such a page.',
  },
  sign_up_link_not_valid: {
    status: 404,
    title: 'The link of the sign-up is not valid',
    sentence: 'This link is no longer valid: it was used, or it is older than 24 hours.',
    fix: 'Sign in, if the account is open already. Otherwise sign up again and use the link of the newest mail.',
  },
  currency_is_fixed: {
    status: 409,
    title: 'The currency can no longer change',
    sentence: 'The currency of an account is fixed once something was posted.',
    fix: 'Make a new account in the other currency.',
  },
  account_is_closed: {
    status: 409,
    title: 'The account is closed',
    sentence: 'This account is closed.',
    fix: 'Open it again first, or use another account.',
  },
  cannot_sign_in_as: {
    status: 409,
    title: 'Nobody can sign in as this account',
    sentence: 'This account cannot be looked at this way.',
    fix: 'Choose a customer or an active reseller below you. Staff are never signed in as: see their roles instead.',
  },
  not_while_signed_in_as: {
    status: 403,
    title: 'Not possible while signed in as somebody else',
    sentence: 'Passwords, codes, keys and sessions are for the holder of the account alone.',
    fix: 'Go back to your own account first.',
  },
  sign_in_as_is_over: {
    status: 401,
    title: 'The time as somebody else is over',
    sentence: 'You are no longer signed in as this account.',
    fix: 'POST /api/v1/sign-in-as/return goes back to your own session; sign in as the account again if you need longer.',
  },
  account_has_no_wallet: {
    status: 409,
    title: 'The account has no wallet',
    sentence: 'This kind of account has no money of its own.',
    fix: 'Choose a customer or a reseller.',
  },
  account_makes_no_calls: {
    status: 409,
    title: 'The account makes no calls',
    sentence: 'This kind of account makes no calls.',
    fix: 'Choose a customer.',
  },
  guards_are_of_customers: {
    status: 409,
    title: 'Only customers have guards',
    sentence: 'This kind of account makes no calls, so it has no guards.',
    fix: 'Choose a customer. For all customers of a reseller, sign in as the reseller and change its settings under guards.',
  },
  account_has_live_calls: {
    status: 409,
    title: 'The account has live calls',
    sentence: 'This cannot be done while calls are going on.',
    fix: 'Wait until the calls have ended.',
  },
  account_was_moved: {
    status: 409,
    title: 'The account was moved meanwhile',
    sentence: 'This account was moved to another reseller a moment ago.',
    fix: 'Read the account again, and repeat the request if it still fits.',
  },
  change_is_blocked: {
    status: 409,
    title: 'Something stands in the way',
    sentence: 'This cannot be done yet.',
    fix: 'See errors: each names what stands in the way and what to do. The preview of the change lists the same.',
  },
  tree_too_deep: {
    status: 409,
    title: 'Resellers are at most eight deep',
    sentence: 'No account can be made below this reseller.',
    fix: 'Choose a reseller higher up.',
  },
  // Mail
  mail_not_set_up: {
    status: 409,
    title: 'No mail server is set up',
    sentence: 'No e-mail can be sent from here yet.',
    fix: 'PUT /api/v1/settings/mail with host, security and sender.',
  },
  mail_no_address: {
    status: 409,
    title: 'Your account has no e-mail address',
    sentence: 'The test goes to your own e-mail address, and your account has none.',
    fix: 'Give the account that you are signed in with an e-mail address (panelAccess.email), then send the test again.',
  },
  mail_test_failed: {
    status: 409,
    title: 'The test mail was not taken',
    sentence: 'The mail server did not take the test mail.',
    fix: 'See detail: it names the cause, what the server said, and what to change.',
  },
  // Jobs
  job_is_over: {
    status: 409,
    title: 'The job is over',
    sentence: 'This has ended already.',
    fix: 'Undo it instead, while that is possible.',
  },
  job_is_running: {
    status: 409,
    title: 'The job is not over yet',
    sentence: 'This is not finished yet.',
    fix: 'Wait until the status is done, failed or cancelled.',
  },
  job_cannot_be_undone: {
    status: 409,
    title: 'The job cannot be undone',
    sentence: 'This can no longer be undone.',
    fix: 'A job that made accounts can be undone once, for 24 hours after its end.',
  },
  credentials_are_gone: {
    status: 410,
    title: 'The credentials are gone',
    sentence: 'The passwords were downloaded already, or a day has passed.',
    fix: 'Give the accounts new passwords and new SIP secrets; nobody can read the old ones.',
  },
  // Money
  insufficient_funds: {
    status: 409,
    title: 'Not enough available money',
    sentence: 'There is not enough available money for this.',
    fix: 'Move less, or top up first. Available = balance + credit limit - held.',
  },
  other_issuer: {
    status: 409,
    title: 'The wallets have different issuers',
    sentence: 'Money can only be moved between accounts of the same provider.',
    fix: 'Choose two accounts directly below the same reseller (or the operator).',
  },
  balance_out_of_range: {
    status: 409,
    title: 'The balance would be out of range',
    sentence: 'This amount is too large for the account.',
    fix: 'A balance stays within 9,000,000,000,000 of its currency.',
  },
  ...PROBLEMS_OF_MONEY,
  // Rates and routing
  name_taken: {
    status: 409,
    title: 'Name taken',
    sentence: 'This name is already in use.',
    fix: 'Choose another name.',
  },
  rate_exists: {
    status: 409,
    title: 'A rate for this prefix starts at that moment',
    sentence: 'There is already a rate for this prefix from that moment.',
    fix: 'Edit that rate, or choose another valid-from.',
  },
  newer_version: {
    status: 409,
    title: 'A newer version stands on this one',
    sentence: 'A later import of this price list was made since.',
    fix: 'Undo the later imports first, the newest one before the others.',
  },
  undo_expired: {
    status: 409,
    title: 'This import is too old to be undone',
    sentence: 'This import was made too long ago to be undone.',
    fix: 'Import the sheet that was valid before it.',
  },
  exchange_rate_exists: {
    status: 409,
    title: 'An exchange rate starts at that moment',
    sentence: 'There is already an exchange rate from that moment.',
    fix: 'Choose another valid-from.',
  },
  in_use: {
    status: 409,
    title: 'Still in use',
    sentence: 'This is still in use.',
    fix: 'Remove what uses it first, or make it inactive.',
  },
  // Receipts and invoices
  ...PROBLEMS_OF_BILLING,
  ...PROBLEMS_OF_PRODUCTS,
  // Calls and switches
  ...PROBLEMS_OF_CALLS,
} as const satisfies Record<string, Definition>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One field that is wrong: `field` is its path in the request, `code` a stable word for programs. */
export type FieldError = Readonly<{ field: string; code: string; message: string }>;

export type ProblemDetails = Readonly<{
  /** What is wrong this time, safe for whoever sent the request. */
  detail?: string;
  errors?: readonly FieldError[];
  /** Seconds after which a repetition makes sense (HTTP Retry-After). */
  retryAfterSeconds?: number;
}>;

/** Thrown for bad input, missing things and conflicts; answered as application/problem+json. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  constructor(code: ProblemCode, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(details.detail ?? PROBLEMS[code].title, options);
    this.code = code;
    this.details = details;
  }

  /** The HTTP status of this problem. */
  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** A problem with one field: `code` says what is wrong with it, `message` the cause and the fix. */
export function fieldProblem(field: string, code: string, message: string): Problem {
  return new Problem('invalid_input', { detail: message, errors: [{ field, code, message }] });
}

/** All problem codes, in the order of the registry. */
export function problemCodes(): readonly ProblemCode[] {
  return Object.keys(PROBLEMS) as ProblemCode[];
}
