/** Pays money in by card; nothing of it is there where the account may not. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { cardTermsQuery, goToPage, startCardPayment, withCardLimits, type CardTerms } from './api.ts';

export function TopUpButton() {
  const { t } = useTranslation();
  const { data: terms } = useQuery(cardTermsQuery);
  const [isOpen, setOpen] = useState(false);
  if (terms?.isOffered !== true) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('payByCard.topUp')}</Button>
      {isOpen && <TopUpDialog terms={terms} onClose={() => setOpen(false)} />}
    </>
  );
}

function TopUpDialog({ terms, onClose }: Readonly<{ terms: CardTerms; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency, amountMin, amountMax } = terms;
  const money = (amount: string | null) => moneyText(amount ?? '0', currency, language);
  return (
    <FormDialog
      title={t('payByCard.topUpTitle')}
      submit={t('payByCard.toPage')}
      words="payByCard.field"
      zone="UTC"
      record={{ savesMethod: false }}
      fields={[
        {
          name: 'amount',
          input: 'decimal',
          isRequired: true,
          isWide: true,
          unit: currency,
          help: t('payByCard.limits', { min: money(amountMin), max: money(amountMax) }),
        },
        { name: 'savesMethod', input: 'check', isWide: true },
      ]}
      schema={async () =>
        withCardLimits(
          (await import('../../../../src/schemas/payments/card-payments.ts')).startCardPayment,
          terms,
        )
      }
      save={startCardPayment}
      onSaved={goToPage}
      onClose={onClose}
      below={() => <p className="tb-field-help">{t('payByCard.elsewhere')}</p>}
    />
  );
}
