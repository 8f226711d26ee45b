/** Fields and values of the timeline, in words. */
import type { TFunction } from 'i18next';
import { parseMoney } from '../../../../src/domain/money.ts';
import { moneyText, timeText } from '../../../ui/format.ts';
import { billingDayText } from '../form/billing-days.ts';

export type ChangeWords = Readonly<{
  t: TFunction;
  language: string;
  timezone: string;
  /** Of the wallet; null where there is none. */
  currency: string | null;
  names: ReadonlyMap<string, string>;
}>;

const MONEY = new Set(['billing.creditLimit', 'controls.alertThreshold']);

/** What the field is called on the page where it is changed. */
export function changeLabel(field: string, t: TFunction): string {
  const [group = '', name = ''] = field.split('.');
  const list = group.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
  const keys = [
    `timeline.field.${field.replaceAll(/[.-]/g, '_')}`,
    `field.${field}.label`,
    `numbers.${list}.field.${name}.label`,
    `timeline.fieldOfItem.${name}`,
  ];
  return t(keys, { defaultValue: field });
}

export function changeText(field: string, value: unknown, words: ChangeWords): string {
  const { t, language, currency, names } = words;
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
  if (field === 'controls.validUntil') return timeText(text, words.timezone, language);
  if (field === 'profile.country')
    return new Intl.DisplayNames(language, { type: 'region' }).of(text) ?? text;
  if (field === 'status') return t(`status.${text}`, { defaultValue: text });
  if (field === 'billing.billingDay') return billingDayText('monthly', text, language, t);
  if (text === 'unlimited') return t('form.unlimited');
  const named = names.get(text);
  if (named !== undefined) return named;
  return t(`field.${field}.option.${text}`, { defaultValue: text });
}
