import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import { Fact, Facts } from '../../../ui/panel.tsx';
import type { Account } from '../api.ts';
import { closingQuery, useAct, type ClosingPreview } from './life-api.ts';
import { LifeDialog, MoneyFacts } from './life-dialog.tsx';

/** What ends with the account, and what has to be closed before it. */
export function CloseDialog({ account, onClose }: Readonly<{ account: Account; onClose: () => void }>) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const preview = useQuery(closingQuery(account.id));
  const close = () =>
    patch<Account>(`/accounts/${account.id}`, {
      status: 'closed',
      ...(reason.trim() !== '' && { reason }),
    });
  const acting = useAct(account, close, t('life.close.done', { name: account.displayName }), onClose);
  return (
    <LifeDialog
      account={account}
      title={t('life.close.title', { name: account.displayName })}
      text={t('life.close.text')}
      submit={t('life.close.submit')}
      preview={preview}
      acting={acting}
      reason={reason}
      onReason={setReason}
      onClose={onClose}
    >
      {(data) => (
        <>
          {data.wallet !== null && <MoneyFacts money={data.wallet} />}
          <OpenAccounts accounts={data.openAccounts} onLeave={onClose} />
          <Facts>
            <Named name={t('life.close.devices')} list={data.devices} />
            <Named name={t('life.close.addresses')} list={data.ipAddresses} />
          </Facts>
        </>
      )}
    </LifeDialog>
  );
}

function OpenAccounts({
  accounts: { count, first },
  onLeave,
}: Readonly<{ accounts: ClosingPreview['openAccounts']; onLeave: () => void }>) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Facts>
      <Fact name={t('life.close.openAccounts')}>
        <ul className="tb-plain-list">
          {first.map(({ id, displayName, number }) => (
            <li key={id}>
              <Link to="/accounts/$id" params={{ id }} search={{}} onClick={onLeave}>
                <bdi>{displayName}</bdi>
              </Link>{' '}
              <span className="tb-mono">{number}</span>
            </li>
          ))}
          {count > first.length && <li>{t('life.more', { count: count - first.length })}</li>}
        </ul>
      </Fact>
    </Facts>
  );
}

function Named({
  name,
  list: { count, first },
}: Readonly<{ name: string; list: Readonly<{ count: number; first: readonly string[] }> }>) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const more = count > first.length ? [t('life.more', { count: count - first.length })] : [];
  return <Fact name={name}>{[...first, ...more].join(', ')}</Fact>;
}
