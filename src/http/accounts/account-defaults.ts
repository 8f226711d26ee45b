/** Defaults of every field of the form, and the lists it offers. */
import { permissionsOf, type Actor } from '../../domain/accounts/actor.ts';
import { notHeld } from '../../domain/access/role.ts';
import { listRoles } from '../../postgres/access/roles.ts';
import { defaultLimits, type GuardSettings } from '../../domain/accounts/guards.ts';
import {
  DEFAULT_BILLING,
  DEFAULT_PROFILE,
  DEFAULT_RESELLER_TERMS,
  DEFAULT_SETTINGS,
} from '../../domain/accounts/new-account.ts';
import { COUNTRIES, TIMEZONES } from '../../domain/accounts/places.ts';
import { SETTINGS, type SettingKey, type Settings } from '../../domain/accounts/settings.ts';
import { CURRENCIES } from '../../domain/money.ts';
import { findAccount, ownAccount } from '../../postgres/accounts/find-account.ts';
import {
  offeredLocalizations,
  offeredParents,
  offeredRateGroups,
  offeredTaxes,
} from '../../postgres/accounts/form-lists.ts';
import type { Db } from '../../postgres/pool.ts';
import { settingsUnder } from '../../operations/accounts/settings-under.ts';
import { sellerUnder } from '../../operations/accounts/resolve-references.ts';
import { offeredTaxBody } from './tax-routes.ts';

type Query = Readonly<{
  kind: 'customer' | 'reseller' | 'admin' | 'sub_admin';
  parentId?: string | undefined;
}>;

const GUARD_KEYS = (Object.keys(SETTINGS) as SettingKey[]).filter(
  (key): key is keyof GuardSettings => key.startsWith('guards.') || key === 'calls.seconds_max',
);

const SOURCES = {
  own: 'settings of the account above',
  above: 'settings further up',
  built_in: 'built-in default',
} as const;

/** Answers GET /accounts/defaults: values by field path, each with the place it comes from. */
export async function readDefaults(db: Db, actor: Actor, { kind, parentId }: Query) {
  const parent =
    parentId === undefined
      ? await ownAccount(db, actor.ownerId)
      : await findAccount(db, parentId, actor.scopePath);
  const { settings, sourceOf } = await settingsUnder(db, parent);
  const seller = await sellerUnder(db, parent);
  const rateGroups = await offeredRateGroups(db, seller.id);
  const taxes = await offeredTaxes(db, seller.id);
  const setting = (key: SettingKey) => ({
    value: settings[key],
    from: SOURCES[sourceOf(key)],
  });
  const roles =
    kind === 'customer'
      ? []
      : await listRoles(db, actor.ownerId, { audience: kind === 'reseller' ? 'reseller' : 'staff' });
  const proposedGroup = setting('defaults.rate_group_id');
  const isOffered = rateGroups.some(({ publicId }) => publicId === proposedGroup.value);
  return {
    kind,
    fields: {
      ...fixed('settings', DEFAULT_SETTINGS),
      ...fixed('profile', DEFAULT_PROFILE),
      ...fixed('billing', DEFAULT_BILLING),
      ...(kind === 'reseller'
        ? fixed('resellerTerms', { type: 'distributor', ...DEFAULT_RESELLER_TERMS })
        : {}),
      ...limitDefaults(kind, settings),
      'profile.country': setting('defaults.country'),
      'profile.timezone': setting('defaults.timezone'),
      'profile.currency': setting('defaults.currency'),
      'billing.rateGroupId': isOffered ? proposedGroup : { value: null, from: 'built-in default' },
      'panelAccess.createSipDevice': setting('defaults.create_sip_device'),
    },
    currencies: [...CURRENCIES],
    countries: [...COUNTRIES],
    timezones: [...TIMEZONES],
    parents: (await offeredParents(db, actor.scopePath)).map(({ publicId, ...rest }) => ({
      id: publicId,
      ...rest,
    })),
    rateGroups: rateGroups.map(({ publicId, name, currency, ownerPublicId }) => ({
      id: publicId,
      name,
      currency,
      ownerId: ownerPublicId,
    })),
    taxes: taxes.map(offeredTaxBody),
    localizations: (await offeredLocalizations(db, seller.id)).map(({ publicId, name }) => ({
      id: publicId,
      name,
    })),
    roles: roles
      .filter(({ permissions }) => notHeld(actor, permissions).length === 0)
      .map(({ publicId, name }) => ({ id: publicId, name })),
    guards: Object.fromEntries(GUARD_KEYS.map((key) => [key, settings[key]])) as GuardSettings,
    rules: {
      needsRole: kind !== 'customer' && notHeld(actor, permissionsOf(kind, null)).length > 0,
      pinLength: settings['pin.length'],
      mayTypeNumber: settings['account_number.may_be_typed'],
      passwordLengthMin: settings['passwords.length_min'],
      prepaidTax: settings['billing.prepaid_tax'],
    },
  };
}

function fixed(group: string, values: object) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${group}.${name}`,
      { value: value as unknown, from: 'built-in default' },
    ]),
  );
}

/** An empty limit means this one; the form shows it beside the empty field. */
function limitDefaults(kind: string, settings: Settings) {
  const { concurrentCalls, cps } = defaultLimits({ kind, accountType: 'prepaid' }, settings);
  return {
    'settings.concurrentCalls': { value: null, from: `default of the account type: ${concurrentCalls}` },
    'settings.cps': { value: null, from: `default of the account type: ${cps}` },
  };
}
