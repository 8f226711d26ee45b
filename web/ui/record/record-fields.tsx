/** The inputs of a form of one thing. Labels and one-line helps stand in the catalogue under the field's name. */
import { Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DecimalInput } from '../decimal-input.tsx';
import { zoneText } from '../format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { fieldText } from '../problem-text.ts';
import { LookupSelect } from './lookup-select.tsx';
import { OrderedField } from './ordered-field.tsx';
import type { RecordField } from './record.ts';
import type { RecordForm } from './use-record-form.ts';
import { TypeAhead, TypeAheadMany } from '../type-ahead.tsx';

type Props = Readonly<{
  form: RecordForm;
  /** What stands below one field besides its help. */
  below?: (field: RecordField) => ReactNode;
}>;

export function RecordFields({ form, below }: Props) {
  return (
    <div className="tb-fields">
      {form.fields.map((field, index) => (
        <div key={field.name} className={field.isWide === true ? 'tb-wide' : undefined}>
          <Input form={form} field={field} isFirst={index === 0} />
          {below?.(field)}
        </div>
      ))}
    </div>
  );
}

type InputProps = Readonly<{ form: RecordForm; field: RecordField; isFirst: boolean }>;

function Input({ form, field, isFirst }: InputProps) {
  const { t } = useTranslation();
  const common = useCommon(form, field);
  const { name, input, isRequired = false, options = [], none, isFixed = false } = field;
  const value = form.values[name] ?? '';
  const text = typeof value === 'string' ? value : '';
  const focus = isFirst ? { 'data-autofocus': true } : {};
  const required = { withAsterisk: isRequired && form.mayBeEmpty(field), 'aria-required': isRequired };
  const classNames = field.isMono === true || input === 'decimal' ? { input: 'tb-mono' } : {};
  switch (input) {
    case 'check': {
      const { inputWrapperOrder: _, ...rest } = common;
      return (
        <Checkbox
          {...rest}
          {...focus}
          disabled={isFixed}
          checked={value === true}
          onChange={(event) => form.set(name, event.currentTarget.checked)}
        />
      );
    }
    case 'choice':
      return (
        <TypeAhead
          {...common}
          {...required}
          {...focus}
          data={options}
          disabled={isFixed}
          clearable={none !== undefined}
          placeholder={none ?? t('common.choose')}
          value={text === '' ? null : text}
          onChange={(chosen) => form.set(name, chosen ?? '')}
        />
      );
    case 'lookup':
      return field.lookup === undefined ? null : (
        <LookupSelect
          {...common}
          {...required}
          lookup={field.lookup}
          clearable={none !== undefined}
          placeholder={none ?? t('common.choose')}
          value={text === '' ? null : text}
          onChange={(chosen) => form.set(name, chosen ?? '')}
        />
      );
    case 'ordered':
      return (
        <OrderedField
          {...common}
          options={options}
          none={none ?? ''}
          value={Array.isArray(value) ? value : []}
          onChange={(chosen) => form.set(name, chosen)}
        />
      );
    case 'several':
      return (
        <TypeAheadMany
          {...common}
          {...required}
          {...focus}
          data={[...options]}
          placeholder={Array.isArray(value) && value.length > 0 ? '' : (none ?? t('common.choose'))}
          value={Array.isArray(value) ? [...value] : []}
          onChange={(chosen) => form.set(name, chosen)}
        />
      );
    case 'lines':
    case 'prose':
      return (
        <Textarea
          {...common}
          {...required}
          {...focus}
          autosize
          minRows={3}
          maxRows={8}
          readOnly={isFixed}
          value={text}
          onChange={(event) => form.set(name, event.currentTarget.value)}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          {...required}
          autoComplete="new-password"
          placeholder={none ?? ''}
          visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
          value={text}
          onChange={(event) => form.set(name, event.currentTarget.value)}
        />
      );
    case 'decimal':
      return (
        <DecimalInput
          {...common}
          {...required}
          {...focus}
          {...unitOf(field)}
          placeholder={none ?? ''}
          readOnly={isFixed}
          classNames={classNames}
          value={text}
          onChange={(typed) => form.set(name, typed)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          {...required}
          {...focus}
          {...unitOf(field)}
          type={input === 'instant' ? 'datetime-local' : 'text'}
          inputMode={modeOf(field)}
          autoComplete={field.autoComplete ?? 'off'}
          spellCheck={field.isMono !== true}
          placeholder={none ?? ''}
          readOnly={isFixed}
          classNames={classNames}
          value={text}
          onChange={(event) => form.set(name, event.currentTarget.value)}
        />
      );
  }
}

/** Everything an input takes that comes from its name. */
function useCommon(form: RecordForm, { name, input, label, help: own }: RecordField) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mistake = form.mistakes[name];
  const help = own ?? t(`${form.words}.${name}.help`);
  return {
    id: `${form.id}-${name}`,
    label: label ?? t(`${form.words}.${name}.label`),
    description:
      input === 'instant' ? `${help} ${t('common.timesIn', { zone: zoneText(form.zone, language) })}.` : help,
    error: mistake === undefined ? undefined : fieldText(mistake),
    onBlur: () => form.check(name),
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
      | 'label'
      | 'input'
      | 'error'
      | 'description'
    )[],
  };
}

/** What stands at the end of the input. */
function unitOf({ unit }: RecordField) {
  return {
    rightSection: unit === undefined ? null : <span className="tb-unit">{unit}</span>,
    rightSectionWidth: unit === undefined ? 0 : 16 + unit.length * 9,
    rightSectionPointerEvents: 'none' as const,
  };
}

function modeOf({ input, inputMode }: RecordField) {
  return input === 'whole' ? 'numeric' : (inputMode ?? 'text');
}
