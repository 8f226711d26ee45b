import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { amountOfLine } from '../../../../src/domain/billing/draft.ts';
import { formatMoney } from '../../../../src/domain/money.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DecimalInput } from '../../../ui/decimal-input.tsx';
import { isNegative, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { TypedLine, useDraft } from './use-draft.ts';

type Props = Readonly<{
  form: ReturnType<typeof useDraft>;
  currency: string;
  /** Mistakes are told of fields that nobody has typed in, too. */
  isShown: boolean;
}>;

/** As many as there is something to charge for. */
const LINES_MAX = 100;

export function DraftLines({ form, currency, isShown }: Props) {
  const { t } = useTranslation();
  const { typed, mistakes, changeLine, addLine, removeLine } = form;
  return (
    <>
      {typed.lines.length === 0 && <p className="tb-none">{t('billing.draft.noLines')}</p>}
      <ol className="tb-draft-lines">
        {typed.lines.map((line, place) => {
          const wrong = mistakes[place] ?? {};
          const told = (field: 'text' | 'quantity' | 'unitPrice') => {
            const mistake = wrong[field];
            return mistake !== undefined && (isShown || line[field] !== '') ? t(mistake) : undefined;
          };
          return (
            <li key={line.key}>
              <fieldset>
                <legend className="tb-visually-hidden">
                  {t('billing.draft.lineOf', { place: place + 1 })}
                </legend>
                <TextInput
                  label={t('billing.draft.text')}
                  autoFocus={line.text === ''}
                  maxLength={200}
                  value={line.text}
                  error={told('text')}
                  onChange={(event) => changeLine(line.key, { text: event.currentTarget.value })}
                />
                <DecimalInput
                  label={t('billing.draft.quantity')}
                  value={line.quantity}
                  error={told('quantity')}
                  onChange={(quantity) => changeLine(line.key, { quantity })}
                />
                <DecimalInput
                  label={t('billing.draft.unitPrice')}
                  rightSection={<span className="tb-unit">{currency}</span>}
                  rightSectionWidth={52}
                  value={line.unitPrice}
                  error={told('unitPrice')}
                  onChange={(unitPrice) => changeLine(line.key, { unitPrice })}
                />
                <Sum line={line} currency={currency} isWrong={Object.keys(wrong).length > 0} />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('billing.draft.removeLine', { place: place + 1 })}
                  onClick={() => removeLine(line.key)}
                >
                  <Icon name="close" size={16} />
                </ActionIcon>
              </fieldset>
            </li>
          );
        })}
      </ol>
      <Button
        variant="default"
        size="xs"
        disabled={typed.lines.length >= LINES_MAX}
        leftSection={<Icon name="add" size={14} />}
        onClick={addLine}
      >
        {t('billing.draft.addLine')}
      </Button>
    </>
  );
}

function Sum({ line, currency, isWrong }: Readonly<{ line: TypedLine; currency: string; isWrong: boolean }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const amount = isWrong ? null : formatMoney(amountOfLine(line));
  return (
    <p className="tb-draft-sum">
      <small>{t('billing.amount')}</small>
      <span data-negative={(amount !== null && isNegative(amount)) || undefined}>
        {amount === null ? '–' : moneyText(amount, currency, language)}
      </span>
    </p>
  );
}
