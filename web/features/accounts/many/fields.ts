/** The fields of many accounts at once: what all of them get, and how they are made. */
import type { TFunction } from 'i18next';
import { countryOptions, currencyOptions } from '../../../ui/places.ts';
import type { RecordField } from '../../../ui/record/record.ts';
import type { AccountDefaults } from '../api.ts';

type Words = Readonly<{ t: TFunction; language: string }>;

type Template = Readonly<{ id: string; name: string }>;

/** Values for what a row leaves empty; an empty input means what the template says, or the configured default. */
export function templateFields(
  defaults: AccountDefaults,
  templates: readonly Template[],
  { t, language }: Words,
  mayGiveCredit: boolean,
): readonly RecordField[] {
  const credit = mayGiveCredit ? {} : { isFixed: true, help: t('field.lacks.moneyCredit') };
  const choice = { input: 'choice', empty: 'omitted', none: t('many.byDefault') } as const;
  return [
    ...(templates.length === 0
      ? []
      : [
          {
            ...choice,
            name: 'templateId',
            none: t('many.noTemplate'),
            options: templates.map(({ id, name }) => ({ value: id, label: name })),
          } as const,
        ]),
    {
      ...choice,
      name: 'template.billing.rateGroupId',
      options: defaults.rateGroups.map(({ id, name, currency }) => ({
        value: id,
        label: `${name} · ${currency}`,
      })),
    },
    {
      ...choice,
      ...credit,
      name: 'template.billing.accountType',
      options: (['prepaid', 'postpaid'] as const).map((value) => ({
        value,
        label: t(`field.billing.accountType.option.${value}`),
      })),
    },
    {
      ...credit,
      name: 'template.billing.creditLimit',
      input: 'decimal',
      empty: 'omitted',
      isShown: (values) => values['template.billing.accountType'] === 'postpaid',
    },
    {
      ...choice,
      name: 'template.settings.localizationId',
      options: defaults.localizations.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: 'template.settings.validDays', input: 'whole', empty: 'omitted', none: t('many.byDefault') },
    {
      ...choice,
      name: 'template.profile.currency',
      options: currencyOptions(defaults.currencies, language),
    },
    { ...choice, name: 'template.profile.country', options: countryOptions(defaults.countries, language) },
    {
      ...choice,
      name: 'template.profile.timezone',
      options: defaults.timezones.map((zone) => ({ value: zone, label: zone })),
    },
  ];
}

/** What is drawn for each account, and what happens with rows that cannot be used. */
export function runFields({ t }: Words, isSheet: boolean): readonly RecordField[] {
  const choice = (name: string, values: readonly string[]): RecordField => ({
    name,
    input: 'choice',
    isRequired: true,
    options: values.map((value) => ({ value, label: t(`many.field.${name}.option.${value}`) })),
  });
  return [
    {
      name: 'template.panelAccess.createSipDevice',
      input: 'check',
      // A template says it itself.
      isShown: ({ templateId = '' }) => templateId === '',
    },
    choice('passwords', ['none', 'generate']),
    choice('pins', ['none', 'generate']),
    ...(isSheet ? [choice('sameReference', ['refuse', 'allow'])] : []),
    choice('mode', ['valid_only', 'all_or_nothing']),
  ];
}

export function proposedRun(defaults: AccountDefaults) {
  return {
    'template.panelAccess.createSipDevice': defaults.fields['panelAccess.createSipDevice']?.value === true,
    passwords: 'none',
    pins: 'none',
    sameReference: 'refuse',
    mode: 'valid_only',
  };
}
