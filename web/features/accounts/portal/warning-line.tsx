import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, isNegative, moneyText, negated } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { groupOf } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Wallet } from '../api.ts';
import { changeOwnAccount, ownAccountRules } from './api.ts';

type Props = Readonly<{ threshold: string | null; wallet: Wallet; accountId: string }>;

/** Below which amount the start page warns, and the warning itself. */
export function WarningLine({ threshold, wallet, accountId }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const { currency, available } = wallet;
  const amount = threshold === null ? '' : moneyText(threshold, currency, language);
  const isLow = threshold !== null && isNegative(addAmounts(available, negated(threshold)));
  return (
    <div className="tb-portal-warning">
      <h2 className="tb-portal-question">{t('portal.warning.title')}</h2>
      <p className="tb-summary-note" data-tone={isLow ? 'warn' : undefined}>
        <span>
          {threshold === null
            ? t('portal.warning.none')
            : t(isLow ? 'portal.low' : 'portal.warning.set', { amount })}{' '}
          <button type="button" className="tb-link" onClick={() => setEditing(true)}>
            {t(threshold === null ? 'portal.warning.add' : 'portal.warning.change')}
          </button>
        </span>
      </p>
      {isEditing && (
        <FormDialog
          title={t('portal.warning.title')}
          submit={t('record.save')}
          fields={[{ name: 'alertThreshold', input: 'decimal', empty: 'null', unit: currency }]}
          words="portal.warning.field"
          record={{ alertThreshold: threshold }}
          zone="UTC"
          schema={async () => groupOf(await ownAccountRules(), 'controls')}
          isChange
          group="controls."
          save={(body) => changeOwnAccount({ controls: body })}
          onSaved={(changed) => {
            queryClient.setQueryData(['accounts', 'one', accountId], changed);
            toast(t('record.saved'));
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}
