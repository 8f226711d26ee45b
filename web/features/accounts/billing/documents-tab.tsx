/** Receipts and invoices of one account: where its billing stands, drafts, and all that was issued. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { defined } from '../../../ui/search-params.ts';
import type { Account } from '../api.ts';
import { BillingPanel } from './billing-panel.tsx';
import { DocumentList, type DocumentsChange } from './document-list.tsx';
import { DraftsPanel } from './drafts-panel.tsx';
import { documentFilters } from './search.ts';

const AccountDunningPanel = lazy(async () => {
  const [{ AccountDunningPanel: component }] = await Promise.all([
    import('../dunning/account-dunning.tsx'),
    loadTexts('dunning'),
  ]);
  return { default: component };
});

export function DocumentsTab({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const { cursor, doc, ...rest } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const filters = documentFilters(rest);
  const search = defined({ ...filters, cursor, doc });
  const change = (next: DocumentsChange) =>
    void navigate({
      search: { tab: 'documents', ...defined({ ...filters, ...next }) },
      replace: next.q !== undefined && filters.q !== undefined,
    });
  const open = useCallback(
    (id: string | undefined, isReplaced = false) =>
      void navigate({
        search: (now) => defined({ ...now, tab: 'documents' as const, doc: id }),
        replace: isReplaced,
        resetScroll: false,
      }),
    [navigate],
  );
  const isPortal = actor?.kind === 'customer';
  const kind = account.billing.accountType;
  return (
    <>
      <BillingPanel account={account} onIssued={open} onFilter={change} />
      {may('dunning:read') && account.id !== actor?.id && (
        <Suspense fallback={<Loading height={90} />}>
          <AccountDunningPanel account={account} />
        </Suspense>
      )}
      {may('documents:issue') && kind === 'postpaid' && <DraftsPanel account={account} />}
      <DocumentList
        label={t('account.tab.documents')}
        search={search}
        accountId={account.id}
        zone={account.profile.timezone}
        onChange={change}
        onOpen={open}
        empty={
          <EmptyState title={t('billing.empty')}>
            {t(`billing.${isPortal ? 'portal.emptyText' : 'emptyOne'}.${kind}`)}
          </EmptyState>
        }
      />
    </>
  );
}
