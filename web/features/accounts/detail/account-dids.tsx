import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { did, didPage } from '../../../../src/schemas/numbering/dids.ts';
import { get, put, remove } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { timeText } from '../../../ui/format.ts';
import { useInboundPrice } from '../../../ui/inbound-price.ts';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { placeText } from '../../../ui/places.ts';
import { DidCost } from '../../../ui/products/did-cost.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { PickDialog } from '../../../ui/record/pick-dialog.tsx';
import type { Option } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { ForwardDialog } from './forward-dialog.tsx';

type Did = z.output<typeof did>;

const SimulatedInbound = lazy(async () => {
  const [{ SimulatedInbound: component }] = await Promise.all([
    import('./simulated-inbound.tsx'),
    loadTexts('simulate'),
    loadTexts('remarks'),
  ]);
  return { default: component };
});

const LISTED_MAX = 100;
const CHOICES_MAX = 20;

const didsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['dids', 'of-account', accountId],
    queryFn: ({ signal }) =>
      get<z.output<typeof didPage>>('/dids', { query: { accountId, limit: LISTED_MAX }, signal }),
  });

/** Numbers by which calls come in to the account. */
export function AccountDids({ account, mayEdit }: Readonly<{ account: Account; mayEdit: boolean }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const dids = useQuery(didsQuery(account.id));
  const [open, setOpen] = useState<Did | 'assign' | null>(null);
  const [forwarding, setForwarding] = useState<Did | null>(null);
  const [simulated, setSimulated] = useState<Did | null>(null);
  const may = useMay();
  const mayForward = may('numbers:edit') && account.status !== 'closed';
  const columns = useDidColumns(account, {
    mayEdit,
    onTakeBack: setOpen,
    ...(mayForward && { onForward: setForwarding }),
    ...(may('calls:read') && { onSimulate: setSimulated }),
  });
  const done = async (message: string) => {
    setOpen(null);
    toast(message);
    const changed = [['dids'], ['subscriptions'], ['accounts'], ['products', 'offered']];
    await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const items = dids.data?.items ?? [];
  const assign = (
    <Button variant="default" size="xs" onClick={() => setOpen('assign')}>
      {t('numbers.dids.assign')}
    </Button>
  );
  return (
    <Panel title={t('numbers.dids.title')} aside={mayEdit && items.length > 0 ? assign : undefined}>
      <p className="tb-list-help">{t('numbers.dids.help')}</p>
      {dids.isError && <ProblemAlert error={dids.error} onRetry={() => void dids.refetch()} />}
      {dids.isSuccess && items.length === 0 ? (
        <EmptyState title={t('numbers.dids.empty')} action={mayEdit ? assign : undefined}>
          {mayEdit ? t('numbers.dids.emptyText') : undefined}
        </EmptyState>
      ) : (
        <DataTable
          label={t('numbers.dids.title')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={dids.isPending}
        />
      )}
      {typeof dids.data?.nextCursor === 'string' && (
        <p className="tb-list-help">{t('numbers.dids.more', { count: LISTED_MAX })}</p>
      )}
      {open === 'assign' && (
        <PickDialog
          title={t('numbers.dids.assign')}
          text={t('numbers.dids.assignText')}
          label={t('numbers.dids.choice')}
          help={t('numbers.dids.choiceHelp')}
          submit={t('numbers.dids.assign')}
          below={(didId) => <DidCost accountId={account.id} didId={didId} zone={account.profile.timezone} />}
          listKey={['dids', 'free-for', account.id]}
          look={(q, signal) => lookForFree(account.id, q, signal)}
          act={(id) => put<Did>(`/dids/${id}/assignment`, { accountId: account.id })}
          onDone={({ number }) => done(t('numbers.dids.assigned', { what: `+${number}` }))}
          onClose={() => setOpen(null)}
        />
      )}
      {forwarding !== null && (
        <ForwardDialog
          did={forwarding}
          zone={account.profile.timezone}
          onSaved={() => {
            setForwarding(null);
            void done(t('record.saved'));
          }}
          onClose={() => setForwarding(null)}
        />
      )}
      {simulated !== null && (
        <Suspense>
          <SimulatedInbound
            did={simulated}
            zone={account.profile.timezone}
            onClose={() => setSimulated(null)}
          />
        </Suspense>
      )}
      {open !== null && open !== 'assign' && (
        <ConfirmDialog
          title={t('numbers.dids.takeBackWhat', { what: `+${open.number}` })}
          text={[
            t('numbers.dids.takeBackText', { what: `+${open.number}` }),
            ...(open.product === null
              ? []
              : [t('subscriptions.didCost.ends', { product: open.product.name })]),
          ].join(' ')}
          submit={t('numbers.dids.takeBack')}
          act={() => remove(`/dids/${open.id}/assignment`)}
          onDone={() => done(t('numbers.dids.takenBack', { what: `+${open.number}` }))}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
}

function useDidColumns(
  account: Account,
  {
    mayEdit,
    onTakeBack,
    onForward,
    onSimulate,
  }: Readonly<{
    mayEdit: boolean;
    onTakeBack: (row: Did) => void;
    onForward?: (row: Did) => void;
    onSimulate?: (row: Did) => void;
  }>,
): readonly Column<Did>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceText = useInboundPrice();
  const { timezone } = account.profile;
  return useMemo(() => {
    const countries = new Intl.DisplayNames(language, { type: 'region' });
    const columns: readonly (Column<Did> | false)[] = [
      {
        id: 'number',
        header: t('numbers.dids.field.number.label'),
        isHead: true,
        cell: ({ number, product, isUnpaid }) => (
          <>
            <span className="tb-mono">+{number}</span>
            {product !== null && (
              <small className="tb-reason">
                <bdi>{product.name}</bdi>
              </small>
            )}
            {isUnpaid && <Tag tone="bad">{t('subscriptions.didCost.unpaid')}</Tag>}
          </>
        ),
      },
      {
        id: 'label',
        header: t('numbers.dids.field.label.label'),
        cell: ({ label }) => (label === '' ? '–' : <bdi>{label}</bdi>),
      },
      {
        id: 'place',
        header: t('numbers.dids.place'),
        cell: (row) => <bdi>{placeText(row, countries) ?? '–'}</bdi>,
      },
      {
        id: 'since',
        header: t('numbers.dids.since'),
        cell: ({ assignedAt }) => (assignedAt === null ? '–' : timeText(assignedAt, timezone, language)),
      },
      {
        id: 'price',
        header: t('calls.inboundPrice.label'),
        cell: ({ price }) => priceText(price),
      },
      {
        id: 'forwarding',
        header: t('numbers.forwarding.label'),
        cell: ({ forwarding }) =>
          forwarding === null
            ? t('numbers.forwarding.when.never')
            : t(`numbers.forwarding.told.${forwarding.when}`, { to: `+${forwarding.to}` }),
      },
      (mayEdit || onForward !== undefined || onSimulate !== undefined) && {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        // What belongs to somebody above is taken back by them.
        cell: (row) => (
          <span className="tb-row-actions" data-line>
            {onForward !== undefined && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('numbers.forwarding.title', { what: `+${row.number}` })}
                onClick={() => onForward(row)}
              >
                {t('numbers.forwarding.edit')}
              </Button>
            )}
            {onSimulate !== undefined && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${t('numbers.forwarding.simulate')} +${row.number}`}
                onClick={() => onSimulate(row)}
              >
                {t('numbers.forwarding.simulate')}
              </Button>
            )}
            {mayEdit && row.ownerId !== null && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('numbers.dids.takeBackWhat', { what: `+${row.number}` })}
                onClick={() => onTakeBack(row)}
              >
                {t('numbers.dids.takeBack')}
              </Button>
            )}
          </span>
        ),
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, language, timezone, mayEdit, onTakeBack, onForward, onSimulate, priceText]);
}

async function lookForFree(accountId: string, q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const digits = q.replaceAll(/\D/g, '').slice(0, 15);
  const { items } = await get<z.output<typeof didPage>>('/dids', {
    query: { freeFor: accountId, q: digits === '' ? undefined : digits, limit: CHOICES_MAX },
    signal,
  });
  return items.map(({ id, number, label, product }) => ({
    value: id,
    label: [`+${number}`, label, product?.name ?? ''].filter((part) => part !== '').join(' · '),
  }));
}
