/** Fields and values of the timeline, in words. */
import type { TFunction } from 'i18next';
import { parseDecimal, parseMoney, parseRate } from '../../../src/domain/money.ts';
import { billingDayText } from '../billing-days.ts';
import { moneyText, percentText, rateText, timeText } from '../format.ts';
import { roleNameText } from '../role-name.ts';
import { permissionText } from '../permission-text.ts';

export type ChangeWords = Readonly<{
  t: TFunction;
  language: string;
  timezone: string;
  /** Of the wallet; null where there is none. */
  currency: string | null;
  names: ReadonlyMap<string, string>;
}>;

const MONEY = new Set([
  'billing.creditLimit',
  'controls.alertThreshold',
  'guards.spendPerHour',
  'guards.spendPerDay',
  'guards.callCost',
]);
const TIMES = new Set([
  'controls.validUntil',
  'rate.validFrom',
  'rate.validTo',
  'rates.lastValidFrom',
  'exchange_rate.validFrom',
  'coupons.validTo',
  'account_package.from',
  'account_package.to',
]);
const COUNTRY = new Set([
  'profile.country',
  'settings.defaults.country',
  'provider.country',
  'trunk.emergencyCountries',
]);

/** Where texts of a field stand that are not those of an account. */
const WORDS: Readonly<Record<string, string>> = {
  brand: 'brand.field',
  mail_server: 'settings.mail.field',
  settings: 'settings.field',
  destinations: 'destinations.field',
};

/** What the field is called on the page where it is changed. */
export function changeLabel(field: string, t: TFunction): string {
  const [group = '', name = '', ...rest] = field.split('.');
  // A template holds what an account has.
  if (group === 'template' && rest.length > 0) return changeLabel([name, ...rest].join('.'), t);
  if (group === 'mail_template') {
    const [language = '', part = ''] = rest;
    return t(`timeline.mailTemplate.${part}`, {
      kind: t(`mails.kinds.${name}`),
      language: t(`field.profile.language.option.${language}`),
    });
  }
  const list = group.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  const keys = [
    `timeline.field.${field.replaceAll(/[.-]/g, '_')}`,
    `field.${field}.label`,
    `${WORDS[group]}.${[name, ...rest].join('.')}.label`,
    `numbers.${list}.field.${name}.label`,
    `timeline.fieldOfItem.${name}`,
  ];
  return t(keys, { defaultValue: field });
}

export function changeText(field: string, value: unknown, words: ChangeWords): string {
  const { t, language, currency, names } = words;
  const ofAccount = field.replace(/^template\.(?=.*\.)/, '');
  if (value === null || value === '' || value === undefined) return t('timeline.nothing');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (Array.isArray(value)) {
    return value.length === 0
      ? t('timeline.nothing')
      : value.map((each) => changeText(field, each, words)).join(', ');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (MONEY.has(field) && currency !== null && parseMoney(text) !== null)
    return moneyText(text, currency, language);
  if (ofAccount === 'settings.localCallRate' && currency !== null && parseRate(text) !== null)
    return rateText(text, currency, language);
  if (/[pP]ercent$/.test(field) && parseDecimal(text, 4) !== null) return percentText(text, language);
  if (TIMES.has(field)) return timeText(text, words.timezone, language);
  if (COUNTRY.has(ofAccount)) return new Intl.DisplayNames(language, { type: 'region' }).of(text) ?? text;
  if (field === 'session.method') return t(`timeline.signedInBy.${text}`, { defaultValue: text });
  if (field === 'export.view') return t(`timeline.exportView.${text}`, { defaultValue: text });
  if (field === 'template.kind') return t(`kind.${text}`, { defaultValue: text });
  if (field === 'role.name' || field === 'panelAccess.role') return roleNameText(text, t);
  if (field === 'role.audience') return t(`roles.audience.${text}`, { defaultValue: text });
  if (field === 'role.permissions' || field === 'api_key.scopes') return permissionText(text, t);
  if (/^settings\.guards\..*_step$/.test(field))
    return t(`settings.guardStep.${text}`, { defaultValue: text });
  if (field === 'settings.billing.prepaid_tax')
    return t(`settings.prepaidTax.${text}`, { defaultValue: text });
  if (field === 'payment.kind') return t(`timeline.paymentKind.${text}`, { defaultValue: text });
  if (field === 'destinations.class') return t(`destinations.class.${text}`, { defaultValue: text });
  if (field === 'package.period') return t(`period.${text}`, { defaultValue: text });
  if (field === 'letterhead.logoFrom') return t(`letterhead.logoFrom.${text}`, { defaultValue: text });
  if (field === 'tax.kind') return t(`taxes.kind.${text}`, { defaultValue: text });
  if (field === 'coupon.status') return t(`record.status.${text}`, { defaultValue: text });
  if (field === 'coupons.status' || field === 'tax.status' || field === 'package.status')
    return t(`record.status.${text}`, { defaultValue: text });
  if (field === 'status' || /^(rate_group|provider|trunk|gateway|switch)\.status$/.test(field))
    return t(`status.${text}`, { defaultValue: text });
  const ofRates = /^rate_group\.(direction|basis|routing)$/.exec(field)?.[1];
  if (ofRates !== undefined) return t(`rates.${ofRates}.${text}`, { defaultValue: text });
  if (field === 'billing.billingDay') return billingDayText('monthly', text, language, t);
  if (text === 'unlimited') return t('form.unlimited');
  const named = names.get(text);
  if (named !== undefined) return named;
  return t(`field.${ofAccount}.option.${text}`, { defaultValue: text });
}
