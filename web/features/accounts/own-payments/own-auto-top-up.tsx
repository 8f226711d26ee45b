/** Has a kept card charged whenever too little money is available. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import {
  cardTermsQuery,
  endAutoTopUp,
  saveAutoTopUp,
  withCardLimits,
  type AutoTopUp,
  type CardTerms,
} from './api.ts';

export function OwnAutoTopUp({ terms }: Readonly<{ terms: CardTerms }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'form' | 'end' | null>(null);
  const { autoTopUp, isOffered, methods } = terms;
  const close = () => setOpen(null);
  const show = (changed: CardTerms, text: string) => {
    queryClient.setQueryData(cardTermsQuery.queryKey, changed);
    toast(text);
    close();
  };
  if (autoTopUp === null && !isOffered) return null;
  return (
    <Panel title={t('payByCard.auto.title')}>
      {autoTopUp === null ? (
        <p>{t(methods.length === 0 ? 'payByCard.auto.needsCard' : 'payByCard.auto.off')}</p>
      ) : (
        <AsItIs
          terms={terms}
          autoTopUp={autoTopUp}
          onResumed={(all) => show(all, t('payByCard.auto.goesOn'))}
        />
      )}
      <div className="tb-row-actions tb-card-actions">
        {isOffered && methods.length > 0 && (
          <Button variant="default" onClick={() => setOpen('form')}>
            {t(autoTopUp === null ? 'payByCard.auto.setUp' : 'payByCard.auto.change')}
          </Button>
        )}
        {autoTopUp !== null && (
          <Button variant="default" onClick={() => setOpen('end')}>
            {t('payByCard.auto.end')}
          </Button>
        )}
      </div>
      {open === 'form' && (
        <AutoTopUpForm terms={terms} onSaved={(all) => show(all, t('record.saved'))} onClose={close} />
      )}
      {open === 'end' && (
        <ConfirmDialog
          title={t('payByCard.auto.endTitle')}
          text={t('payByCard.auto.endText')}
          submit={t('payByCard.auto.end')}
          act={endAutoTopUp}
          onDone={(all) => show(all, t('payByCard.auto.ended'))}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function AsItIs({
  terms: { currency, methods, isOffered },
  autoTopUp,
  onResumed,
}: Readonly<{ terms: CardTerms; autoTopUp: AutoTopUp; onResumed: (changed: CardTerms) => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { methodId, below, amount, monthMax, monthCharged, pausedReason } = autoTopUp;
  const money = (of: string) => moneyText(of, currency, language);
  const resuming = useWrite({
    mutationFn: () => saveAutoTopUp({ methodId, below, amount, monthMax }),
    onSuccess: onResumed,
  });
  return (
    <>
      {pausedReason !== null && (
        <div className="tb-notice" data-tone="warn" role="status">
          <Icon name="warning" />
          <div>
            <strong>{t('payByCard.auto.paused')}</strong>
            <p>{t(`payByCard.auto.reason.${pausedReason}`)}</p>
            {isOffered && (
              <Button
                variant="default"
                size="xs"
                mt={8}
                loading={resuming.isPending}
                onClick={() => resuming.mutate()}
              >
                {t('payByCard.auto.goOn')}
              </Button>
            )}
          </div>
        </div>
      )}
      {resuming.isError && <ProblemAlert error={resuming.error} />}
      <p>
        {t('payByCard.auto.on', {
          below: money(below),
          amount: money(amount),
          card: methods.find(({ id }) => id === methodId)?.label ?? '',
        })}{' '}
        {t('payByCard.auto.month', { max: money(monthMax), charged: money(monthCharged) })}
      </p>
    </>
  );
}

type FormProps = Readonly<{
  terms: CardTerms;
  onSaved: (changed: CardTerms) => void;
  onClose: () => void;
}>;

function AutoTopUpForm({ terms, onSaved, onClose }: FormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency, methods, autoTopUp, amountMin, amountMax } = terms;
  const money = (amount: string | null) => moneyText(amount ?? '0', currency, language);
  const decimal = (name: string, help?: string) =>
    ({
      name,
      input: 'decimal',
      isRequired: true,
      unit: currency,
      ...(help !== undefined && { help }),
    }) as const;
  const proposed = { methodId: methods.find(({ isDefault }) => isDefault)?.id ?? methods[0]?.id ?? '' };
  return (
    <FormDialog
      title={t('payByCard.auto.title')}
      submit={t('record.save')}
      words="payByCard.auto.field"
      zone="UTC"
      record={autoTopUp ?? proposed}
      fields={[
        decimal('below'),
        decimal('amount', t('payByCard.limits', { min: money(amountMin), max: money(amountMax) })),
        decimal('monthMax'),
        {
          name: 'methodId',
          input: 'choice',
          isRequired: true,
          options: methods.map(({ id, label }) => ({ value: id, label })),
        },
      ]}
      schema={async () =>
        withCardLimits(
          (await import('../../../../src/schemas/payments/card-payments.ts')).saveAutoTopUp,
          terms,
        )
      }
      save={saveAutoTopUp}
      onSaved={onSaved}
      onClose={onClose}
      below={() => <p className="tb-field-help">{t('payByCard.auto.consent')}</p>}
    />
  );
}
