/** Makes an account that works at once: sign-in, wallet with its limits, prices, taxes and SIP device. */
import { randomUUID } from 'node:crypto';
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import { storedBillingDay } from '../../domain/accounts/billing-rules.ts';
import { storedLimit } from '../../domain/accounts/limits.ts';
import {
  billingWithDefaults,
  DEFAULT_BILLING,
  DEFAULT_PROFILE,
  DEFAULT_SETTINGS,
  storedTerms,
  withDefaults,
  type AccountSettings,
  type Billing,
  type NewAccountInput,
} from '../../domain/accounts/new-account.ts';
import { isWithin, RESELLER_DEPTH_MAX } from '../../domain/accounts/tree.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { assert, known } from '../../domain/assert.ts';
import { parseMoney, parseRate } from '../../domain/money.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
import { isNumberFree, isNumberReserved, releaseNumber } from '../../postgres/accounts/account-numbers.ts';
import { lockAccount, lockAccountById, type AccountNode } from '../../postgres/accounts/find-account.ts';
import {
  insertAccount,
  insertProfile,
  insertSignIn,
  replaceTaxes,
} from '../../postgres/accounts/insert-account.ts';
import { ensureIssuerAccounts, ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { insertWallet } from '../../postgres/ledger/wallets.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import type { Tx } from '../../postgres/pool.ts';
import { roleOfNewAccount } from '../access/role-of-account.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { checkCommissions } from './check-commissions.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { hashPassword, hashPin } from '../secrets.ts';
import { writeWelcome } from '../mail/write-mail.ts';
import { creditCheck } from './credit-check.ts';
import { drawFreeNumber } from './draw-number.ts';
import { issueInvite } from './issue-invite.ts';
import { makeDevice } from './make-device.ts';
import { resolveReferences, sellerUnder, type References } from './resolve-references.ts';
import { settingsUnder } from './settings-under.ts';

export type CreatedAccount = Readonly<{
  accountId: string;
  deviceId: string | null;
  /** The SIP password, once; null for a repeated request, whose secrets are gone. */
  devicePassword: string | null;
  isRepeated: boolean;
}>;

/** In whose part of the tree an account is made. */
type Maker = Pick<Actor, 'accountId' | 'ownerId' | 'scopePath' | 'permissions'>;

type Plan = Readonly<{
  input: NewAccountInput;
  parent: AccountNode;
  seller: AccountNode;
  settings: AccountSettings;
  billing: Billing;
  references: References;
  roleId: bigint | null;
  configuration: Settings;
  passwordHash: string | null;
  now: Date;
}>;

/**
 * Creates an account in one transaction. Throws `invalid_input` with one error per field, `number_taken`,
 * `email_taken`, `not_permitted`, `not_found` for a parent the actor may not see, `account_was_moved`, and
 * `idempotency_key_reused`. A repeated key answers the same account, without its secrets.
 */
export async function createAccount(
  context: Context,
  actor: Actor,
  input: NewAccountInput,
  idempotencyKey: string | null,
): Promise<CreatedAccount> {
  demand(actor, isOfStaff(input.kind) ? 'staff:edit' : 'accounts:create');
  const { password } = input.panelAccess;
  // Hashing takes a while on purpose, so not while rows are locked.
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const once = { principalId: actor.accountId, route: 'POST /accounts', key: idempotencyKey, content: input };
  let devicePassword: string | null = null;
  const { answer, isRepeated } = await runOnce(context, context.now(), once, async (tx) => {
    const { id, publicId, device, now } = await makeAccount(tx, context, actor, input, passwordHash);
    if (input.resellerTerms?.type === 'commission') await checkCommissions(tx, id);
    await recordAudit(tx, actor, { accountId: id, action: 'account.created', happenedAt: now });
    const data = { kind: input.kind };
    await insertEvents(tx, [{ type: 'account.created', accountId: id, happenedAt: now, data }]);
    await writeMails(tx, context, actor, input, { accountId: id, now });
    devicePassword = device?.credential.password ?? null;
    return { accountId: publicId, deviceId: device?.publicId ?? null };
  });
  return { ...answer, devicePassword, isRepeated };
}

/** The rows of an account that works at once, without the event and the mails that go with how it came about. */
export async function makeAccount(
  tx: Tx,
  context: Context,
  maker: Maker,
  input: NewAccountInput,
  passwordHash: string | null,
) {
  const plan = await planAccount(tx, context, maker, input, passwordHash);
  const account = await insertRows(tx, context, maker, plan);
  const { now } = plan;
  const device = wantsDevice(plan)
    ? await makeDevice(tx, context, { accountId: account.id, label: '', extension: null, now })
    : null;
  return { ...account, device, now };
}

async function planAccount(
  tx: Tx,
  context: Context,
  actor: Maker,
  input: NewAccountInput,
  passwordHash: string | null,
): Promise<Plan> {
  const parent = await parentOf(tx, actor, input);
  const seller = await sellerUnder(tx, parent);
  const { settings: configuration } = await settingsUnder(tx, parent);
  const settings = withDefaults(DEFAULT_SETTINGS, input.settings);
  const billing = billingWithDefaults(DEFAULT_BILLING, input.billing);
  const errors = accessErrors(input, configuration);
  const named = { ...billing, localizationId: settings.localizationId };
  const references = await resolveReferences(tx, seller.id, named, errors);
  errors.push(...(await creditCheck(tx, actor, input.kind))(billing));
  const roleId = await roleOfNewAccount(tx, actor, input.kind, input.panelAccess.roleId ?? null, errors);
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  return {
    roleId,
    input,
    parent,
    seller,
    settings,
    billing,
    references,
    configuration,
    passwordHash,
    now: context.now(),
  };
}

/** The account above, locked against closing meanwhile. A reseller's new accounts are always under it. */
async function parentOf(tx: Tx, actor: Maker, { kind, panelAccess }: NewAccountInput): Promise<AccountNode> {
  const parentId = isOfStaff(kind) ? null : (panelAccess.parentId ?? null);
  const parent =
    parentId === null
      ? await lockAccountById(tx, actor.ownerId)
      : await lockParent(tx, parentId, actor.scopePath);
  // Whoever asks was moved while this waited, and what it may see is another part of the tree now.
  if (!isWithin(parent.path, actor.scopePath)) throw new Problem('account_was_moved');
  if (parent.status === 'closed') throw new Problem('account_is_closed');
  if (kind === 'reseller' && parent.depth >= RESELLER_DEPTH_MAX) throw new Problem('tree_too_deep');
  return parent;
}

function isOfStaff(kind: NewAccountInput['kind']): boolean {
  return kind === 'admin' || kind === 'sub_admin';
}

async function lockParent(tx: Tx, parentId: string, scopePath: string): Promise<AccountNode> {
  const parent = await lockAccount(tx, parentId, scopePath, 'share').catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (parent?.kind === 'operator' || parent?.kind === 'reseller') return parent;
  throw fieldProblem('panelAccess.parentId', 'not_found', 'Choose one of your resellers, or none.');
}

function accessErrors({ panelAccess }: NewAccountInput, configuration: Settings): FieldError[] {
  const errors: FieldError[] = [];
  const { number, password, pin, email } = panelAccess;
  if (pin !== undefined && pin !== '' && pin.length !== configuration['pin.length']) {
    const message = `A PIN has ${configuration['pin.length']} digits here.`;
    errors.push({ field: 'panelAccess.pin', code: 'wrong_length', message });
  }
  const policy = { lengthMin: configuration['passwords.length_min'], personal: [email, number ?? ''] };
  const weakness = password === undefined ? null : weaknessOfPassword(password, policy);
  if (weakness !== null)
    errors.push({ field: 'panelAccess.password', code: 'weak_password', message: weakness });
  return errors;
}

async function insertRows(
  tx: Tx,
  context: Context,
  actor: Maker,
  plan: Plan,
): Promise<{ id: bigint; publicId: string }> {
  const { input, now } = plan;
  const publicId = randomUUID();
  const number = await chooseNumber(tx, context, actor, plan);
  const account = await insertAccount(tx, { publicId, number, createdAt: now, ...accountColumns(plan) });
  if (account === null) throw numberTaken(number);
  await releaseNumber(tx, number);
  const { currency, ...person } = input.profile;
  const { firstName, country, timezone } = person;
  await insertProfile(tx, {
    ...withDefaults({ ...DEFAULT_PROFILE, firstName, country, timezone }, person),
    accountId: account.id,
    branchId: account.branchId,
  });
  const pin = input.panelAccess.pin ?? '';
  await insertSignIn(tx, {
    accountId: account.id,
    email: input.panelAccess.email,
    passwordHash: plan.passwordHash,
    mustChangePassword: false,
    changedAt: now,
    pinHash: pin === '' ? null : hashPin(context.masterKey, account.id, pin),
  });
  if (currency !== undefined) await insertMoney(tx, plan, account, currency);
  return { id: account.id, publicId };
}

function accountColumns({ input, parent, settings, billing, references, roleId }: Plan) {
  return {
    kind: input.kind,
    parent,
    localizationId: references.localizationId,
    allowLocalCalls: settings.allowLocalCalls,
    localCallRateNanos: known(parseRate(settings.localCallRate), 'a rate that was checked'),
    notifications: settings.notifications,
    paymentGatewayPermission: settings.paymentGatewayPermission,
    validDays: settings.validDays,
    accountType: billing.accountType,
    rateGroupId: references.rateGroupId,
    cliPool: billing.cliPool,
    nonCliRateGroupId: references.nonCliRateGroupId,
    billingSchedule: billing.schedule,
    billingDay: storedBillingDay(billing.schedule, billing.billingDay),
    taxNumber: billing.taxNumber,
    generateInvoice: billing.generateInvoice,
    invoiceNote: billing.invoiceNote,
    reference: billing.reference,
    ...storedTerms(input.resellerTerms),
    roleId,
  };
}

/** The wallet in the seller's book, and the house accounts that its movements need there. */
async function insertMoney(
  tx: Tx,
  { seller, settings, billing, references }: Plan,
  account: Readonly<{ id: bigint; branchId: bigint }>,
  currency: string,
): Promise<void> {
  const issuerId = seller.id;
  await ensureIssuerAccounts(tx, { issuerId, currency });
  const id = await ensureLedgerAccount(tx, { issuerId, kind: 'wallet', currency, holderId: account.id });
  const creditLimitMicros = known(parseMoney(billing.creditLimit), 'a credit limit that was checked');
  assert(
    billing.accountType === 'postpaid' || creditLimitMicros === 0n,
    'a prepaid account has no credit limit',
  );
  await insertWallet(tx, {
    id,
    accountId: account.id,
    branchId: account.branchId,
    issuerId,
    currency,
    creditLimitMicros,
    concurrentCallsMax: storedLimit(settings.concurrentCalls),
    cpsMax: storedLimit(settings.cps),
  });
  await replaceTaxes(tx, account.id, references.taxIds);
}

async function chooseNumber(
  tx: Tx,
  context: Context,
  actor: Maker,
  { input, configuration, now }: Plan,
): Promise<string> {
  const typed = input.panelAccess.number;
  if (typed === undefined) return drawFreeNumber(tx, context, configuration);
  if (
    !configuration['account_number.may_be_typed'] &&
    !(await isNumberReserved(tx, typed, actor.accountId, now))
  ) {
    const message = 'Account numbers are not typed here: take the one the server proposed.';
    throw fieldProblem('panelAccess.number', 'not_typed', message);
  }
  if (await isNumberFree(tx, typed, actor.accountId, now)) return typed;
  throw numberTaken(typed);
}

function numberTaken(number: string): Problem {
  const message = `The number ${number} is in use. Choose another, or leave it to the server.`;
  return new Problem('number_taken', {
    detail: message,
    errors: [{ field: 'panelAccess.number', code: 'number_taken', message }],
  });
}

/** A greeting, and the invitation when one was asked for: without a mail server whoever made it hands the link over. */
async function writeMails(
  tx: Tx,
  context: Context,
  actor: Actor,
  { panelAccess: { email, inviteByEmail = false } }: NewAccountInput,
  made: Readonly<{ accountId: bigint; now: Date }>,
): Promise<void> {
  await writeWelcome(tx, context, made);
  if (inviteByEmail) await issueInvite(tx, context, actor, { ...made, email });
}

function wantsDevice({ input, configuration }: Plan): boolean {
  if (input.kind !== 'customer') return false;
  return input.panelAccess.createSipDevice ?? configuration['defaults.create_sip_device'];
}
