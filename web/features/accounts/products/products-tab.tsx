/** What an account has beside calls: how each stands, what comes next, and ordering further ones. */
import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { offeredQuery, subscriptionsOfQuery, type Subscription } from '../../../ui/products/api.ts';
import type { Account } from '../api.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { ChargesDialog } from './charges-dialog.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { PayDialog } from './pay-dialog.tsx';
import { useSubscriptionColumns, type Act } from './subscription-columns.tsx';
import { UnpaidNotice } from './unpaid-notice.tsx';

type OpenDialog = 'order' | Readonly<{ act: Act; subscription: Subscription }>;

export function ProductsTab({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const [withEnded, setWithEnded] = useState(false);
  const [cursor, setCursor] = useState<string | undefined>();
  const isOwn = actor?.id === account.id;
  const list = useQuery(subscriptionsOfQuery(account.id, { status: withEnded ? undefined : 'open', cursor }));
  const mayOrder = may('subscriptions:order') && account.status === 'active';
  const offered = useQuery({ ...offeredQuery(account.id), enabled: mayOrder });
  const zone = account.profile.timezone;
  const columns = useSubscriptionColumns({
    account,
    onOpen: useCallback((act, subscription) => setOpen({ act, subscription }), []),
  });
  const items = list.data?.items ?? [];
  const isOffered = (offered.data?.items.length ?? 0) > 0;
  const order = mayOrder && isOffered && (
    <Button size="xs" onClick={() => setOpen('order')}>
      {t('subscriptions.order')}
    </Button>
  );
  const toProducts = !isOwn && offered.isSuccess && !isOffered && may('products:read') && (
    <Link to="/products" search={{}}>
      {t('subscriptions.makeProduct')}
    </Link>
  );
  const close = () => setOpen(null);
  return (
    <>
      <UnpaidNotice account={account} />
      <Panel title={t('subscriptions.title')} aside={items.length > 0 ? order : undefined}>
        <div className="tb-products-head">
          <p className="tb-list-help">{t(isOwn ? 'subscriptions.helpOwn' : 'subscriptions.help')}</p>
          <Switch
            size="xs"
            label={t('subscriptions.showEnded')}
            checked={withEnded}
            onChange={(event) => {
              setWithEnded(event.currentTarget.checked);
              setCursor(undefined);
            }}
          />
        </div>
        {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 ? (
          <EmptyState title={t('subscriptions.empty')} action={order === false ? toProducts : order}>
            {offered.isSuccess && !isOffered && !isOwn
              ? t('subscriptions.noneOffered')
              : t(`subscriptions.emptyText.${isOffered ? (isOwn ? 'own' : 'sold') : 'none'}`)}
          </EmptyState>
        ) : (
          <DataTable
            label={t('subscriptions.title')}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            isLoading={list.isPending}
          />
        )}
        <Pager
          hasFirst={cursor !== undefined}
          next={list.data?.nextCursor ?? null}
          onFirst={() => setCursor(undefined)}
          onNext={setCursor}
        />
      </Panel>
      {open === 'order' && offered.data !== undefined && (
        <OrderDialog account={account} offered={offered.data.items} isOwn={isOwn} onClose={close} />
      )}
      {open !== null && open !== 'order' && (
        <Opened open={open} account={account} zone={zone} onClose={close} />
      )}
    </>
  );
}

function Opened({
  open: { act, subscription },
  account,
  zone,
  onClose,
}: Readonly<{
  open: Exclude<OpenDialog, 'order'>;
  account: Account;
  zone: string;
  onClose: () => void;
}>) {
  switch (act) {
    case 'pay':
      return <PayDialog subscription={subscription} onClose={onClose} />;
    case 'change':
      return <ChangeDialog subscription={subscription} zone={zone} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog subscription={subscription} zone={zone} onClose={onClose} />;
    case 'charges':
      return <ChargesDialog subscription={subscription} account={account} onClose={onClose} />;
  }
}
