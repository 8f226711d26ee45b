/** Makes a batch of planned rows into accounts, in the transaction of the caller: whole rows or none. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { storedBillingDay } from '../../domain/accounts/billing-rules.ts';
import { drawAccountNumber, drawSecret, drawSipUsername } from '../../domain/accounts/generated.ts';
import { storedLimit } from '../../domain/accounts/limits.ts';
import type { ManyOptions } from '../../domain/accounts/many-accounts.ts';
import { DEFAULT_PROFILE, storedTerms, withDefaults } from '../../domain/accounts/new-account.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import { known } from '../../domain/assert.ts';
import { parseMoney, parseRate } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import {
  insertManyAccounts,
  placeAccounts,
  type PlacedAccount,
} from '../../postgres/accounts/insert-many-accounts.ts';
import { takenNumbers } from '../../postgres/accounts/taken.ts';
import { insertMade } from '../../postgres/jobs/job-accounts.ts';
import { ensureIssuerAccounts } from '../../postgres/ledger/ledger-accounts.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAuditOfMany } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { digestHa1, hashPassword, hashPin, sealSecret } from '../secrets.ts';
import { sipDomainFor } from './make-device.ts';
import type { PlannedRow } from './plan-rows.ts';

/** What the holder of a new account needs; kept sealed until it is downloaded once. */
export type Credentials = Readonly<{
  number: string;
  email: string;
  password: string;
  pin: string;
  sipUsername: string;
  sipDomain: string;
  sipPassword: string;
}>;

/** With half of all numbers taken, 64 rounds leave one open once in 10^19 times. */
const DRAWS_MAX = 64;

/** A row with the panel password it gets, hashed before rows are locked; null = none yet. */
export type HashedRow = PlannedRow & Readonly<{ password: string | null; passwordHash: string | null }>;

/** Hashes what has to be hashed, one after another on each thread that Node has for it. */
export function hashPasswords(rows: readonly PlannedRow[], options: ManyOptions): Promise<HashedRow[]> {
  return Promise.all(
    rows.map(async (row) => {
      const password =
        row.input.panelAccess.password ?? (options.passwords === 'generate' ? drawSecret(randomBytes) : null);
      return { ...row, password, passwordHash: password === null ? null : await hashPassword(password) };
    }),
  );
}

/** What sealed credentials are bound to: those of one row cannot be put in the place of another's. */
export function credentialsPurpose(jobPublicId: string, rowNumber: number): string {
  return `credentials of job ${jobPublicId}, row ${rowNumber}`;
}

/**
 * Inserts the rows with wallets, devices and sealed credentials, and notes each under the job. Throws
 * `account_is_closed` when a parent was closed meanwhile, and what a number or address that was taken
 * meanwhile throws: the whole batch is then rolled back.
 */
export async function makeManyAccounts(
  tx: Tx,
  context: Context,
  actor: Actor,
  job: Readonly<{ id: bigint; publicId: string; options: ManyOptions; configuration: Settings }>,
  rows: readonly HashedRow[],
): Promise<void> {
  const now = context.now();
  await lockParents(tx, rows);
  const domains = new Map<bigint, string>();
  for (const id of new Set(rows.map(({ parent }) => parent.id)))
    domains.set(id, await sipDomainFor(tx, context, id));
  const numbers = await chooseNumbers(tx, context, job.configuration, rows);
  const accounts = await placeAccounts(
    tx,
    rows.map((row, index) => ({
      ...columnsOf(row),
      number: known(numbers[index], 'a number'),
      createdAt: now,
    })),
  );
  const made = rows.map((row, index) => {
    const account = known(accounts[index], 'an account for each row');
    const pin = pinOf(row, job.options, job.configuration);
    const device = row.createsDevice
      ? {
          username: drawSipUsername(randomBytes),
          realm: known(domains.get(row.parent.id), 'a domain of each parent'),
          password: drawSecret(randomBytes),
        }
      : null;
    return { row, account, pin, device };
  });
  await ensureHouseAccounts(tx, rows);
  await insertManyAccounts(tx, {
    accounts,
    profiles: made.map(({ row, account }) => profileOf(row, account)),
    signIns: made.map(({ row, account, pin }) => ({
      accountId: account.id,
      email: row.input.panelAccess.email ?? null,
      passwordHash: row.passwordHash,
      mustChangePassword: row.passwordHash !== null,
      changedAt: now,
      pinHash: pin === '' ? null : hashPin(context.masterKey, account.id, pin),
    })),
    wallets: made.map(({ row, account }) => walletOf(row, account)),
    taxes: made.flatMap(({ row, account }) =>
      row.references.taxIds.map((taxId, index) => ({ accountId: account.id, position: index + 1, taxId })),
    ),
    devices: made.flatMap(({ account, device }) =>
      device === null
        ? []
        : [
            {
              publicId: randomUUID(),
              accountId: account.id,
              createdAt: now,
              username: device.username,
              realm: device.realm,
              ha1: digestHa1(device),
            },
          ],
    ),
  });
  const accountIds = accounts.map(({ id }) => id);
  await recordAuditOfMany(tx, actor, { accountIds, action: 'account.created', happenedAt: now });
  await insertEvents(
    tx,
    made.map(({ row, account }) => ({
      type: 'account.created',
      accountId: account.id,
      happenedAt: now,
      data: { kind: row.input.kind },
    })),
  );
  await insertMade(
    tx,
    made.map(({ row, account, pin, device }) => {
      const credentials: Credentials = {
        number: account.number,
        email: row.input.panelAccess.email ?? '',
        password: row.password ?? '',
        pin,
        sipUsername: device?.username ?? '',
        sipDomain: device?.realm ?? '',
        sipPassword: device?.password ?? '',
      };
      const purpose = credentialsPurpose(job.publicId, row.row);
      const sealedCredentials = sealSecret(context.masterKey, purpose, JSON.stringify(credentials));
      return { jobId: job.id, rowNumber: row.row, accountId: account.id, sealedCredentials };
    }),
  );
}

