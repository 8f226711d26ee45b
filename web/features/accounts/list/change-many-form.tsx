/** What is changed on many accounts: one thing at a time. */
import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { changeManyBody } from '../../../../src/schemas/accounts/many-changes.ts';
import { useMay, type Permission } from '../../../api/may.ts';
import { defaultsQuery } from '../api.ts';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

export type Change = z.input<typeof changeManyBody>['change'];

const ACTIONS = ['suspend', 'activate', 'rateGroup', 'concurrentCalls', 'cps', 'notifications'] as const;
type Action = (typeof ACTIONS)[number];
const NEEDED: Readonly<Record<Action, Permission>> = {
  suspend: 'accounts:suspend',
  activate: 'accounts:suspend',
  rateGroup: 'rates:assign',
  concurrentCalls: 'accounts:edit',
  cps: 'accounts:edit',
  notifications: 'accounts:edit',
};
const LIMITS = ['number', 'unlimited', 'default'] as const;

export type Draft = Readonly<{
  action: Action;
  rateGroupId: string | null;
  limit: (typeof LIMITS)[number];
  number: number | null;
  isOn: boolean;
  reason: string;
}>;

/** The first thing that the viewer may change. */
export const firstDraft = (may: ReturnType<typeof useMay>): Draft => ({
  action: ACTIONS.find((action) => may(NEEDED[action])) ?? 'notifications',
  rateGroupId: null,
  limit: 'number',
  number: null,
  isOn: true,
  reason: '',
});

/** What the server is asked; null while something is missing. */
export function changeOf({ action, rateGroupId, limit, number, isOn }: Draft): Change | null {
  if (action === 'suspend') return { status: 'suspended' };
  if (action === 'activate') return { status: 'active' };
  if (action === 'rateGroup') return rateGroupId === null ? null : { billing: { rateGroupId } };
  if (action === 'notifications') return { settings: { notifications: isOn } };
  const value = limit === 'number' ? number : limit === 'default' ? null : limit;
  if (limit === 'number' && number === null) return null;
  return { settings: { [action]: value } };
}

export function ChangeManyForm({
  draft,
  onChange,
}: {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const { data: defaults } = useQuery(defaultsQuery('customer', null));
  const { action } = draft;
  const may = useMay();
  return (
    <>
      <Select
        label={t('bulk.action')}
        data={ACTIONS.filter((value) => may(NEEDED[value])).map((value) => ({
          value,
          label: t(`bulk.actions.${value}`),
        }))}
        value={action}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen !== null) onChange({ action: chosen as Action });
        }}
      />
      {action === 'suspend' && <p className="tb-field-help">{t('account.status.suspendedText')}</p>}
      {action === 'rateGroup' && (
        <TypeAhead
          label={t('bulk.actions.rateGroup')}
          description={t('bulk.rateGroupHelp')}
          data={(defaults?.rateGroups ?? []).map(({ id, name, currency }) => ({
            value: id,
            label: `${name} (${currency})`,
          }))}
          value={draft.rateGroupId}
          onChange={(rateGroupId) => onChange({ rateGroupId })}
        />
      )}
      {(action === 'concurrentCalls' || action === 'cps') && (
        <fieldset className="tb-one-of">
          <legend>{t(`bulk.actions.${action}`)}</legend>
          <SegmentedControl
            aria-label={t(`bulk.actions.${action}`)}
            data={LIMITS.map((value) => ({ value, label: t(`bulk.limits.${value}`) }))}
            value={draft.limit}
            onChange={(limit) => onChange({ limit })}
          />
          {draft.limit === 'number' && (
            <NumberInput
              aria-label={t('bulk.limits.number')}
              min={0}
              max={100_000}
              allowDecimal={false}
              allowNegative={false}
              value={draft.number ?? ''}
              onChange={(value) => onChange({ number: typeof value === 'number' ? value : null })}
            />
          )}
        </fieldset>
      )}
      {action === 'notifications' && (
        <SegmentedControl
          aria-label={t('bulk.actions.notifications')}
          data={[
            { value: 'on', label: t('common.yes') },
            { value: 'off', label: t('common.no') },
          ]}
          value={draft.isOn ? 'on' : 'off'}
          onChange={(value) => onChange({ isOn: value === 'on' })}
        />
      )}
      <TextInput
        label={t('bulk.reason')}
        description={t('bulk.reasonHelp')}
        maxLength={200}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
    </>
  );
}
