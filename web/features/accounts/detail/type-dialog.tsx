import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../../../src/domain/money.ts';
import { patch } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DecimalInput } from '../../../ui/decimal-input.tsx';
import { isNegative, moneyText } from '../../../ui/format.ts';
import { Facts } from '../../../ui/panel.tsx';
import type { Account } from '../api.ts';
import { typeChangeQuery, useAct, type TypeChangePreview } from './life-api.ts';
import { Changing, LifeDialog } from './life-dialog.tsx';

/** Prepaid to postpaid and back, with what becomes of the money. */
export function TypeDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const [to] = useState(account.billing.accountType === 'prepaid' ? 'postpaid' : 'prepaid');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const amount = typed === '' ? '0' : typed;
  const creditLimit = (parseMoney(amount) ?? -1n) >= 0n ? amount : null;
  const asked = useDeferredValue(creditLimit ?? '0');
  const isPostpaid = to === 'postpaid';
  const preview = useQuery(
    typeChangeQuery(account.id, { accountType: to, ...(isPostpaid && { creditLimit: asked }) }),
  );
  const change = () =>
    patch<Account>(`/accounts/${account.id}`, {
      billing: { accountType: to, ...(isPostpaid && { creditLimit }) },
      ...(reason.trim() !== '' && { reason }),
    });
  const done = t(`life.type.done.${to}`, { name: account.displayName });
  const acting = useAct(account, change, done, onClose);
  return (
    <LifeDialog
      account={account}
      title={t(`life.type.title.${to}`, { name: account.displayName })}
      text={t(`life.type.text.${to}`)}
      submit={t(`life.type.submit.${to}`)}
      preview={preview}
      acting={acting}
      reason={reason}
      onReason={setReason}
      onClose={onClose}
      isReady={!isPostpaid || creditLimit !== null}
      fields={
        isPostpaid && (
          <DecimalInput
            data-autofocus
            label={t('field.billing.creditLimit.label')}
            placeholder="0"
            rightSection={<span className="tb-unit">{account.profile.currency}</span>}
            rightSectionWidth={52}
            value={typed}
            onChange={setTyped}
            error={creditLimit === null && t('life.type.creditLimitWrong')}
          />
        )
      }
    >
      {(data) => <BeforeAndAfter preview={data} />}
    </LifeDialog>
  );
}

function BeforeAndAfter({ preview: { before, after } }: { preview: TypeChangePreview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = (amount: string) => (
    <span data-negative={isNegative(amount) || undefined}>
      {moneyText(amount, before.currency, language)}
    </span>
  );
  const typeText = (type: string) => t(`field.billing.accountType.option.${type}`);
  return (
    <Facts>
      <Changing
        name={t('field.billing.accountType.label')}
        before={typeText(before.accountType)}
        after={typeText(after.accountType)}
      />
      <Changing name={t('money.balance')} before={text(before.balance)} after={text(after.balance)} />
      <Changing
        name={t('field.billing.creditLimit.label')}
        before={text(before.creditLimit)}
        after={text(after.creditLimit)}
      />
      <Changing name={t('money.available')} before={text(before.available)} after={text(after.available)} />
    </Facts>
  );
}
