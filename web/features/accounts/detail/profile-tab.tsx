import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import type { Account } from '../api.ts';
import { fieldsOf, groupOf, groupsOf, type FieldName } from '../form/fields.ts';
import type { NewKind } from '../search.ts';

/** The form is most of this page's code, and few who read a profile change it. */
const EditForm = lazy(async () => ({ default: (await import('./edit-form.tsx')).EditForm }));

const EDITABLE: readonly string[] = ['customer', 'reseller', 'admin', 'sub_admin'];
const HIDDEN = new Set<FieldName>(['panelAccess.createSipDevice', 'panelAccess.parentId']);

/** Every field as it is now, and the form to change it. */
export function ProfileTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [isEditing, setEditing] = useState(false);
  const kind = (EDITABLE.includes(account.kind) ? account.kind : 'admin') as NewKind;
  const mayEdit =
    EDITABLE.includes(account.kind) &&
    account.status !== 'closed' &&
    (actor?.permissions.includes('accounts:write') ?? false);
  if (isEditing) {
    return (
      <Suspense fallback={<Skeleton height={320} />}>
        <EditForm account={account} kind={kind} onDone={() => setEditing(false)} />
      </Suspense>
    );
  }
  return (
    <>
      {mayEdit && (
        <div className="tb-filters">
          <Button onClick={() => setEditing(true)}>{t('account.edit')}</Button>
        </div>
      )}
      <div className="tb-groups">
        {groupsOf(kind).map((group) => (
          <Panel key={group} title={t(`group.${group}`)}>
            <Facts>
              {fieldsOf(kind)
                .filter((name) => groupOf(name) === group && !HIDDEN.has(name))
                .map((name) => (
                  <Fact key={name} name={t(`field.${name}.label`)}>
                    <FieldValue account={account} name={name} />
                  </Fact>
                ))}
            </Facts>
          </Panel>
        ))}
      </div>
    </>
  );
}

/** One value in words: never a naked true, null or code where there is a word for it. */
function FieldValue({ account, name }: { account: Account; name: FieldName }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const none = <span className="tb-none">{t('form.none')}</span>;
  const { panelAccess, billing, wallet, profile } = account;
  switch (name) {
    case 'panelAccess.password':
      return panelAccess.hasPassword ? t('account.isSet') : none;
    case 'panelAccess.pin':
      return panelAccess.hasPin ? t('account.isSet') : none;
    case 'billing.creditLimit':
      return wallet === null ? none : moneyText(billing.creditLimit, wallet.currency, language);
    case 'billing.rateGroupId':
      return billing.rateGroupName ?? none;
    case 'billing.taxIds':
      return billing.taxIds.length === 0 ? none : billing.taxIds.length;
    case 'profile.country':
      return new Intl.DisplayNames(language, { type: 'region' }).of(profile.country) ?? profile.country;
  }
  const value = valueAt(account, name);
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (name === 'settings.concurrentCalls' || name === 'settings.cps') {
    const inForce = name === 'settings.cps' ? wallet?.cpsMax : wallet?.concurrentCallsMax;
    if (value === null) return `${inForce ?? ''} (${t('form.limitDefault')})`;
  }
  if (value === 'unlimited') return t('form.unlimited');
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return none;
  if (Array.isArray(value)) return value.join(', ');
  return <bdi>{t(`field.${name}.option.${String(value)}`, { defaultValue: String(value) })}</bdi>;
}

function valueAt(account: Account, name: FieldName): unknown {
  const [group = '', field = ''] = name.split('.');
  return (account as unknown as Record<string, Record<string, unknown> | null>)[group]?.[field] ?? null;
}
