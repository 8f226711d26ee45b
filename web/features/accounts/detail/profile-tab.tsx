import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, rateText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { roleNameText } from '../../../ui/role-name.ts';
import { defaultsQuery, type Account, type AccountDefaults } from '../api.ts';
import { billingDayText } from '../../../ui/billing-days.ts';
import { Loading } from '../../../ui/loading.tsx';
import { fieldsOf, groupOf, groupsOf, wordsKey, type FieldName } from '../form/fields.ts';
import { textOf } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';
import { RemovePin } from './remove-pin.tsx';
import { useLacking } from './use-lacking.ts';

/** The form is most of this page's code, and few who read a profile change it. */
const EditForm = lazy(async () => ({ default: (await import('./edit-form.tsx')).EditForm }));

const StatusButton = lazy(async () => ({ default: (await import('./status-button.tsx')).StatusButton }));

const BrandHostPanel = lazy(async () => {
  const [{ BrandHostPanel: component }] = await Promise.all([import('./brand-host.tsx'), loadTexts('brand')]);
  return { default: component };
});

const EDITABLE: readonly string[] = ['customer', 'reseller', 'admin', 'sub_admin'];
const HIDDEN = new Set<FieldName>([
  'panelAccess.createSipDevice',
  'panelAccess.inviteByEmail',
  'panelAccess.parentId',
]);

/** Every field as it is now, and the form to change it. */
export function ProfileTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [isEditing, setEditing] = useState(false);
  const kind = (EDITABLE.includes(account.kind) ? account.kind : 'admin') as NewKind;
  const may = useMay();
  const isStaff = account.kind === 'admin' || account.kind === 'sub_admin';
  const mayChange =
    EDITABLE.includes(account.kind) &&
    account.status !== 'closed' &&
    // One's own account is changed by whoever is above; an admin changes its own.
    (account.id !== actor?.id || actor.kind === 'admin') &&
    (!isStaff || account.id === actor?.id || may('staff:edit'));
  const lacks = useLacking(account);
  const mayEdit = mayChange && fieldsOf(kind).some((name) => !HIDDEN.has(name) && lacks(name) === null);
  // The names of what is stored by id: taxes, rule sets, the second rate group.
  const names = useQuery({ ...defaultsQuery(kind, account.panelAccess.parentId), enabled: mayEdit });
  if (isEditing) {
    return (
      <Suspense fallback={<Loading height={320} />}>
        <EditForm account={account} kind={kind} onDone={() => setEditing(false)} />
      </Suspense>
    );
  }
  return (
    <>
      {(mayEdit || (mayChange && may('accounts:suspend'))) && (
        <div className="tb-filters">
          {mayEdit && <Button onClick={() => setEditing(true)}>{t('account.edit')}</Button>}
          {may('accounts:suspend') && (
            <Suspense>
              <StatusButton account={account} />
            </Suspense>
          )}
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
                    <FieldValue account={account} name={name} names={names.data} />
                    {name === 'panelAccess.pin' &&
                      mayEdit &&
                      lacks(name) === null &&
                      account.panelAccess.hasPin && (
                        <>
                          {' '}
                          <RemovePin account={account} />
                        </>
                      )}
                  </Fact>
                ))}
            </Facts>
          </Panel>
        ))}
        {account.kind === 'reseller' && may('brand_hosts:edit') && (
          <Suspense>
            <BrandHostPanel account={account} />
          </Suspense>
        )}
      </div>
    </>
  );
}

/** One value in words: never a naked true, null or code where there is a word for it. */
function FieldValue({
  account,
  name,
  names,
}: {
  account: Account;
  name: FieldName;
  names: AccountDefaults | undefined;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const none = <span className="tb-none">{t('form.none')}</span>;
  const { panelAccess, billing, wallet, profile } = account;
  switch (name) {
    case 'panelAccess.password':
      return panelAccess.hasPassword ? t('account.isSet') : none;
    case 'panelAccess.pin':
      return panelAccess.hasPin ? t('account.isSet') : none;
    case 'panelAccess.roleId':
      return panelAccess.roleName === null ? (
        t(`form.noRole.${account.kind}`, { defaultValue: t('form.none') })
      ) : (
        <bdi>{roleNameText(panelAccess.roleName, t)}</bdi>
      );
    case 'billing.creditLimit':
      return wallet === null ? none : moneyText(billing.creditLimit, wallet.currency, language);
    case 'settings.localCallRate':
      return wallet === null ? none : rateText(account.settings.localCallRate, wallet.currency, language);
    case 'billing.rateGroupId':
      return billing.rateGroupName ?? none;
    case 'billing.nonCliRateGroupId':
      return namesOf([billing.nonCliRateGroupId], names?.rateGroups) ?? none;
    case 'billing.billingDay':
      return billing.billingDay === null
        ? none
        : billingDayText(billing.schedule, String(billing.billingDay), language, t);
    case 'billing.taxIds':
      return namesOf(billing.taxIds, names?.taxes) ?? none;
    case 'settings.localizationId':
      return namesOf([account.settings.localizationId], names?.localizations) ?? none;
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
  const words = wordsKey(name, textOf(value));
  return words === null ? <bdi>{textOf(value)}</bdi> : t(words);
}

/** The names of what is stored by id; null for nothing. Whoever may not read the names sees how many there are. */
function namesOf(
  ids: readonly (string | null)[],
  offered: readonly Readonly<{ id: string; name: string }>[] | undefined,
): string | null {
  const given = ids.filter((id) => id !== null);
  if (given.length === 0) return null;
  const known = given.flatMap((id) => offered?.find((each) => each.id === id)?.name ?? []);
  return known.length === given.length ? known.join(', ') : String(given.length);
}

function valueAt(account: Account, name: FieldName): unknown {
  const [group = '', field = ''] = name.split('.');
  return (account as unknown as Record<string, Record<string, unknown> | null>)[group]?.[field] ?? null;
}
