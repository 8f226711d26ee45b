/** What of an account is billed, what is not yet and when it will be, and what is owed. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isNegative, isZero, moneyText, negated, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { accountBillingQuery, type AccountBilling, type Draft } from './api.ts';
import { BillNowDialog } from './bill-now-dialog.tsx';
import type { DocumentsChange } from './document-list.tsx';

type Props = Readonly<{
  account: Account;
  onIssued: (id: string) => void;
  onFilter: (change: DocumentsChange) => void;
}>;

export function BillingPanel({ account, onIssued, onFilter }: Props) {
  const { t } = useTranslation();
  const billing = useQuery(accountBillingQuery(account.id));
  if (billing.isError) return <ProblemAlert error={billing.error} onRetry={() => void billing.refetch()} />;
  return (
    <Panel
      title={t('billing.state.title')}
      aside={billing.data && <Actions account={account} billing={billing.data} onIssued={onIssued} />}
    >
      {billing.data === undefined ? (
        <Loading height={90} />
      ) : (
        <State account={account} billing={billing.data} onFilter={onFilter} />
      )}
    </Panel>
  );
}

function State({
  account,
  billing,
  onFilter,
}: Readonly<{ account: Account; billing: AccountBilling; onFilter: Props['onFilter'] }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const { timezone } = account.profile;
  const money = (amount: string) => moneyText(amount, billing.currency, language);
  const day = (at: string) => dayText(at, timezone, language);
  const isPostpaid = billing.accountType === 'postpaid';
  const isPortal = actor?.kind === 'customer';
  return (
    <>
      <dl className="tb-figures">
        {(isPostpaid || billing.openInvoices > 0) && (
          <Figure name={t(isPortal ? 'billing.portal.owed' : 'billing.state.owed')}>
            {billing.openInvoices === 0 ? (
              money('0')
            ) : (
              <button type="button" className="tb-link" onClick={() => onFilter({ state: 'open' })}>
                {money(billing.owed)}
              </button>
            )}
          </Figure>
        )}
        {billing.overdueInvoices > 0 && (
          <Figure name={t('billing.state.overdue')}>
            <button
              type="button"
              className="tb-link"
              data-negative
              onClick={() => onFilter({ state: 'overdue' })}
            >
              {money(billing.overdue)}
            </button>
          </Figure>
        )}
        <Figure name={t(isNegative(billing.unbilled) ? 'billing.state.credited' : 'billing.state.unbilled')}>
          {isZero(billing.unbilled) ? (
            money('0')
          ) : (
            <Link
              to="/accounts/$id"
              params={{ id: account.id }}
              search={{ tab: 'statement', from: dateOf(billing.periodFrom, timezone) }}
            >
              {money(isNegative(billing.unbilled) ? negated(billing.unbilled) : billing.unbilled)}
            </Link>
          )}
        </Figure>
        <Figure name={t('billing.state.next')}>{day(billing.nextBillingAt)}</Figure>
      </dl>
      <p className="tb-field-help">
        {t(`billing.state.${isPortal ? 'portal' : 'text'}.${billing.accountType}`, {
          from: day(billing.periodFrom),
          to: day(billing.nextBillingAt),
          zone: zoneText(timezone, language),
        })}
      </p>
      {billing.isParked && !isPortal && (
        <p className="tb-summary-note" data-tone="warn">
          <Icon name="warning" size={16} />{' '}
          <span>
            {t('billing.state.parked')}{' '}
            <Link to="/billing-runs" search={{}}>
              {t('billing.state.lookAtParked')}
            </Link>
          </span>
        </p>
      )}
    </>
  );
}

function Figure({ name, children }: Readonly<{ name: string; children: React.ReactNode }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Actions({
  account,
  billing,
  onIssued,
}: Readonly<{ account: Account; billing: AccountBilling; onIssued: Props['onIssued'] }>) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [isBilling, setBilling] = useState(false);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const writing = useWrite({
    mutationFn: () => post<Draft>(`/accounts/${account.id}/invoice-drafts`, {}, { idempotencyKey }),
    onSuccess: ({ id }) => void navigate({ to: '/invoice-drafts/$id', params: { id } }),
    onError: (error) => toast(problemText(error, t)),
  });
  if (!may('documents:issue') || !billing.isIssuedByYou) return null;
  return (
    <span className="tb-row-actions">
      <Button variant="default" size="xs" onClick={() => setBilling(true)}>
        {t('billing.now.title')}
      </Button>
      {billing.accountType === 'postpaid' && (
        <Button size="xs" loading={writing.isPending} onClick={() => writing.mutate()}>
          {t('billing.draft.write')}
        </Button>
      )}
      {isBilling && (
        <BillNowDialog
          account={account}
          onDone={([first]) => {
            setBilling(false);
            if (first !== undefined) onIssued(first.id);
          }}
          onClose={() => setBilling(false)}
        />
      )}
    </span>
  );
}

function dateOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));
}
