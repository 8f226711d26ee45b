/** Makes and changes carriers. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { DEFAULT_BILLING, DEFAULT_PROFILE, withDefaults } from '../../domain/accounts/new-account.ts';
import { known } from '../../domain/assert.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { insertAccount, insertProfile } from '../../postgres/accounts/insert-account.ts';
import { findProvider, updateProvider, type ProviderRow } from '../../postgres/routing/providers.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { drawFreeNumber, readSettings } from '../accounts/draw-number.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { localizationOf } from './localization-of.ts';
import { fieldsOfProvider, recordRoutes } from './record-routes.ts';

export type ProviderInput = Readonly<{
  name: string;
  contactName?: string | undefined;
  email?: string | null | undefined;
  country?: string | undefined;
  timezone?: string | undefined;
  reference?: string | undefined;
  localizationId?: string | null | undefined;
}>;

/** Makes a provider under the operator and returns its public id. It has no sign-in and no wallet. */
export async function createProvider(
  context: Context,
  actor: Actor,
  input: ProviderInput,
  key: string | null,
): Promise<string> {
  const once = { principalId: actor.accountId, route: 'POST /providers', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const parent = await lockAccountById(tx, actor.operatorId);
    const settings = await readSettings(tx, actor.operatorId);
    const publicId = randomUUID();
    const account = await insertAccount(tx, {
      publicId,
      kind: 'provider',
      parent,
      number: await drawFreeNumber(tx, context, settings),
      createdAt: context.now(),
      ...DEFAULT_BILLING,
      localizationId: await localizationOf(tx, actor, input.localizationId ?? null),
      allowLocalCalls: false,
      localCallRateNanos: 0n,
      notifications: false,
      paymentGatewayPermission: false,
      validDays: null,
      rateGroupId: null,
      nonCliRateGroupId: null,
      billingSchedule: DEFAULT_BILLING.schedule,
      billingDay: 1,
      reference: input.reference ?? '',
      resellerType: null,
      commissionPpm: null,
      invoiceDueDays: null,
      ownLetterhead: false,
      roleId: null,
    });
    const { id: accountId, branchId } = known(account, 'a provider with a number that was free');
    await insertProfile(tx, {
      ...DEFAULT_PROFILE,
      accountId,
      branchId,
      firstName: contactOf(input),
      company: input.name,
      notificationEmails: typeof input.email === 'string' ? [input.email] : [],
      country: input.country ?? settings['defaults.country'],
      timezone: input.timezone ?? settings['defaults.timezone'],
    });
    const after = fieldsOfProvider(await findProvider(tx, publicId));
    await recordRoutes(tx, actor, 'provider.added', { before: {}, after, happenedAt: context.now() });
    return { publicId };
  });
  return answer.publicId;
}

export type ProviderChange = {
  readonly [Key in keyof ProviderInput]?: ProviderInput[Key] | undefined;
} & Readonly<{ status?: ProviderRow['status'] | undefined }>;

/** Only what is sent changes. */
export function changeProvider(
  context: Context,
  actor: Actor,
  publicId: string,
  change: ProviderChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row = await findProvider(tx, publicId);
    const happenedAt = context.now();
    const { localizationId: setId, ...values } = change;
    const localizationId = setId === undefined ? row.localizationId : await localizationOf(tx, actor, setId);
    const changed = { ...withDefaults(row, values), localizationId };
    await updateProvider(tx, { ...changed, contactName: contactOf(changed) }, happenedAt);
    const [before, after] = [fieldsOfProvider(row), fieldsOfProvider(await findProvider(tx, publicId))];
    await recordRoutes(tx, actor, 'provider.changed', { before, after, happenedAt });
  });
}

/** Without a person, the provider itself is whom to call. */
function contactOf({ name, contactName = '' }: Pick<ProviderInput, 'name' | 'contactName'>): string {
  return contactName === '' ? [...name].slice(0, 100).join('') : contactName;
}