/** In the order of their ids, as everybody locks them. */
async function lockParents(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  const planned = new Map(rows.map(({ parent }) => [parent.id, parent]));
  const ids = [...planned.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const id of ids) {
    const parent = await lockAccountById(tx, id);
    // Paths, sellers and prices of the rows were worked out for the place where the parent was.
    if (parent.path !== planned.get(id)?.path) {
      const detail = `The account ${parent.number} above was moved meanwhile. Start again.`;
      throw new Problem('account_was_moved', { detail });
    }
    if (parent.status === 'closed')
      throw new Problem('account_is_closed', {
        detail: `The account ${parent.number} above was closed meanwhile.`,
      });
  }
}

async function chooseNumbers(
  tx: Tx,
  context: Context,
  configuration: Settings,
  rows: readonly PlannedRow[],
): Promise<string[]> {
  const length = configuration['account_number.length'];
  const prefix = configuration['account_number.prefix'].slice(0, length - 1);
  const numbers = rows.map(({ input }) => input.panelAccess.number ?? null);
  const used = new Set(numbers);
  for (let draw = 0; draw < DRAWS_MAX; draw++) {
    const open = numbers.flatMap((number, index) => (number === null ? [index] : []));
    if (open.length === 0) return numbers.map((number) => known(number, 'a number for each row'));
    const drawn = open.map(() => drawAccountNumber(randomBytes, { length, prefix }));
    // Nobody reserves numbers in the name of a job: those reserved by the actor are taken for a form.
    const taken = await takenNumbers(tx, drawn, 0n, context.now());
    for (const [place, index] of open.entries()) {
      const number = known(drawn[place], 'a number that was drawn');
      if (taken.has(number) || used.has(number)) continue;
      used.add(number);
      numbers[index] = number;
    }
  }
  throw new Problem('numbers_exhausted');
}

function columnsOf({ input, parent, settings, billing, references, roleId }: PlannedRow) {
  const { validUntil = null, forcedCallerId = null, alertThreshold = null } = input.controls ?? {};
  return {
    publicId: randomUUID(),
    kind: input.kind,
    status: input.status ?? ('active' as const),
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
    validUntil,
    forcedCallerId,
    alertThresholdMicros:
      alertThreshold === null ? null : known(parseMoney(alertThreshold), 'an amount that was checked'),
  };
}

function profileOf({ input }: PlannedRow, account: PlacedAccount) {
  const { currency: _currency, ...person } = input.profile;
  const { firstName, country, timezone } = person;
  return {
    ...withDefaults({ ...DEFAULT_PROFILE, firstName, country, timezone }, person),
    accountId: account.id,
    branchId: account.branchId,
  };
}

function walletOf({ input, seller, settings, billing }: PlannedRow, account: PlacedAccount) {
  return {
    accountId: account.id,
    branchId: account.branchId,
    issuerId: seller.id,
    currency: input.profile.currency,
    creditLimitMicros: known(parseMoney(billing.creditLimit), 'a credit limit that was checked'),
    concurrentCallsMax: storedLimit(settings.concurrentCalls),
    cpsMax: storedLimit(settings.cps),
  };
}

/** The accounts of the seller that movements of a wallet need, once for each currency. */
async function ensureHouseAccounts(tx: Tx, rows: readonly PlannedRow[]): Promise<void> {
  const needed = new Map(
    rows.map(({ seller, input }) => [
      `${seller.id} ${input.profile.currency}`,
      { issuerId: seller.id, currency: input.profile.currency },
    ]),
  );
  for (const [, { issuerId, currency }] of [...needed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await ensureIssuerAccounts(tx, { issuerId, currency });
  }
}

function pinOf({ input }: PlannedRow, { pins }: ManyOptions, configuration: Settings): string {
  const given = input.panelAccess.pin ?? '';
  if (given !== '' || pins === 'none') return given;
  return Array.from({ length: configuration['pin.length'] }, () => randomInt(10)).join('');
}
