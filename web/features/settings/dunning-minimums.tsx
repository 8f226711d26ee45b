import { ActionIcon, Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DecimalInput } from '../../ui/decimal-input.tsx';
import { Icon } from '../../ui/icons.tsx';
import { currencyOptions } from '../../ui/places.ts';
import { fieldText } from '../../ui/problem-text.ts';
import type { TypedMinimum } from './dunning-typed.ts';

type Props = Readonly<{
  minimums: readonly TypedMinimum[];
  mistakes: Readonly<Record<string, string>>;
  onChange: (minimums: readonly TypedMinimum[]) => void;
}>;

/** Less than this is left alone, in each currency that has one. */
export function DunningMinimums({ minimums, mistakes, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const options = currencyOptions(CURRENCIES, language);
  const set = (key: string, next: Partial<TypedMinimum>) =>
    onChange(minimums.map((minimum) => (minimum.key === key ? { ...minimum, ...next } : minimum)));
  const told = (field: string) => {
    const mistake = mistakes[`minimums.${field}`];
    return mistake === undefined ? undefined : fieldText(mistake);
  };
  const add = () => {
    const free = ['EUR', 'USD', ...CURRENCIES].find((code) =>
      minimums.every(({ currency }) => currency !== code),
    );
    onChange([...minimums, { key: crypto.randomUUID(), currency: free ?? 'EUR', amount: '5' }]);
  };
  return (
    <>
      <p className="tb-field-help">{t('dunning.minimumsHelp')}</p>
      <ul className="tb-dunning-minimums">
        {minimums.map(({ key, currency, amount }, place) => (
          <li key={key}>
            <Select
              aria-label={t('dunning.currencyOf', { place: place + 1 })}
              searchable
              allowDeselect={false}
              value={currency}
              data={options}
              error={told(`${place}.currency`)}
              onChange={(chosen) => set(key, { currency: chosen ?? currency })}
            />
            <DecimalInput
              aria-label={t('dunning.amountOf', { currency })}
              value={amount}
              error={told(`${place}.amount`)}
              onChange={(next) => set(key, { amount: next })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('dunning.removeMinimum', { currency })}
              onClick={() => onChange(minimums.filter((minimum) => minimum.key !== key))}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button variant="default" size="xs" leftSection={<Icon name="add" size={14} />} onClick={add}>
        {t('dunning.addMinimum')}
      </Button>
    </>
  );
}
