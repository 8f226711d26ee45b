/** Payments by hand that wait for another person, and what became of earlier ones. */
import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { pendingPayment, pendingPaymentPage } from '../../../src/schemas/ledger/pending-payments.ts';
import { actorQuery } from '../../api/actor.ts';
import { get, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { moneyText, timeText } from '../../ui/format.ts';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { defined } from '../../ui/search-params.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';

type Pending = z.output<typeof pendingPayment>;
type Action = Readonly<{ what: 'approve' | 'refuse' | 'withdraw'; payment: Pending }>;

const PAGE_LIMIT = 50;
const TONES: Readonly<Record<Pending['status'], Tone>> = {
  waiting: 'warn',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'mute',
  ended: 'mute',
};

const pendingQuery = (status: 'waiting' | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['pending-payments', 'list', status ?? null, cursor ?? null],
    queryFn: ({ signal }) =>
      get<z.output<typeof pendingPaymentPage>>('/pending-payments', {
        query: { status, cursor, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export function PendingPaymentsPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const { status, cursor } = useSearch({ from: '/signed-in/pending-payments' });
  const navigate = useNavigate({ from: '/pending-payments' });
  const [action, setAction] = useState<Action | null>(null);
  const zone = actor?.timezone ?? 'UTC';
  const list = useQuery(pendingQuery(status === 'all' ? undefined : 'waiting', cursor));
  const columns = useColumns(zone, setAction);
  const onDone = async (what: Action['what']) => {
    toast(t(`payments.done.${what}`));
    setAction(null);
    await queryClient.invalidateQueries({ queryKey: ['pending-payments'] });
    await queryClient.invalidateQueries({ queryKey: ['accounts'] });
  };
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('payments.title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('payments.shown')}
          value={status ?? 'waiting'}
          onChange={(next) => void navigate({ search: next === 'all' ? { status: 'all' } : {} })}
          data={[
            { value: 'waiting', label: t('payments.status.waiting') },
            { value: 'all', label: t('payments.all') },
          ]}
        />
      </div>
      <p className="tb-list-help">{t('payments.help')}</p>
      <PagedList
        words="payments"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) => void navigate({ search: defined({ status, cursor: next }) })}
      />
      {action !== null && (
        <ActionDialog action={action} onDone={() => onDone(action.what)} onClose={() => setAction(null)} />
      )}
    </>
  );
}

type DialogProps = Readonly<{ action: Action; onDone: () => unknown; onClose: () => void }>;

function ActionDialog({ action: { what, payment }, onDone, onClose }: DialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const url = `/pending-payments/${payment.id}/${what}`;
  const facts = {
    kind: t(`payments.kind.${payment.kind}`),
    amount: moneyText(payment.amount, payment.currency, language),
    name: payment.account.name,
  };
  const title = t(`payments.${what}Of`, facts);
  if (what === 'refuse')
    return (
      <FormDialog
        title={title}
        submit={t('payments.refuse')}
        words="payments.field"
        zone="UTC"
        record={{}}
        fields={[{ name: 'reason', input: 'text', isRequired: true, isWide: true }]}
        schema={async () =>
          (await import('../../../src/schemas/ledger/pending-payments.ts')).refusePendingPayment
        }
        save={(body) => post(url, body)}
        onSaved={onDone}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      title={title}
      text={t(`payments.${what}Text`, facts)}
      submit={t(`payments.${what}`)}
      act={() => post(url, undefined)}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

function useColumns(zone: string, onAct: (action: Action) => void): readonly Column<Pending>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayApprove = useMay()('payments:approve');
  return useMemo(
    () => [
      {
        id: 'account',
        header: t('payments.account'),
        isHead: true,
        cell: ({ account }) => (
          <Link to="/accounts/$id" params={{ id: account.id }} search={{}}>
            <bdi>{account.name}</bdi>
          </Link>
        ),
      },
      { id: 'kind', header: t('payments.kindOf'), cell: ({ kind }) => t(`payments.kind.${kind}`) },
      {
        id: 'amount',
        header: t('payments.amount'),
        isNumeric: true,
        cell: ({ amount, currency }) => <strong>{moneyText(amount, currency, language)}</strong>,
      },
      { id: 'note', header: t('payments.note'), cell: ({ note }) => <bdi className="tb-cut">{note}</bdi> },
      {
        id: 'made',
        header: t('payments.madeBy'),
        cell: ({ madeBy, madeAt }) => (
          <>
            <bdi>{madeBy ?? t('payments.above')}</bdi>{' '}
            <time dateTime={madeAt}>{timeText(madeAt, zone, language)}</time>
          </>
        ),
      },
      {
        id: 'status',
        header: t('payments.state'),
        cell: ({ status, reason }) => (
          <>
            <Tag tone={TONES[status]}>{t(`payments.status.${status}`)}</Tag>
            {reason !== '' && (
              <small>
                {' '}
                <bdi>{reason}</bdi>
              </small>
            )}
          </>
        ),
      },
      {
        id: 'actions',
        header: t('payments.actions'),
        isActions: true,
        cell: (payment) => {
          if (payment.status !== 'waiting') return null;
          const { name } = payment.account;
          const button = (what: Action['what'], variant: 'filled' | 'default') => (
            <Button
              size="xs"
              variant={variant}
              aria-label={`${t(`payments.${what}`)}: ${name}`}
              onClick={() => onAct({ what, payment })}
            >
              {t(`payments.${what}`)}
            </Button>
          );
          if (payment.isOwn) return <span className="tb-row-actions">{button('withdraw', 'default')}</span>;
          if (!mayApprove) return null;
          return (
            <span className="tb-row-actions">
              {button('refuse', 'default')}
              {button('approve', 'filled')}
            </span>
          );
        },
      },
    ],
    [t, language, zone, mayApprove, onAct],
  );
}
