/** Inputs that only unfolded groups have: a chunk of their own, so that the quick form does not wait for them. */
import { TagsInput, Textarea, type ComboboxData } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldName } from './fields.ts';
import { textOf } from './form-values.ts';
import { useIsShown } from './form-view.ts';
import { useField } from './inputs.tsx';
import { TypeAheadMany } from '../../../ui/type-ahead.tsx';

export function NoteField({ name }: { name: FieldName }) {
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  return (
    <div className="tb-wide">
      <Textarea
        {...common}
        disabled={isFixed}
        autosize
        minRows={2}
        maxRows={6}
        value={textOf(field.value)}
        onChange={field.onChange}
      />
    </div>
  );
}

export function ManyField({ name, data, empty }: { name: FieldName; data: ComboboxData; empty: string }) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  const value = Array.isArray(field.value) ? field.value : [];
  return (
    <TypeAheadMany
      {...common}
      data={data}
      disabled={data.length === 0 || isFixed}
      placeholder={data.length === 0 ? empty : value.length === 0 ? t('common.choose') : ''}
      value={value}
      onChange={field.onChange}
    />
  );
}

export function AddressesField({ name }: { name: FieldName }) {
  const { t } = useTranslation();
  const isShown = useIsShown(name);
  const { field, common, isFixed } = useField(name);
  if (!isShown) return null;
  const value = Array.isArray(field.value) ? field.value : [];
  return (
    <TagsInput
      {...common}
      disabled={isFixed}
      acceptValueOnBlur
      splitChars={[',', ' ', ';']}
      placeholder={value.length === 0 ? t('form.addressesHint') : ''}
      value={value}
      onChange={field.onChange}
    />
  );
}
