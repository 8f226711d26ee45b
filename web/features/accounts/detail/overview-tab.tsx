import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { OwnCards } from '../own-payments/lazy.tsx';
import type { Account } from '../api.ts';
import { CanCall } from './can-call.tsx';
import { DestinationsPanel, UsagePanel } from './usage-panel.tsx';
import { LastCalls, LastMovements } from './last-lines.tsx';
import { useMay } from '../../../api/may.ts';

const OwedFacts = lazy(async () => {
  const [{ OwedFacts: component }] = await Promise.all([
    import('../billing/owed-facts.tsx'),
    loadTexts('billing'),
  ]);
  return { default: component };
});

/** Can this account call, and if not, why not; and what happened last. */
export function OverviewTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const { wallet, profile, billing } = account;
  const time = (at: string | null) =>
    at === null ? t('common.never') : timeText(at, profile.timezone, language);
  return (
    <div className="tb-columns">
      <div>
        <CanCall account={account} />
        {wallet !== null && may('calls:read') && (
          <>
            <UsagePanel account={account} />
            <DestinationsPanel account={account} />
          </>
        )}
        {wallet !== null && may('calls:read') && <LastCalls account={account} />}
        {wallet !== null && may('money:read') && <LastMovements account={account} />}
      </div>
      <div>
        <Panel title={t('account.facts')}>
          <Facts>
            {wallet !== null && (
              <>
                <Fact name={t('field.settings.cps.label')}>{limitText(wallet.cpsMax, t)}</Fact>
                <Fact name={t('field.billing.rateGroupId.label')}>
                  {billing.rateGroupName ?? t('form.none')}
                </Fact>
              </>
            )}
            {wallet !== null && may('documents:read') && (
              <Suspense>
                <OwedFacts account={account} />
              </Suspense>
            )}
            <Fact name={t('field.panelAccess.email.label')}>
              {account.panelAccess.email ?? t('form.none')}
            </Fact>
            <Fact name={t('account.lastSignIn')}>{time(account.panelAccess.lastSignInAt)}</Fact>
            <Fact name={t('account.created')}>{time(account.createdAt)}</Fact>
            {account.kind === 'customer' && (
              <Fact name={t('account.firstUsed')}>
                {account.firstUsedAt === null ? t('account.neverUsed') : time(account.firstUsedAt)}
              </Fact>
            )}
            {account.expiresAt !== null && (
              <Fact name={t('account.expiresAt')}>{time(account.expiresAt)}</Fact>
            )}
          </Facts>
          <p className="tb-field-help">
            {t('common.timesIn', { zone: zoneText(profile.timezone, language) })}
          </p>
        </Panel>
        {wallet !== null && account.id === actor?.id && may('payments:make') && <OwnCards />}
      </div>
    </div>
  );
}

function limitText(limit: number | 'unlimited', t: (key: string) => string): string {
  return limit === 'unlimited' ? t('form.unlimited') : String(limit);
}
