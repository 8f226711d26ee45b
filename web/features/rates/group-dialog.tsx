import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { mistakeOfShares, type Shares } from '../../../src/domain/routing/shares.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { patch, post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { currencyOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { changesOf, type RecordBody, type RecordField, type Schema } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { proposedCurrencyQuery, trunkChoicesQuery, trunkLabel, type RateGroup } from './api.ts';
import { DIRECTIONS } from './search.ts';

const ROUTINGS = ['least_cost', 'cheapest', 'priority', 'percentage'] as const;
/** Whole minutes surprise nobody who sells calls; who bills by the second says so. */
const PROPOSED = {
  direction: 'origination',
  basis: 'own_rates',
  markUpPercent: '0',
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
  routing: 'least_cost',
  trunkIds: [],
};

/** Each share is an input of its own, under the id of its trunk. */
const SHARE = 'trunkShares.';

function flatShares({ trunkShares }: RateGroup): RecordBody {
  return Object.fromEntries(Object.entries(trunkShares).map(([id, percent]) => [`${SHARE}${id}`, percent]));
}

/** As the API takes it. Where no trunks are shown there are no shares to send. */
function nested(body: RecordBody): RecordBody {
  const isShare = (name: string) => name.startsWith(SHARE);
  const shares = Object.entries(body).filter(([name]) => isShare(name));
  const others = Object.entries(body).filter(([name]) => !isShare(name));
  const trunkShares = Object.fromEntries(
    shares.map(([name, percent]) => [name.slice(SHARE.length), percent]),
  );
  return { ...Object.fromEntries(others), ...(Array.isArray(body.trunkIds) ? { trunkShares } : {}) };
}

/** The server's rules, each mistake of a share at its own input; what is wrong with all of them at the last one. */
function withShares(schema: Schema): Schema {
  return {
    safeParse: (body) => {
      const flat = body as RecordBody;
      const sent = nested(flat);
      const issues = (schema.safeParse(sent).error?.issues ?? []).map(({ path, message }) =>
        path[0] === 'trunkShares' ? { path: [path.slice(0, 2).join('.')], message } : { path, message },
      );
      const { trunkIds = [], trunkShares = {} } = sent as { trunkIds?: string[]; trunkShares?: Shares };
      const last = Object.keys(flat).findLast((name) => name.startsWith(SHARE));
      const mistake = issues.length === 0 ? mistakeOfShares(trunkIds, trunkShares) : null;
      if (mistake !== null && last !== undefined) issues.push({ path: [last], message: mistake });
      return issues.length === 0 ? {} : { error: { issues } };
    },
  };
}

/** Makes a price list, or changes one. Direction and currency are fixed once it is there. */
export function GroupDialog({
  group,
  onSaved,
  onClose,
}: Readonly<{ group: RateGroup | null; onSaved: (saved: RateGroup) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const isStaff = useMay()('carriers:read');
  const fields = useGroupFields(group, isStaff);
  const proposed = useQuery({ ...proposedCurrencyQuery, enabled: isStaff && group === null });
  // Whatever is typed before the proposal comes would be lost with it.
  if (proposed.isLoading) return null;
  return (
    <FormDialog
      title={t(group === null ? 'rates.groups.add' : 'rates.groups.edit')}
      submit={t(group === null ? 'rates.groups.add' : 'record.save')}
      words="rates.field"
      zone={actor?.timezone ?? 'UTC'}
      record={
        group === null
          ? { ...PROPOSED, currency: actor?.currency ?? proposed.data ?? '' }
          : { ...group, ...flatShares(group) }
      }
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/rating/rates.ts');
        return withShares(group === null ? rules.createRateGroup : rules.changeRateGroup);
      }}
      save={(body, idempotencyKey) =>
        group === null
          ? post<RateGroup>('/rate-groups', nested(body), { idempotencyKey })
          : patch<RateGroup>(`/rate-groups/${group.id}`, changesOf(group, nested(body)))
      }
      onSaved={async (saved) => {
        toast(t('record.saved'));
        queryClient.setQueryData(['rate-groups', 'one', saved.id], saved);
        onSaved(saved);
        await queryClient.invalidateQueries({ queryKey: ['rate-groups'] });
      }}
      onClose={onClose}
    />
  );
}

function useGroupFields(group: RateGroup | null, isStaff: boolean): readonly RecordField[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const trunks = useQuery({ ...trunkChoicesQuery, enabled: isStaff });
  return useMemo(() => {
    const isResold = !isStaff || group?.ownerKind === 'reseller';
    const isSold = (direction: unknown) => direction === 'origination';
    const isRouted = (values: Readonly<Record<string, unknown>>) =>
      isStaff && isSold(values.direction ?? group?.direction);
    const fields: readonly (RecordField | false)[] = [
      { name: 'name', input: 'text', isRequired: true },
      isStaff && {
        name: 'direction',
        input: 'choice',
        isFixed: group !== null,
        options: DIRECTIONS.map((value) => ({ value, label: t(`rates.directionLong.${value}`) })),
      },
      {
        name: 'currency',
        input: 'choice',
        isRequired: true,
        isFixed: group !== null,
        options: currencyOptions(CURRENCIES, language),
      },
      // Only a reseller, which buys by a list of somebody above, can pass its prices on; staff may set it in a reseller's list.
      isResold && {
        name: 'basis',
        input: 'choice',
        isShown: ({ direction }) => (direction ?? group?.direction) !== 'termination',
        options: (['own_rates', 'purchase'] as const).map((value) => ({
          value,
          label: t(isStaff && value === 'purchase' ? 'rates.basisOfReseller.label' : `rates.basis.${value}`),
        })),
        ...(isStaff && { help: t('rates.basisOfReseller.help') }),
      },
      { name: 'markUpPercent', input: 'decimal', unit: '%' },
      { name: 'initialIncrementSeconds', input: 'whole', unit: 's', isRequired: true },
      { name: 'incrementSeconds', input: 'whole', unit: 's', isRequired: true },
      {
        name: 'routing',
        input: 'choice',
        options: ROUTINGS.map((value) => ({ value, label: t(`rates.routing.${value}`) })),
        isShown: isRouted,
      },
      {
        name: 'trunkIds',
        input: 'ordered',
        none: t('rates.allTrunks'),
        options: (trunks.data?.items ?? []).map(({ id, name, providerName }) => ({
          value: id,
          label: trunkLabel({ name, providerName }),
        })),
        isShown: isRouted,
      },
      ...(trunks.data?.items ?? []).map(
        (trunk): RecordField => ({
          name: `${SHARE}${trunk.id}`,
          input: 'whole',
          unit: '%',
          empty: 'omitted',
          label: t('rates.shareOf', { trunk: trunkLabel(trunk) }),
          help: t('rates.shareHelp'),
          isShown: (values) =>
            isRouted(values) &&
            values.routing === 'percentage' &&
            Array.isArray(values.trunkIds) &&
            values.trunkIds.includes(trunk.id),
        }),
      ),
      group !== null && {
        name: 'status',
        input: 'choice',
        options: (['active', 'inactive'] as const).map((value) => ({
          value,
          label: t(`record.status.${value}`),
        })),
      },
    ];
    return fields.filter((field) => field !== false);
  }, [t, language, isStaff, group, trunks.data]);
}
