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
  const { t } = useTranslation();
  const mark = useDecimalMark();
  const [typed, setTyped] = useState('');
  // Somebody else may have set another value meanwhile: a template, or "like the last one".
  const text = valueOfTyped(typed, mark) === value ? typed : shownDecimal(value, mark);
  const read = readDecimal(text, mark);
  const unclear = read !== null && 'couldBe' in read ? read.couldBe : null;
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
      error={
        isWrong && unclear !== null
          ? t('form.couldBe', {
              whole: shownDecimal(unclear[0], mark),
              decimal: shownDecimal(unclear[1], mark),
            })
          : error
      }
    />
  );
}

function useDecimalMark(): DecimalMark {
  const language = useLanguage();
  return useMemo(() => decimalMarkOf(language), [language]);
}
