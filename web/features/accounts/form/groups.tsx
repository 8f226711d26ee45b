/** The groups of the account form, with every field of an account. */
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CLI_POOLS } from '../../../../src/domain/accounts/billing-rules.ts';
import { LANGUAGES } from '../../../../src/domain/languages.ts';
import { defaultLimits } from '../../../../src/domain/accounts/guards.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { CopyButton } from '../../../ui/copy.tsx';
import { countryOptions, currencyOptions, zonesOfCountry } from '../../../ui/places.ts';
import { proposePassword, proposePin } from '../../../ui/secrets.ts';
import { taxText } from '../../../ui/tax-text.ts';
import { billingDays } from '../../../ui/billing-days.ts';
import { isolate } from '../../../ui/isolate.ts';
import { useFormView, useIsShown } from './form-view.ts';
import type { AccountForm } from './form-values.ts';
import {
  CheckField,
  ChoiceField,
  DecimalField,
  LimitField,
  OneOfField,
  Regenerate,
  SecretField,
  TextField,
} from './inputs.tsx';
import { roleNameText } from '../../../ui/role-name.ts';

const AddressesField = lazy(async () => ({ default: (await import('./rare-inputs.tsx')).AddressesField }));
const ManyField = lazy(async () => ({ default: (await import('./rare-inputs.tsx')).ManyField }));
const TryLocalization = lazy(async () => ({
  default: (await import('./try-localization.tsx')).TryLocalization,
}));
const NoteField = lazy(async () => ({ default: (await import('./rare-inputs.tsx')).NoteField }));

export function PanelAccessFields() {
  const { t } = useTranslation();
  const { defaults, mode, kind, ownRole } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const isInvited = useWatch({ control, name: 'panelAccess.inviteByEmail' });
  const parents = defaults.parents.map(({ id, number, displayName }) => ({
    value: id,
    label: `${isolate(displayName)} (${number})`,
  }));
  const roles = [...defaults.roles, ...(ownRole === undefined ? [] : [ownRole])].map(({ id, name }) => ({
    value: id,
    label: roleNameText(name, t),
  }));
  const { needsRole } = defaults.rules;
  return (
    <>
      <ChoiceField
        name="panelAccess.parentId"
        data={parents}
        none={t('form.noReseller')}
        disabled={mode === 'edit'}
      />
      <ChoiceField
        name="panelAccess.roleId"
        data={roles.filter(({ value }, index) => roles.findIndex((each) => each.value === value) === index)}
        required={needsRole}
        {...(!needsRole && { none: t(`form.noRole.${kind}`) })}
      />
      <NumberField />
      <TextField name="panelAccess.email" required type="email" inputMode="email" />
      {mode === 'create' && <CheckField name="panelAccess.inviteByEmail" />}
      {!isInvited && (
        <SecretField
          name="panelAccess.password"
          propose={() => proposePassword(defaults.rules.passwordLengthMin)}
        />
      )}
      <SecretField name="panelAccess.pin" isNumeric propose={() => proposePin(defaults.rules.pinLength)} />
      {mode === 'create' && <CheckField name="panelAccess.createSipDevice" />}
    </>
  );
}

function NumberField() {
  const { t } = useTranslation();
  const { defaults, mode, regenerateNumber, isNumberLoading } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const number = useWatch({ control, name: 'panelAccess.number' });
  const what = t('field.panelAccess.number.label');
  return (
    <TextField
      name="panelAccess.number"
      isMono
      inputMode="numeric"
      readOnly={mode === 'edit' || !defaults.rules.mayTypeNumber}
      rightSectionWidth={regenerateNumber === null ? 40 : 72}
      rightSection={
        <span className="tb-input-actions">
          <CopyButton value={number} what={what} />
          {regenerateNumber !== null && (
            <Regenerate what={what} onClick={regenerateNumber} isLoading={isNumberLoading} />
          )}
        </span>
      }
    />
  );
}

