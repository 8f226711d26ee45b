/** One batch of coupons: what became of it, its codes as a file, and each coupon without its code. */
import { Button, Menu, Progress, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { download, patch } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useWrite } from '../../api/use-write.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { moneyText, timeText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { defined } from '../../ui/search-params.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { batchQuery, couponsQuery, type Batch, type Coupon } from './api.ts';
import { COUPON_STATES, type BatchSearch } from './search.ts';

const TONES: Readonly<Record<Coupon['status'], Tone>> = {
  active: 'good',
  inactive: 'mute',
  redeemed: 'warn',
};
const FILE_TYPES = ['csv', 'xlsx'] as const;

export function BatchPage() {
  const { id } = useParams({ from: '/signed-in/coupons/$id' });
  const batch = useQuery(batchQuery(id));
  if (batch.isError) return <ProblemAlert error={batch.error} onRetry={() => void batch.refetch()} />;
  if (batch.data === undefined) return <Loading height={220} />;
  return <Content batch={batch.data} />;
}

function Content({ batch }: Readonly<{ batch: Batch }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const figure = new Intl.NumberFormat(language);
  const time = (at: string) => timeText(at, zone, language);
  return (
    <>
      <div className="tb-page-head">
        <div>
          <nav className="tb-owner-path" aria-label={t('coupons.title')}>
            <Link to="/coupons" search={{}}>
              {t('coupons.title')}
            </Link>
          </nav>
          <h1>
            <bdi>{batch.name}</bdi>
          </h1>
        </div>
        <Actions batch={batch} zone={zone} />
      </div>
      {batch.made < batch.count && (
        <div role="status">
          <p>{t('coupons.madeOf', { made: figure.format(batch.made), count: figure.format(batch.count) })}</p>
          <Progress value={(100 * batch.made) / batch.count} aria-label={t('coupons.progress')} />
        </div>
      )}
      <Panel title={t('coupons.facts')}>
        <div className="tb-record">
          <Facts>
            <Fact name={t('coupons.field.status.label')}>
              <Tag tone={batch.status === 'active' ? 'good' : 'mute'}>
                {t(`record.status.${batch.status}`)}
              </Tag>
            </Fact>
            <Fact name={t('coupons.field.amount.label')}>
              {moneyText(batch.amount, batch.currency, language)}
            </Fact>
            <Fact name={t('coupons.field.count.label')}>{figure.format(batch.count)}</Fact>
            <Fact name={t('coupons.redeemed')}>{figure.format(batch.redeemed)}</Fact>
            <Fact name={t('coupons.inactive')}>{figure.format(batch.inactive)}</Fact>
            <Fact name={t('coupons.field.validFrom.label')}>{time(batch.validFrom)}</Fact>
            <Fact name={t('coupons.field.validTo.label')}>
              {batch.validTo === null ? t('coupons.forEver') : time(batch.validTo)}
            </Fact>
            {batch.note !== '' && (
              <Fact name={t('coupons.field.note.label')}>
                <bdi>{batch.note}</bdi>
              </Fact>
            )}
          </Facts>
        </div>
      </Panel>
      <CouponsOfBatch batch={batch} zone={zone} />
    </>
  );
}

