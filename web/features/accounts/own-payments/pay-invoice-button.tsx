/** Pays what is open of an own invoice by card; nothing of it is there where the account may not. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, isNegative, moneyText, negated } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { cardTermsQuery, goToPage, startCardPayment } from './api.ts';

type Props = Readonly<{
  documentId: string;
  number: string;
  /** What is open of it. */
  open: string;
  currency: string;
  /** A dialog lies above. */
  onCovered: (isCovered: boolean) => void;
}>;

export function PayInvoiceButton({ documentId, number, open, currency, onCovered }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: terms } = useQuery(cardTermsQuery);
  const [isOpen, setOpen] = useState(false);
  // After a change of currency, an old invoice is paid in another way.
  if (terms?.isOffered !== true || terms.currency !== currency) return null;
  const amount = moneyText(open, currency, language);
  const { amountMin, amountMax } = terms;
  if (amountMin === null || amountMax === null) return null;
  const money = (limit: string) => moneyText(limit, currency, language);
  if (isLess(open, amountMin) || isLess(amountMax, open))
    return (
      <p className="tb-field-help">
        {t('payByCard.outside', { min: money(amountMin), max: money(amountMax) })}
      </p>
    );
  const set = (next: boolean) => {
    setOpen(next);
    onCovered(next);
  };
  return (
    <>
      <Button onClick={() => set(true)}>{t('payByCard.pay', { amount })}</Button>
      {isOpen && (
        <FormDialog
          title={t('payByCard.payTitle', { number })}
          submit={t('payByCard.toPage')}
          words="payByCard.field"
          zone="UTC"
          record={{ savesMethod: false }}
          fields={[{ name: 'savesMethod', input: 'check', isWide: true }]}
          schema={async () => {
            const { startCardPayment: schema } = await import(
              '../../../../src/schemas/payments/card-payments.ts'
            );
            return { safeParse: (body) => schema.safeParse({ ...(body as object), documentId }) };
          }}
          save={(body, key) => startCardPayment({ ...body, documentId }, key)}
          onSaved={goToPage}
          onClose={() => set(false)}
          below={() => (
            <p className="tb-field-help">
              {t('payByCard.payText', { amount })} {t('payByCard.elsewhere')}
            </p>
          )}
        />
      )}
    </>
  );
}

const isLess = (one: string, other: string) => isNegative(addAmounts(one, negated(other)));
