import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { put, remove } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { instantOf } from '../../../../src/domain/zoned-time.ts';
import { figureText, isZero, rateText, timeText, zoneText } from '../../../ui/format.ts';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { defined } from '../../../ui/search-params.ts';
import { Tag } from '../../../ui/tag.tsx';
import { toast } from '../../../ui/toast.ts';
import { ratesQuery, trunkChoicesQuery, type Rate, type RateGroup } from '../api.ts';
import { incrementsText } from '../rate-text.ts';
import type { RateGroupSearch } from '../search.ts';
import { bodyOfRate, holderText, RateDialog } from './rate-dialog.tsx';
import { Allowed } from '../../../ui/allowed.tsx';

type Asked = Readonly<{ what: 'edit' | 'end' | 'delete'; rate: Rate }>;

/** The rates that stand in a price list: found by prefix or destination, and by the moment they are valid at. */
export function RatesOfGroup({ group, zone }: { group: RateGroup; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const search = useSearch({ from: '/signed-in/rates/$id' });
  const navigate = useNavigate({ from: '/rates/$id' });
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const filter = { q: search.q, at: search.at === undefined ? undefined : instantOf(search.at, zone) };
  const list = useQuery(ratesQuery(group.id, { ...filter, cursor: search.cursor }));
  const columns = useRateColumns({ group, zone, now: list.dataUpdatedAt, onAsk: setAsked });
  const change = (next: { [K in keyof RateGroupSearch]?: RateGroupSearch[K] | undefined }) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as RateGroupSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  const done = async (message: string) => {
    setAdding(false);
    setAsked(null);
    toast(message);
    await queryClient.invalidateQueries({ queryKey: ['rate-groups'] });
  };
  // A list that passes prices on has a price without a rate of its own, too.
  const words = group.basis === 'purchase' ? 'rates.ownRate' : 'rates.rate';
  const url = (rate: Rate) => `/rate-groups/${group.id}/rates/${rate.id}`;
  const actions = (
    <>
      <Allowed to="rates:import">
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/rates/$id/import" params={{ id: group.id }} />}
        >
          {t('rates.import.open')}
        </Button>
      </Allowed>
      <Button onClick={() => setAdding(true)}>{t('rates.rate.add')}</Button>
    </>
  );
  return (
    <section aria-label={t(`${words}.title`)}>
      <PagedList
        words={words}
        needs="rates:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        isFiltered={search.at !== undefined}
        askCount={{ area: 'rate-groups', path: `/rate-groups/${group.id}/rates`, query: filter }}
        onClear={() => change({ q: undefined, at: undefined })}
        action={actions}
        emptyAction={<div className="tb-actions">{actions}</div>}
        filters={<ValidAt at={search.at} onChange={(at) => change({ at })} />}
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      {(isAdding || asked?.what === 'edit') && (
        <RateDialog
          group={group}
          rate={asked?.rate ?? null}
          zone={zone}
          onSaved={() => void done(t('record.saved'))}
          onClose={() => {
            setAdding(false);
            setAsked(null);
          }}
        />
      )}
      {asked !== null && asked.what !== 'edit' && (
        <ConfirmDialog
          title={t(`rates.rate.${asked.what}Title`, { prefix: asked.rate.prefix })}
          text={t(`${words}.${asked.what}Text`, { prefix: asked.rate.prefix })}
          submit={t(`rates.rate.${asked.what}`)}
          act={() =>
            asked.what === 'end'
              ? put(url(asked.rate), { ...bodyOfRate(asked.rate), validTo: new Date().toISOString() })
              : remove(url(asked.rate))
          }
          onDone={() => done(t('record.saved'))}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** The moment whose rates or prices are shown, on the viewer's clocks. */
export function ValidAt({
  at,
  onChange,
}: Readonly<{ at: string | undefined; onChange: (at: string) => void }>) {
  const { t } = useTranslation();
  return (
    <TextInput
      type="datetime-local"
      aria-label={t('rates.validAt')}
      title={t('rates.validAt')}
      leftSection={<span className="tb-unit">{t('rates.validAt')}</span>}
      leftSectionWidth={86}
      value={at ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type State = 'now' | 'later' | 'over';

/** Whether the rate counts now, will, or did. */
function stateOf({ validFrom, validTo }: Rate, now: number): State {
  if (Date.parse(validFrom) > now) return 'later';
  return validTo !== null && Date.parse(validTo) <= now ? 'over' : 'now';
}

/** `now` is when the list was read: what it says of a rate was true then. */
function useRateColumns({
  group,
  zone,
  now,
  onAsk,
}: Readonly<{
  group: RateGroup;
  zone: string;
  now: number;
  onAsk: (asked: Asked) => void;
}>): readonly Column<Rate>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency } = group;
  const isStaff = useMay()('carriers:read');
  const { data: trunks } = useQuery({ ...trunkChoicesQuery, enabled: isStaff });
  const trunkName = useCallback(
    (id: string) => trunks?.items.find((trunk) => trunk.id === id)?.name ?? '…',
    [trunks],
  );
  return useMemo(
    () => [
      {
        id: 'prefix',
        header: t('rates.rate.field.prefix.label'),
        isHead: true,
        cell: (row) => <span className="tb-mono">{row.prefix}</span>,
      },
      {
        id: 'destination',
        header: t('rates.rate.field.destination.label'),
        cell: (row) => (
          <>
            {row.destination === '' ? '–' : <bdi>{row.destination}</bdi>}
            {row.isPersonal && (
              <small className="tb-reason">
                {t('rates.rate.onlyFor')} <bdi>{holderText(row)}</bdi>
              </small>
            )}
            {row.stripDigits > 0 && (
              <small className="tb-reason">{t('rates.rate.takesOff', { count: row.stripDigits })}</small>
            )}
            {row.addPrefix !== '' && (
              <small className="tb-reason">
                {t('rates.rate.putsInFront')} <bdi className="tb-mono">{row.addPrefix}</bdi>
              </small>
            )}
            {row.forcedTrunkId !== null && isStaff && (
              <small className="tb-reason">
                {t('rates.rate.onlyOver')} <bdi>{trunkName(row.forcedTrunkId)}</bdi>
              </small>
            )}
          </>
        ),
      },
      {
        id: 'cost',
        header: t('rates.rate.field.costPerMinute.label'),
        isNumeric: true,
        cell: (row) => rateText(row.costPerMinute, currency, language),
      },
      {
        id: 'connection',
        header: t('rates.rate.field.connectionCost.label'),
        isNumeric: true,
        amountOf: (row) => row.connectionCost,
        cell: (row, places) =>
          isZero(row.connectionCost) ? '–' : figureText(row.connectionCost, currency, language, places),
      },
      {
        id: 'increments',
        header: t('rates.increments'),
        isNumeric: true,
        cell: (row) =>
          row.graceSeconds === 0
            ? incrementsText(row)
            : t('rates.withGrace', { increments: incrementsText(row), seconds: row.graceSeconds }),
      },
      {
        id: 'valid',
        header: t('rates.valid'),
        cell: (row) => <Validity rate={row} zone={zone} state={stateOf(row, now)} />,
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => <RateActions rate={row} state={stateOf(row, now)} onAsk={onAsk} />,
      },
    ],
    [t, language, currency, zone, now, isStaff, trunkName, onAsk],
  );
}

function Validity({ rate, zone, state }: Readonly<{ rate: Rate; zone: string; state: State }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = (instant: string) => timeText(instant, zone, language);
  return (
    <>
      <Tag tone={state === 'now' ? 'good' : state === 'later' ? 'warn' : 'mute'}>
        {t(`rates.state.${state}`)}
      </Tag>
      <small className="tb-reason">
        {rate.validTo === null
          ? t('rates.since', { from: at(rate.validFrom) })
          : t('rates.between', { from: at(rate.validFrom), to: at(rate.validTo) })}
      </small>
    </>
  );
}

function RateActions({
  rate,
  state,
  onAsk,
}: Readonly<{ rate: Rate; state: State; onAsk: (asked: Asked) => void }>) {
  const { t } = useTranslation();
  const button = (what: Asked['what']) => (
    <Button
      key={what}
      variant="default"
      size="compact-sm"
      aria-label={t(`rates.rate.${what}What`, { prefix: rate.prefix })}
      onClick={() => onAsk({ what, rate })}
    >
      {t(`rates.rate.${what}`)}
    </Button>
  );
  return (
    <span className="tb-row-actions">
      {button('edit')}
      {state === 'now' && button('end')}
      {button('delete')}
    </span>
  );
}
