import { TextInput, type TextInputProps } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { decimalMarkOf, readDecimal, shownDecimal, valueOfTyped, type DecimalMark } from './decimal.ts';

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'type'> &
  Readonly<{
    /** A number as the API has it, or what was typed that is none. */
    value: string;
    onChange: (value: string) => void;
  }>;

/** An amount, a rate or a percentage, typed and shown with the decimal mark of the viewer's language. */
export function DecimalInput({ value, onChange, error, ...props }: Props) {
  const mark = useDecimalMark();
  const [typed, setTyped] = useState('');
  // Somebody else may have set another value meanwhile: a template, or "like the last one".
  const text = valueOfTyped(typed, mark) === value ? typed : shownDecimal(value, mark);
  const unclearText = useUnclearText();
  const isWrong = error !== undefined && error !== null && error !== false && error !== '';
  return (
    <TextInput
      autoComplete="off"
      {...props}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(valueOfTyped(event.currentTarget.value, mark));
      }}
      error={isWrong ? (unclearText(value) ?? error) : error}
    />
  );
}

/** Says which two numbers somebody may have meant; null where a value of a form is clear. */
export function useUnclearText(): (value: unknown) => string | null {
  const { t } = useTranslation();
  const mark = useDecimalMark();
  return (value) => {
    if (typeof value !== 'string' || !value.endsWith('?')) return null;
    const read = readDecimal(value.slice(0, -1), mark);
    if (read === null || !('couldBe' in read)) return null;
    const [whole, decimal] = read.couldBe;
    return t('form.couldBe', { whole: shownDecimal(whole, mark), decimal: shownDecimal(decimal, mark) });
  };
}

function useDecimalMark(): DecimalMark {
  const language = useLanguage();
  return useMemo(() => decimalMarkOf(language), [language]);
}
