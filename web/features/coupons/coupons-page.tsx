/** Batches of refill coupons: one's own. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { actorQuery } from '../../api/actor.ts';
import { post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { moneyText, timeText } from '../../ui/format.ts';
import { currencyOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { defined } from '../../ui/search-params.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { batchesQuery, type Batch, type MadeBatch } from './api.ts';

export function CouponsPage() {
  const { t } = useTranslation();
  const { cursor } = useSearch({ from: '/signed-in/coupons' });
  const navigate = useNavigate({ from: '/coupons' });
  const { data: actor } = useQuery(actorQuery);
  const [isMaking, setMaking] = useState(false);
  const zone = actor?.timezone ?? 'UTC';
  const list = useQuery(batchesQuery(cursor));
  const columns = useColumns(zone);
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('coupons.title')}</h1>
      </div>
      <p className="tb-list-help">{t('coupons.help')}</p>
      <PagedList
        words="coupons"
        needs="coupons:edit"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) => void navigate({ search: defined({ cursor: next }) })}
        action={<Button onClick={() => setMaking(true)}>{t('coupons.add')}</Button>}
      />
      {isMaking && <MakeDialog zone={zone} onClose={() => setMaking(false)} />}
    </>
  );
}

function MakeDialog({ zone, onClose }: Readonly<{ zone: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/coupons' });
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  return (
    <FormDialog
      title={t('coupons.add')}
      submit={t('coupons.add')}
      words="coupons.field"
      zone={zone}
      record={{ count: 100 }}
      fields={[
        { name: 'name', input: 'text', isRequired: true, isWide: true },
        { name: 'count', input: 'whole', isRequired: true, inputMode: 'numeric' },
        { name: 'prefix', input: 'text', isMono: true, empty: 'omitted' },
        { name: 'amount', input: 'decimal', isRequired: true },
        { name: 'currency', input: 'choice', options: currencies, isRequired: true },
        { name: 'validFrom', input: 'instant', empty: 'omitted' },
        { name: 'validTo', input: 'instant', empty: 'null' },
        { name: 'note', input: 'text', isWide: true, empty: 'omitted' },
      ]}
      schema={async () => (await import('../../../src/schemas/coupons/coupons.ts')).createCoupons}
      save={(body, idempotencyKey) => post<MadeBatch>('/coupon-batches', body, { idempotencyKey })}
      onSaved={async ({ id, jobId, count }) => {
        toast(t(jobId === null ? 'coupons.made' : 'coupons.beingMade', { count }));
        await queryClient.invalidateQueries({ queryKey: ['coupon-batches'] });
        await queryClient.invalidateQueries({ queryKey: ['jobs'] });
        await navigate({ to: '/coupons/$id', params: { id }, search: {} });
      }}
      onClose={onClose}
    />
  );
}

function useColumns(zone: string): readonly Column<Batch>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const figure = new Intl.NumberFormat(language);
    return [
      {
        id: 'name',
        header: t('coupons.field.name.label'),
        isHead: true,
        cell: ({ id, name }) => (
          <Link to="/coupons/$id" params={{ id }} search={{}}>
            <bdi>{name}</bdi>
          </Link>
        ),
      },
      {
        id: 'amount',
        header: t('coupons.field.amount.label'),
        isNumeric: true,
        cell: ({ amount, currency }) => moneyText(amount, currency, language),
      },
      {
        id: 'count',
        header: t('coupons.field.count.label'),
        isNumeric: true,
        cell: ({ count }) => figure.format(count),
      },
      {
        id: 'redeemed',
        header: t('coupons.redeemed'),
        isNumeric: true,
        cell: ({ redeemed }) => figure.format(redeemed),
      },
      {
        id: 'validTo',
        header: t('coupons.field.validTo.label'),
        cell: ({ validTo }) =>
          validTo === null ? t('coupons.forEver') : <time>{timeText(validTo, zone, language)}</time>,
      },
      {
        id: 'status',
        header: t('coupons.field.status.label'),
        cell: ({ status }) => (
          <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>
        ),
      },
    ];
  }, [t, language, zone]);
}
