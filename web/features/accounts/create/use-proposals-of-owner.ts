/** Another owner proposes other values and offers other price lists: what was not touched follows it. */
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { AccountDefaults } from '../api.ts';
import type { FieldName } from '../form/fields.ts';
import { formOfDefaults, type AccountForm } from '../form/form-values.ts';

/** What resellers may propose for themselves. */
const PROPOSED = [
  'panelAccess.createSipDevice',
  'profile.country',
  'profile.timezone',
  'profile.currency',
  'billing.rateGroupId',
] as const;
type Form = Pick<UseFormReturn<AccountForm>, 'getValues' | 'setValue'>;

/** `isGiven`: a draft or a template says this field, also where it says what is proposed anyway. */
export function useProposalsOfOwner(
  { getValues, setValue }: Form,
  current: AccountDefaults,
  isGiven: (name: FieldName) => boolean,
): void {
  const before = useRef(current);
  const given = useRef(isGiven);
  useEffect(() => {
    given.current = isGiven;
  });
  useEffect(() => {
    if (before.current === current) return;
    const was = formOfDefaults(before.current, null);
    const now = formOfDefaults(current, null);
    before.current = current;
    for (const name of PROPOSED) {
      const isUntouched = !given.current(name) && getValues(name) === at(was, name);
      if (isUntouched && at(was, name) !== at(now, name)) setValue(name, at(now, name) as never);
    }
    const groups = new Set(current.rateGroups.map(({ id }) => id));
    const sets = new Set(current.localizations.map(({ id }) => id));
    const taxes = new Set(current.taxes.map(({ id }) => id));
    const { billing, settings } = getValues();
    if (isForeign(billing.rateGroupId, groups)) setValue('billing.rateGroupId', now.billing.rateGroupId);
    if (isForeign(billing.nonCliRateGroupId, groups)) setValue('billing.nonCliRateGroupId', null);
    if (isForeign(settings.localizationId, sets)) setValue('settings.localizationId', null);
    if (billing.taxIds.some((id) => !taxes.has(id)))
      setValue(
        'billing.taxIds',
        billing.taxIds.filter((id) => taxes.has(id)),
      );
  }, [current, getValues, setValue]);
}

/** Chosen among what the owner before offered; it could not be saved. */
function isForeign(id: string | null, offered: ReadonlySet<string>): boolean {
  return id !== null && !offered.has(id);
}

function at(form: AccountForm, name: (typeof PROPOSED)[number]): unknown {
  const [group = '', field = ''] = name.split('.');
  return (form as unknown as Record<string, Record<string, unknown>>)[group]?.[field];
}
