import { useQuery } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import type { AccountDefaults } from '../api.ts';
import { BillingFacts } from '../form/billing-facts.tsx';
import type { AccountForm } from '../form/form-values.ts';
import type { NewKind } from '../search.ts';
import { hasSwitchQuery } from './api.ts';
import { GuardsLine } from './guards-line.tsx';
import { SamplePrice } from './sample-price.tsx';

/** What is about to be made, beside the form: owner, plan, first document, and what would not work. */
export function FormSummary({ kind, defaults }: { kind: NewKind; defaults: AccountDefaults }) {
  const { t } = useTranslation();
  const { control } = useFormContext<AccountForm>();
  const values = useWatch({ control }) as AccountForm;
  const { panelAccess, profile, billing } = values;
  const mayAskForSwitches = useMay()('switches:read');
  const hasSwitch = useQuery({ ...hasSwitchQuery, enabled: mayAskForSwitches });
  const isStaff = kind === 'admin' || kind === 'sub_admin';
  const owner = defaults.parents.find(({ id }) => id === panelAccess.parentId)?.displayName;
  const rateGroup = defaults.rateGroups.find(({ id }) => id === billing.rateGroupId);
  const name = [profile.firstName, profile.lastName].filter(Boolean).join(' ') || profile.company;
  return (
    <Panel title={t('summary.title')}>
      <p className="tb-summary-name">
        <bdi>{name || t('summary.noName')}</bdi>
      </p>
      <Facts>
        <Fact name={t('summary.number')}>
          <span className="tb-mono">{panelAccess.number || '…'}</span>
        </Fact>
        {!isStaff && (
          <Fact name={t('summary.owner')}>
            {owner === undefined ? t('summary.ownerSelf') : <bdi>{owner}</bdi>}
          </Fact>
        )}
        {!isStaff && (
          <Fact name={t('summary.plan')}>
            {rateGroup === undefined ? t('form.none') : <bdi>{rateGroup.name}</bdi>} ·{' '}
            {t(`field.billing.accountType.option.${billing.accountType}`)} · {profile.currency}
          </Fact>
        )}
        {!isStaff && <BillingFacts isNew />}
      </Facts>
      {kind === 'customer' && <GuardsLine defaults={defaults} form={values} />}
      {!isStaff && billing.rateGroupId !== null && profile.country !== '' && profile.currency !== '' && (
        <SamplePrice
          rateGroupId={billing.rateGroupId}
          parentId={panelAccess.parentId}
          currency={profile.currency}
          country={profile.country}
        />
      )}
      {!isStaff && billing.rateGroupId === null && <Warning text={t('summary.noRateGroup')} />}
      {!isStaff && rateGroup !== undefined && rateGroup.currency !== profile.currency && (
        <Warning text={t('summary.converted', { from: rateGroup.currency, to: profile.currency })} />
      )}
      {kind === 'customer' && billing.accountType === 'prepaid' && <Hint text={t('summary.prepaid')} />}
      {kind === 'customer' && !panelAccess.createSipDevice && <Warning text={t('summary.noDevice')} />}
      {kind === 'customer' && mayAskForSwitches && hasSwitch.data === false && (
        <Warning text={t('sample.noSwitch')} />
      )}
    </Panel>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} /> <span>{text}</span>
    </p>
  );
}

function Hint({ text }: { text: string }) {
  return <p className="tb-summary-note">{text}</p>;
}
