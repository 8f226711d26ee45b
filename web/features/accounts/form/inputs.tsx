/** Inputs of the account form: each reads its label and one-line help from the catalogue by its name. */
import { ActionIcon, Checkbox, SegmentedControl, TextInput, Tooltip, type ComboboxData } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { CopyButton } from '../../../ui/copy.tsx';
import { DecimalInput } from '../../../ui/decimal-input.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { keyOfPermission } from '../../../ui/permission-text.ts';
import { fieldText } from '../../../ui/problem-text.ts';
import { inputId, type FieldName } from './fields.ts';
import { useFormView, useIsShown } from './form-view.ts';
import { textOf, type AccountForm, type LimitValue } from './form-values.ts';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

/** Everything an input takes that comes from its name alone. */
export function useField(name: FieldName) {
  const { t } = useTranslation();
  const { mode, kind, lacks } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const { field, fieldState } = useController<AccountForm, FieldName>({ control, name });
  // Staff dial and are billed nowhere.
  const forAll = t(`field.${name}.help`);
  const help = isStaff({ kind }) ? t(`field.${name}.helpStaff`, { defaultValue: forAll }) : forAll;
  const words = mode === 'edit' ? t(`field.${name}.helpEdit`, { defaultValue: help }) : help;
  const lacking = lacks(name);
  return {
    field,
    isFixed: lacking !== null,
    common: {
      id: inputId(name),
      ref: field.ref,
      label: t(`field.${name}.label`),
      // Of the usual one the form says it once.
      description:
        lacking === null || lacking === 'accounts:edit'
          ? words
          : t(`field.lacks.${keyOfPermission(lacking)}`),
      error: fieldState.error?.message === undefined ? undefined : fieldText(fieldState.error.message),
      // An input that was only passed is no mistake yet.
      onBlur: () => (fieldState.isDirty || fieldState.invalid || field.value !== '') && field.onBlur(),
      inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
        | 'label'
        | 'input'
        | 'error'
        | 'description'
      )[],
    },
  };
}

type TextProps = Readonly<{
  name: FieldName;
  required?: boolean;
  inputMode?: 'numeric' | 'email' | 'tel' | 'text';
  type?: string;
  autoComplete?: string;
  isMono?: boolean;
  readOnly?: boolean;
  rightSection?: ReactNode;
  rightSectionWidth?: number;
}>;

export function TextField({
  name,
  required = false,
  autoComplete = 'off',
  isMono = false,
  readOnly = false,
  ...rest
}: TextProps) {
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  return (
    <TextInput
      {...common}
      {...rest}
      readOnly={readOnly}
      disabled={isFixed}
      withAsterisk={required}
      aria-required={required}
      autoComplete={autoComplete}
      classNames={isMono ? { input: 'tb-mono' } : {}}
      value={textOf(field.value)}
      onChange={field.onChange}
    />
  );
}

/** An amount or a percentage, in the way of the viewer's language. */
export function DecimalField({
  name,
  required = false,
  ...rest
}: Pick<TextProps, 'name' | 'required' | 'rightSection' | 'rightSectionWidth'>) {
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  return (
    <DecimalInput
      {...common}
      {...rest}
      disabled={isFixed}
      withAsterisk={required}
      aria-required={required}
      classNames={{ input: 'tb-mono' }}
      value={textOf(field.value)}
      onChange={field.onChange}
    />
  );
}

/** A secret the browser proposes: hidden until asked for, copied without being shown. */
export function SecretField({
  name,
  isNumeric = false,
  propose,
}: {
  name: 'panelAccess.password' | 'panelAccess.pin';
  isNumeric?: boolean;
  propose: () => string;
}) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  const [isRevealed, setRevealed] = useState(false);
  if (!isShown) return null;
  const value = textOf(field.value);
  const revealLabel = t(isRevealed ? 'common.hide' : 'common.revealWhat', { what: common.label });
  return (
    <TextInput
      {...common}
      disabled={isFixed}
      type={isRevealed ? 'text' : 'password'}
      autoComplete="new-password"
      inputMode={isNumeric ? 'numeric' : 'text'}
      classNames={{ input: 'tb-mono' }}
      value={value}
      onChange={field.onChange}
      rightSectionWidth={isFixed ? 0 : 104}
      rightSection={
        isFixed ? null : (
          <span className="tb-input-actions">
            <Tooltip label={revealLabel} withArrow>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={revealLabel}
                aria-pressed={isRevealed}
                onClick={() => setRevealed(!isRevealed)}
              >
                <Icon name={isRevealed ? 'hidden' : 'eye'} />
              </ActionIcon>
            </Tooltip>
            <CopyButton value={value} what={common.label} />
            <Regenerate what={common.label} onClick={() => field.onChange(propose())} />
          </span>
        )
      }
    />
  );
}

