/** The numbers of a customer that it looks after itself. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EditableList } from '../../../ui/record/editable-list.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Account } from '../api.ts';
import { AccessNumbers } from './access-numbers.tsx';
import { AccountDids } from '../detail/account-dids.tsx';
import { callerIds, ipAddresses } from '../detail/item-lists.ts';
import { BlockedPrefixes, IpAddresses, SpeedDials } from '../detail/numbers-tab.tsx';

/** What is the provider's to say about a number is shown, and not asked. */
const OWN_FIELDS: readonly string[] = ['number', 'label'];

export function PortalNumbers({ account }: { account: Account }) {
  const { id: accountId } = account;
  const mayEdit = account.status !== 'closed';
  const zone = account.profile.timezone;
  // Of a PBX; most customers have none and need not read of them.
  const addresses = useQuery(ipAddresses(accountId).query);
  return (
    <>
      <CallerIds accountId={accountId} mayEdit={mayEdit} zone={zone} />
      <SpeedDials accountId={accountId} mayEdit={mayEdit} zone={zone} />
      <BlockedPrefixes accountId={accountId} mayEdit={mayEdit} zone={zone} />
      <AccountDids account={account} mayEdit={false} />
      <AccessNumbers />
      {addresses.data !== undefined && addresses.data.items.length > 0 && (
        <IpAddresses accountId={accountId} mayEdit={false} zone={zone} />
      )}
    </>
  );
}

function CallerIds({ accountId, ...rest }: Readonly<{ accountId: string; mayEdit: boolean; zone: string }>) {
  const { t } = useTranslation();
  const list = useMemo(() => {
    const all = callerIds(accountId);
    const columns = [
      {
        id: 'number',
        header: t('portal.callerIds.field.number.label'),
        isHead: true,
        cell: ({ number }: { number: string }) => <span className="tb-mono">+{number}</span>,
      },
      {
        id: 'state',
        header: t('portal.callerIds.state'),
        cell: ({ isVerified }: { isVerified: boolean }) => (
          <Tag tone={isVerified ? 'good' : 'mute'}>
            {t(isVerified ? 'portal.callerIds.verified' : 'portal.callerIds.unverified')}
          </Tag>
        ),
      },
      {
        id: 'label',
        header: t('portal.callerIds.field.label.label'),
        cell: ({ label }: { label: string }) => (label === '' ? '–' : <bdi>{label}</bdi>),
      },
    ];
    const fields = all.fields.filter(({ name }) => OWN_FIELDS.includes(name));
    return { ...all, fields, words: 'portal.callerIds', columns };
  }, [accountId, t]);
  return <EditableList list={list} {...rest} />;
}
