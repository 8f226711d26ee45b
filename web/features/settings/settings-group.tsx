import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES, TIMEZONES } from '../../../src/domain/accounts/places.ts';
import { GUARD_STEPS } from '../../../src/domain/accounts/guards.ts';
import { isSettingKey, PREPAID_TAX } from '../../../src/domain/accounts/settings.ts';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { patch } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Panel } from '../../ui/panel.tsx';
import { countryOptions, currencyOptions } from '../../ui/places.ts';
import { valuesOf, type FieldValue, type RecordBody, type RecordField } from '../../ui/record/record.ts';
import { useRecordForm } from '../../ui/record/use-record-form.ts';
import { toast } from '../../ui/toast.ts';
import {
  rateGroupChoicesQuery,
  SETTINGS_TIMELINE,
  settingsQuery,
  type Settings,
  type SettingsAnswer,
} from './api.ts';
import { settingsSchema, type GroupName } from './groups.ts';
import { SettingsForm } from './settings-form.tsx';

/** By how the name of a setting ends. */
const UNITS = [
  ['_seconds', 's'],
  ['seconds_max', 's'],
  ['_minutes', 'min'],
  ['_hours', 'h'],
  ['_days', 'd'],
  ['_percent', '%'],
] as const;

/** Guards are amounts, or numbers that may be left out. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'guards.prepaid_spend_per_hour',
  'guards.prepaid_spend_per_day',
  'guards.call_cost',
  'payments.approval_above',
]);
const LIMITS: ReadonlySet<string> = new Set([
  'guards.prepaid_concurrent_calls',
  'guards.prepaid_calls_per_second',
  'guards.postpaid_concurrent_calls',
  'guards.postpaid_calls_per_second',
  'guards.postpaid_spend_per_hour_percent',
  'guards.postpaid_spend_per_day_percent',
  'guards.risky_prefixes',
]);

type Props = Readonly<{ name: GroupName; keys: readonly string[]; settings: Settings }>;

/** Settings of one kind, saved together. Each says whether it is the default, and goes back to it by a click. */
export function SettingsGroup({ name, keys, settings }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const fields = useFields(keys, settings);
  const record = Object.fromEntries(keys.map((key) => [key, settings[key]?.value]));
  const form = useRecordForm({
    fields,
    words: 'settings.field',
    record,
    zone: 'UTC',
    schema: async () => settingsSchema,
    isChange: true,
    group: 'settings.',
    save: (body) => patch<SettingsAnswer>('/settings', changesOf(body, settings)),
    onSaved: async (saved) => {
      queryClient.setQueryData(settingsQuery.queryKey, saved.settings);
      toast(t('record.saved'));
      await queryClient.invalidateQueries(SETTINGS_TIMELINE);
    },
  });
  const defaults = valuesOf(
    fields,
    Object.fromEntries(keys.map((key) => [key, settings[key]?.inherited.value])),
    'UTC',
  );
  return (
    <Panel title={t(`settings.group.${name}`)}>
      <SettingsForm
        title={t(`settings.group.${name}`)}
        form={form}
        {...(name === 'guards' && { needs: ['settings:edit', 'guards:edit'] })}
        below={(field) => (
          <DefaultLine
            field={field}
            initial={defaults[field.name] ?? ''}
            value={form.values[field.name] ?? ''}
            isFromAbove={settings[field.name]?.inherited.from === 'above'}
            onReset={() => form.set(field.name, defaults[field.name] ?? '')}
          />
        )}
      />
    </Panel>
  );
}

/** What equals the inherited value follows it from now on; everything else is set here. */
function changesOf(body: RecordBody, settings: Settings) {
  const isInherited = ([key, value]: readonly [string, unknown]) =>
    JSON.stringify(value) === JSON.stringify(settings[key]?.inherited.value);
  const entries = Object.entries(body);
  return {
    settings: Object.fromEntries(entries.filter((entry) => !isInherited(entry))),
    reset: entries.filter(isInherited).map(([key]) => key),
  };
}

