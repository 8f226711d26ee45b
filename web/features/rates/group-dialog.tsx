import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../src/domain/money.ts';
import { actorQuery } from '../../api/actor.ts';
import { patch, post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { currencyOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { proposedCurrencyQuery, trunkChoicesQuery, type RateGroup } from './api.ts';
import { DIRECTIONS } from './search.ts';

const ROUTINGS = ['least_cost', 'cheapest', 'priority', 'percentage'] as const;
/** Whole minutes surprise nobody who sells calls; who bills by the second says so. */
const PROPOSED = {
  direction: 'origination',
  markUpPercent: '0',
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
  routing: 'least_cost',
  trunkIds: [],
};

/** Makes a price list, or changes one. Direction and currency are fixed once it is there. */
export function GroupDialog({
  group,
  onSaved,
  onClose,
}: Readonly<{ group: RateGroup | null; onSaved: (saved: RateGroup) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const isStaff = actor?.permissions.includes('operator:read') ?? false;
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
      record={group ?? { ...PROPOSED, currency: actor?.currency ?? proposed.data ?? '' }}
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/rating/rates.ts');
        return group === null ? rules.createRateGroup : rules.changeRateGroup;
      }}
      isChange={group !== null}
      save={(body, idempotencyKey) =>
        group === null
          ? post<RateGroup>('/rate-groups', body, { idempotencyKey })
          : patch<RateGroup>(`/rate-groups/${group.id}`, body)
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
          label: name === providerName ? name : `${name} · ${providerName}`,
        })),
        isShown: isRouted,
      },
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
