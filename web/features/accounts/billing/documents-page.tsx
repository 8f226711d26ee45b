/** Receipts, invoices and notes: those that the reader issued, its own, or all that it sees. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { useMay } from '../../../api/may.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { defined } from '../../../ui/search-params.ts';
import { DocumentList, type DocumentsChange } from './document-list.tsx';
import { ISSUERS, type DocumentsSearch } from './search.ts';

export function DocumentsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const search = useSearch({ from: '/signed-in/documents' });
  const navigate = useNavigate({ from: '/documents' });
  const change = (next: DocumentsChange) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, doc: undefined, ...next }) as DocumentsSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  const open = useCallback(
    (doc: string | undefined, isReplaced = false) =>
      void navigate({
        search: (now) => defined({ ...now, doc }) as DocumentsSearch,
        replace: isReplaced,
        resetScroll: false,
      }),
    [navigate],
  );
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('billing.title')}</h1>
        <span className="tb-head-actions">
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/ageing" search={{}} />}>
            {t('billing.ageing.title')}
          </Button>
          {may('dunning:read') && (
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/overdue" search={{}} />}>
              {t('billing.overdue')}
            </Button>
          )}
          {may('documents:issue') && (
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/billing-runs" search={{}} />}
            >
              {t(may('billing_runs:read') ? 'billing.runs.title' : 'billing.parked.title')}
            </Button>
          )}
        </span>
      </div>
      <p className="tb-list-help">{t('billing.help')}</p>
      <DocumentList
        label={t('billing.title')}
        search={search}
        {...(actor &&
          actor.kind !== 'customer' && {
            // Nobody bills the operator.
            issuers: ISSUERS.filter((each) => each !== 'received' || !isStaff(actor)),
          })}
        zone={actor?.timezone ?? 'UTC'}
        onChange={change}
        onOpen={open}
        empty={<EmptyState title={t('billing.empty')}>{t('billing.emptyText')}</EmptyState>}
      />
    </>
  );
}