/** "This is the default", or what the default is and the way back to it. */
function DefaultLine({
  field,
  initial,
  value,
  isFromAbove,
  onReset,
}: Readonly<{
  field: RecordField;
  initial: FieldValue;
  value: FieldValue;
  /** Whoever is above the reseller set it. */
  isFromAbove: boolean;
  onReset: () => void;
}>) {
  const { t } = useTranslation();
  if (!isSettingKey(field.name)) return null;
  if (initial === value)
    return <p className="tb-default">{t(isFromAbove ? 'settings.isInherited' : 'settings.isDefault')}</p>;
  const text =
    typeof initial === 'boolean'
      ? t(initial ? 'common.yes' : 'common.no')
      : (field.options?.find((option) => option.value === initial)?.label ?? String(initial));
  return (
    <p className="tb-default">
      <button
        type="button"
        className="tb-link"
        aria-label={t('settings.resetWhat', { what: t(`settings.field.${field.name}.label`) })}
        onClick={onReset}
      >
        {t(isFromAbove ? 'settings.resetToInherited' : 'settings.reset', {
          value: text === '' ? (field.none ?? t('settings.nothing')) : text,
        })}
      </button>
    </p>
  );
}

/** Typed inputs: by the setting where it is known, else by the value it has. */
function useFields(keys: readonly string[], settings: Settings): readonly RecordField[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const hasRateGroup = keys.includes('defaults.rate_group_id');
  const groups = useQuery({ ...rateGroupChoicesQuery, enabled: hasRateGroup });
  return useMemo(
    () =>
      keys.map((name): RecordField => {
        switch (name) {
          case 'defaults.country':
            return { name, input: 'choice', options: countryOptions(COUNTRIES, language) };
          case 'defaults.currency':
            return { name, input: 'choice', options: currencyOptions(CURRENCIES, language) };
          case 'defaults.timezone':
            return { name, input: 'choice', options: TIMEZONES.map((value) => ({ value, label: value })) };
          case 'defaults.rate_group_id':
            return {
              name,
              input: 'choice',
              empty: 'null',
              none: t('settings.noRateGroup'),
              options: (groups.data?.items ?? []).map((group) => ({
                value: group.id,
                label: `${group.name} (${group.currency})`,
              })),
            };
          case 'guards.risky_prefixes_step':
          case 'guards.spend_cap_step':
            return {
              name,
              input: 'choice',
              isRequired: true,
              options: GUARD_STEPS.map((value) => ({ value, label: t(`settings.guardStep.${value}`) })),
            };
          case 'billing.prepaid_tax':
            return {
              name,
              input: 'choice',
              isRequired: true,
              options: PREPAID_TAX.map((value) => ({ value, label: t(`settings.prepaidTax.${value}`) })),
            };
          case 'account_number.prefix':
            return { name, input: 'text', isMono: true, inputMode: 'numeric' };
        }
        const unit = UNITS.find(([end]) => name.endsWith(end))?.[1];
        const withUnit = unit !== undefined && { unit };
        if (name.startsWith('retention.'))
          return { name, input: 'whole', empty: 'null', none: t('settings.keptForEver'), ...withUnit };
        const value = settings[name]?.value;
        // Empty is a value of its own: no limit.
        if (AMOUNTS.has(name)) return { name, input: 'decimal', empty: 'null', ...withUnit };
        if (name === 'exchange.spread_percent')
          return { name, input: 'decimal', isRequired: true, ...withUnit };
        if (name === 'exchange.feed_url')
          return { name, input: 'text', isWide: true, empty: 'null', inputMode: 'url' };
        if (LIMITS.has(name)) return { name, input: 'whole', empty: 'null', ...withUnit };
        if (typeof value === 'boolean') return { name, input: 'check' };
        if (typeof value === 'number') return { name, input: 'whole', isRequired: true, ...withUnit };
        if (name.startsWith('billing.number_format_'))
          return { name, input: 'text', isRequired: true, isMono: true };
        return { name, input: 'text' };
      }),
    [t, language, keys, settings, groups.data],
  );
}
