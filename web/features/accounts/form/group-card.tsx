import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { Panel } from '../../../ui/panel.tsx';
import { billingDayText } from '../../../ui/billing-days.ts';
import { isolate } from '../../../ui/isolate.ts';
import { fieldsOf, groupOf, QUICK_FIELDS, wordsKey, type FieldName, type GroupName } from './fields.ts';
import { useFormView, type FormView } from './form-view.ts';
import { textOf, type AccountForm } from './form-values.ts';

/** One group of the form. Folded, it says in one line what its hidden fields hold. */
export function GroupCard({ group, children }: { group: GroupName; children: ReactNode }) {
  const { t } = useTranslation();
  const { openGroups, openGroup, kind } = useFormView();
  const isOpen = openGroups.has(group);
  const folded = fieldsOf(kind).filter((name) => groupOf(name) === group && !QUICK_FIELDS.has(name));
  return (
    <Panel title={t(`group.${group}`)}>
      <div className="tb-fields">{children}</div>
      {!isOpen && folded.length > 0 && (
        <div className="tb-folded">
          <FoldedSummary names={folded} />
          <Button variant="subtle" size="compact-sm" onClick={() => openGroup(group)}>
            {t('form.showAll', { count: folded.length })}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function FoldedSummary({ names }: { names: readonly FieldName[] }) {
  const { t } = useTranslation();
  const { control } = useFormContext<AccountForm>();
  const view = useFormView();
  const language = useLanguage();
  const values = useWatch({ control, name: [...names] });
  const schedule = useWatch({ control, name: 'billing.schedule' });
  const dayText = (day: string) => billingDayText(schedule, day, language, t);
  const isInvited = useWatch({ control, name: 'panelAccess.inviteByEmail' });
  const said = names.map((name, index) => ({
    name,
    text: valueText(name, values[index], { view, dayText, t }),
  }));
  return (
    <p>
      {said
        .filter(({ name, text }) => text !== null && !(isInvited && name === 'panelAccess.password'))
        .map(
          ({ name, text }) =>
            `${t(`field.${name}.short`, { defaultValue: t(`field.${name}.label`) })}: ${text}`,
        )
        .join(' · ')}
    </p>
  );
}

const SECRETS: ReadonlySet<string> = new Set(['panelAccess.password', 'panelAccess.pin']);

/** What a hidden field holds, in words; null where there is nothing worth a word. */
function valueText(
  name: FieldName,
  value: unknown,
  {
    view: { defaults },
    dayText,
    t,
  }: Readonly<{ view: FormView; dayText: (day: string) => string; t: TFunction }>,
): string | null {
  if (SECRETS.has(name)) return value === '' ? t('form.none') : t('form.proposed');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (name === 'settings.concurrentCalls' || name === 'settings.cps') {
    return value === null
      ? t('form.limitDefault')
      : value === 'unlimited'
        ? t('form.unlimited')
        : textOf(value);
  }
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  if (name === 'billing.billingDay') return dayText(textOf(value));
  if (Array.isArray(value)) return String(value.length);
  const named = [...defaults.rateGroups, ...defaults.localizations].find(({ id }) => id === value);
  const parent = defaults.parents.find(({ id }) => id === value);
  if (named !== undefined) return isolate(named.name);
  if (parent !== undefined) return isolate(parent.displayName);
  const words = wordsKey(name, textOf(value));
  return words === null ? textOf(value) : t(words);
}