export function SettingsFields() {
  const { t } = useTranslation();
  const { defaults, kind } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const accountType = useWatch({ control, name: 'billing.accountType' });
  const currency = useWatch({ control, name: 'profile.currency' });
  const localizationId = useWatch({ control, name: 'settings.localizationId' });
  const country = useWatch({ control, name: 'profile.country' });
  const isShown = useIsShown('settings.localizationId');
  const limits = defaultLimits({ kind, accountType }, defaults.guards);
  const standard = (value: number | string) =>
    t('form.limitStandard', { value: value === 'unlimited' ? t('form.unlimited') : value });
  return (
    <>
      <LimitField name="settings.concurrentCalls" standard={standard(limits.concurrentCalls)} />
      <LimitField name="settings.cps" standard={standard(limits.cps)} />
      <ChoiceField
        name="settings.localizationId"
        none={t('form.noLocalization')}
        data={defaults.localizations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {isShown && localizationId !== null && localizationId !== '' && (
        <Suspense>
          <TryLocalization localizationId={localizationId} country={country} />
        </Suspense>
      )}
      <CheckField name="settings.allowLocalCalls" />
      <DecimalField
        name="settings.localCallRate"
        rightSection={<span className="tb-unit">{currency}</span>}
        rightSectionWidth={52}
      />
      <CheckField name="settings.notifications" />
      <CheckField name="settings.paymentGatewayPermission" />
      <TextField name="settings.validDays" inputMode="numeric" isMono />
    </>
  );
}

export function ProfileFields() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { defaults, openGroups } = useFormView();
  const isOpen = openGroups.has('profile');
  const { setValue, getValues, formState } = useFormContext<AccountForm>();
  const countries = useMemo(() => countryOptions(defaults.countries, language), [defaults, language]);
  const currencies = useMemo(() => currencyOptions(defaults.currencies, language), [defaults, language]);
  // Another country has other clocks; a zone that somebody chose stays.
  const proposeZone = (country: string | null) => {
    const zones = country === null ? [] : zonesOfCountry(country);
    const [first] = zones;
    if (first === undefined || formState.touchedFields.profile?.timezone) return;
    if (!zones.includes(getValues('profile.timezone'))) setValue('profile.timezone', first);
  };
  return (
    <>
      <TextField name="profile.firstName" required />
      <TextField name="profile.lastName" />
      <TextField name="profile.company" />
      <TextField name="profile.phone" type="tel" inputMode="tel" />
      {isOpen && <AddressesField name="profile.notificationEmails" />}
      <TextField name="profile.address1" />
      <TextField name="profile.address2" />
      <TextField name="profile.zip" />
      <TextField name="profile.city" />
      <TextField name="profile.province" />
      <ChoiceField name="profile.country" required data={countries} onChosen={proposeZone} />
      <ChoiceField name="profile.timezone" required data={[...defaults.timezones]} />
      <ChoiceField
        name="profile.language"
        none={t('field.profile.language.none')}
        data={LANGUAGES.map((value) => ({ value, label: t(`field.profile.language.option.${value}`) }))}
      />
      <ChoiceField name="profile.currency" required data={currencies} />
    </>
  );
}

export function BillingFields() {
  const { t } = useTranslation();
  const { defaults, openGroups, mode } = useFormView();
  const isOpen = openGroups.has('billing');
  const { control, setValue } = useFormContext<AccountForm>();
  const currency = useWatch({ control, name: 'profile.currency' });
  const rateGroups = defaults.rateGroups.map(({ id, name, currency }) => ({
    value: id,
    label: `${name} (${currency})`,
  }));
  const cliPools = CLI_POOLS.map((mode) => ({
    value: mode,
    label: t(`field.billing.cliPool.option.${mode}`),
  }));
  return (
    <>
      <OneOfField name="billing.accountType" options={['prepaid', 'postpaid']} isFixed={mode === 'edit'} />
      <DecimalField
        name="billing.creditLimit"
        rightSection={<span className="tb-unit">{currency}</span>}
        rightSectionWidth={52}
      />
      <ChoiceField name="billing.rateGroupId" data={rateGroups} none={t('form.noRateGroup')} />
      <ChoiceField name="billing.cliPool" data={cliPools} />
      <ChoiceField name="billing.nonCliRateGroupId" data={rateGroups} none={t('form.none')} />
      <ChoiceField
        name="billing.schedule"
        data={['daily', 'weekly', 'monthly'].map((value) => ({
          value,
          label: t(`field.billing.schedule.option.${value}`),
        }))}
        onChosen={(schedule) => setValue('billing.billingDay', schedule === 'daily' ? '' : '1')}
      />
      <BillingDayField />
      {isOpen && <TaxesField />}
      <TextField name="billing.taxNumber" />
      <TextField name="billing.reference" />
      <CheckField name="billing.generateInvoice" />
      {isOpen && <NoteField name="billing.invoiceNote" />}
    </>
  );
}

/** Those in use, and inactive ones that the account has: they may be kept, and taken off. */
function TaxesField() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { defaults } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const chosen = useWatch({ control, name: 'billing.taxIds' });
  const { defaultValues } = useFormState({ control, name: 'billing.taxIds' });
  const had = new Set([...chosen, ...(defaultValues?.billing?.taxIds ?? [])]);
  return (
    <ManyField
      name="billing.taxIds"
      empty={t('form.noTaxes')}
      data={defaults.taxes
        .filter(({ id, status }) => status === 'active' || had.has(id))
        .map((tax) => ({
          value: tax.id,
          label: `${tax.name} (${taxText(tax, language)})${tax.status === 'active' ? '' : ` · ${t('record.status.inactive')}`}`,
        }))}
    />
  );
}

function BillingDayField() {
  const { t } = useTranslation();
  const language = useLanguage();
  const isShown = useIsShown('billing.billingDay');
  const { control } = useFormContext<AccountForm>();
  const schedule = useWatch({ control, name: 'billing.schedule' });
  const days = useMemo(() => billingDays(schedule, language, t), [schedule, language, t]);
  if (!isShown) return null;
  if (schedule === 'daily') return <p className="tb-field-note">{t('form.everyDay')}</p>;
  return <ChoiceField name="billing.billingDay" data={days} />;
}

export function ResellerTermsFields() {
  const { control } = useFormContext<AccountForm>();
  const type = useWatch({ control, name: 'resellerTerms.type' });
  return (
    <>
      <OneOfField name="resellerTerms.type" options={['distributor', 'commission']} />
      {type === 'commission' && <DecimalField name="resellerTerms.commissionPercent" required />}
      <TextField name="resellerTerms.invoiceDueDays" inputMode="numeric" isMono />
      <CheckField name="resellerTerms.useOwnLetterhead" />
    </>
  );
}