function Actions({ batch, zone }: Readonly<{ batch: Batch; zone: string }>) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'status' | null>(null);
  const saving = useMutation({
    mutationFn: (format: (typeof FILE_TYPES)[number]) =>
      download(`/coupon-batches/${batch.id}/codes`, { query: { format } }).then((file) => ({ file, format })),
    onSuccess: ({ file, format }) => saveFile(file, `coupons-${batch.id.slice(0, 8)}.${format}`),
  });
  const url = `/coupon-batches/${batch.id}`;
  const next = batch.status === 'active' ? 'inactive' : 'active';
  const onSaved = async () => {
    setOpen(null);
    toast(t('record.saved'));
    await queryClient.invalidateQueries({ queryKey: ['coupon-batches'] });
  };
  return (
    <div className="tb-row-actions">
      {saving.isError && <ProblemAlert error={saving.error} />}
      {may('coupons:export') && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button loading={saving.isPending} rightSection={<Icon name="down" size={14} />}>
              {t('coupons.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FILE_TYPES.map((format) => (
              <Menu.Item key={format} onClick={() => saving.mutate(format)}>
                {format.toUpperCase()}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('coupons:edit') && (
        <>
          <Button variant="default" onClick={() => setOpen('edit')}>
            {t('coupons.edit')}
          </Button>
          <Button variant="default" onClick={() => setOpen('status')}>
            {t(`coupons.turn.${next}`)}
          </Button>
        </>
      )}
      {open === 'edit' && (
        <FormDialog
          title={t('coupons.edit')}
          submit={t('coupons.save')}
          words="coupons.field"
          zone={zone}
          record={batch}
          isChange
          fields={[
            { name: 'name', input: 'text', isRequired: true, isWide: true },
            { name: 'validTo', input: 'instant', empty: 'null' },
            { name: 'note', input: 'text', isWide: true },
          ]}
          schema={async () => (await import('../../../src/schemas/coupons/coupons.ts')).changeCoupons}
          save={(body) => patch<Batch>(url, body)}
          onSaved={onSaved}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'status' && (
        <ConfirmDialog
          title={t(`coupons.turnBatch.${next}`, { name: batch.name })}
          text={t(`coupons.turnText.${next}`)}
          submit={t(`coupons.turn.${next}`)}
          act={() => patch<Batch>(url, { status: next })}
          onDone={onSaved}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function CouponsOfBatch({ batch, zone }: Readonly<{ batch: Batch; zone: string }>) {
  const { t } = useTranslation();
  const { q, cursor, status } = useSearch({ from: '/signed-in/coupons/$id' });
  const navigate = useNavigate({ from: '/coupons/$id' });
  const last4 = q !== undefined && q.trim().length === 4 ? q.trim() : undefined;
  const list = useQuery(couponsQuery(batch.id, { status, last4, cursor }));
  const columns = useCouponColumns(batch, zone);
  const set = (change: BatchSearch) =>
    void navigate({ search: (now) => defined({ ...now, cursor: undefined, ...change }) as BatchSearch });
  return (
    <Panel title={t('coupons.list.title')}>
      <PagedList
        words="coupons.list"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={defined({ q, cursor })}
        onSearch={(change) =>
          void navigate({ search: (now) => defined({ ...now, ...change }) as BatchSearch, replace: true })
        }
        isFiltered={status !== undefined}
        onClear={() => void navigate({ search: {} })}
        filters={
          <Select
            size="xs"
            clearable
            aria-label={t('coupons.field.status.label')}
            placeholder={t('coupons.field.status.label')}
            value={status ?? null}
            onChange={(value) => set({ status: COUPON_STATES.find((each) => each === value) as never })}
            data={COUPON_STATES.map((value) => ({ value, label: t(`coupons.state.${value}`) }))}
          />
        }
      />
    </Panel>
  );
}

function useCouponColumns(batch: Batch, zone: string): readonly Column<Coupon>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayEdit = useMay()('coupons:edit');
  return useMemo(() => {
    const figure = new Intl.NumberFormat(language);
    return [
      {
        id: 'position',
        header: t('coupons.list.position'),
        isHead: true,
        cell: ({ position }) => t('coupons.list.number', { number: figure.format(position) }),
      },
      {
        id: 'last4',
        header: t('coupons.list.last4'),
        cell: ({ last4 }) => <span className="tb-mono">…{last4}</span>,
      },
      {
        id: 'status',
        header: t('coupons.field.status.label'),
        cell: ({ status }) => <Tag tone={TONES[status]}>{t(`coupons.state.${status}`)}</Tag>,
      },
      {
        id: 'account',
        header: t('coupons.list.account'),
        cell: ({ account }) =>
          account === null ? null : (
            <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'statement' }}>
              <span className="tb-mono">{account.number}</span>
            </Link>
          ),
      },
      {
        id: 'redeemedAt',
        header: t('coupons.list.redeemedAt'),
        cell: ({ redeemedAt }) =>
          redeemedAt === null ? null : (
            <time dateTime={redeemedAt}>{timeText(redeemedAt, zone, language)}</time>
          ),
      },
      {
        id: 'actions',
        header: t('coupons.list.actions'),
        isActions: true,
        cell: (coupon) => (mayEdit ? <Turn batchId={batch.id} coupon={coupon} /> : null),
      },
    ];
  }, [t, language, zone, mayEdit, batch.id]);
}

/** Off and on again: a coupon that somebody lost is not redeemed by whoever finds it. */
function Turn({ batchId, coupon }: Readonly<{ batchId: string; coupon: Coupon }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const next = coupon.status === 'active' ? 'inactive' : 'active';
  const turning = useWrite({
    mutationFn: () => patch<Coupon>(`/coupon-batches/${batchId}/coupons/${coupon.id}`, { status: next }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['coupon-batches'] }),
  });
  if (coupon.status === 'redeemed') return null;
  return (
    <>
      {turning.isError && <ProblemAlert error={turning.error} />}
      <Button
        size="xs"
        variant="default"
        loading={turning.isPending}
        aria-label={`${t(`coupons.turn.${next}`)}: …${coupon.last4}`}
        onClick={() => turning.mutate()}
      >
        {t(`coupons.turn.${next}`)}
      </Button>
    </>
  );
}