export function Regenerate({
  what,
  onClick,
  isLoading = false,
}: {
  what: string;
  onClick: () => void;
  isLoading?: boolean;
}) {
  const { t } = useTranslation();
  const label = t('common.regenerate', { what });
  return (
    <Tooltip label={label} withArrow>
      <ActionIcon variant="subtle" color="gray" aria-label={label} loading={isLoading} onClick={onClick}>
        <Icon name="refresh" />
      </ActionIcon>
    </Tooltip>
  );
}

type ChoiceProps = Readonly<{
  name: FieldName;
  data: ComboboxData;
  required?: boolean;
  /** What an empty choice means, in words; given, the choice may be taken back. */
  none?: string;
  disabled?: boolean;
  onChosen?: (value: string | null) => void;
}>;

/** Type-ahead. */
export function ChoiceField({ name, data, required = false, none, disabled, onChosen }: ChoiceProps) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  const value = textOf(field.value);
  return (
    <div>
      <TypeAhead
        {...common}
        data={data}
        withAsterisk={required}
        aria-required={required}
        clearable={none !== undefined}
        placeholder={none ?? t('common.choose')}
        disabled={disabled === true || isFixed}
        value={value === '' ? null : value}
        onChange={(chosen) => {
          field.onChange(chosen ?? (none === undefined ? '' : null));
          onChosen?.(chosen);
        }}
      />
    </div>
  );
}

export function CheckField({ name }: { name: FieldName }) {
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  const { inputWrapperOrder: _, ...rest } = common;
  return <Checkbox {...rest} disabled={isFixed} checked={field.value === true} onChange={field.onChange} />;
}

/** `isFixed`: shown, and changed elsewhere. */
export function OneOfField({
  name,
  options,
  isFixed: isFixedHere = false,
}: {
  name: FieldName;
  options: readonly string[];
  isFixed?: boolean;
}) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  return (
    <fieldset className="tb-one-of">
      <legend>{common.label}</legend>
      <SegmentedControl
        id={common.id}
        aria-label={common.label}
        value={textOf(field.value)}
        disabled={isFixedHere || isFixed}
        onChange={field.onChange}
        onBlur={field.onBlur}
        data={options.map((value) => ({ value, label: t(`field.${name}.option.${value}`) }))}
      />
      {common.error !== undefined && <p className="tb-field-error">{common.error}</p>}
      <p className="tb-field-help">{common.description}</p>
    </fieldset>
  );
}

/** A whole number, the word "unlimited", or the default: never a 0 that could mean either. */
export function LimitField({ name, standard }: { name: FieldName; standard: string }) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  const { id, ref, label, description, error } = common;
  if (!isShown) return null;
  const value = field.value as LimitValue;
  const choice = value === null || value === 'unlimited' ? (value ?? 'default') : 'number';
  const choose = (chosen: string) =>
    field.onChange(chosen === 'default' ? null : chosen === 'unlimited' ? 'unlimited' : '');
  return (
    <fieldset className="tb-one-of">
      <legend>{label}</legend>
      <div className="tb-limit">
        <SegmentedControl
          aria-label={label}
          value={choice}
          disabled={isFixed}
          onChange={choose}
          data={[
            { value: 'default', label: t('form.limitDefault') },
            { value: 'number', label: t('form.limitNumber') },
            { value: 'unlimited', label: t('form.unlimited') },
          ]}
        />
        {choice === 'number' && (
          <TextInput
            id={id}
            ref={ref}
            aria-label={label}
            aria-describedby={`${id}-help`}
            inputMode="numeric"
            w={110}
            disabled={isFixed}
            value={value ?? ''}
            onChange={field.onChange}
            onBlur={field.onBlur}
            error={error !== undefined}
          />
        )}
      </div>
      {error !== undefined && <p className="tb-field-error">{error}</p>}
      <p className="tb-field-help" id={`${id}-help`}>
        {description} {choice === 'default' && standard}
      </p>
    </fieldset>
  );
}
