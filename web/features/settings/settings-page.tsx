import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { loadTexts } from '../../app/i18n.ts';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { settingsQuery } from './api.ts';
import { DestinationClassesPanel } from './destination-classes.tsx';
import { groupsOf } from './groups.ts';
import { MailServerPanel } from './mail-server.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { TaxesPanel } from './taxes.tsx';
import { TemplatesPanel } from './templates.tsx';

/** Colours and logos: few who come here change them. */
const BrandPanel = lazy(async () => {
  const [{ BrandPanel: component }] = await Promise.all([import('./brand-panel.tsx'), loadTexts('brand')]);
  return { default: component };
});

/** Set once, and then printed on everything. */
const LetterheadPanel = lazy(async () => {
  const [{ LetterheadPanel: component }] = await Promise.all([
    import('./letterhead-panel.tsx'),
    loadTexts('brand'),
    loadTexts('letterhead'),
  ]);
  return { default: component };
});

/** Set once, and looked at when somebody complains. */
const DunningPanel = lazy(async () => {
  const [{ DunningPanel: component }] = await Promise.all([
    import('./dunning-panel.tsx'),
    loadTexts('dunning'),
  ]);
  return { default: component };
});

const SettingsTimeline = lazy(async () => {
  const [{ SettingsTimeline: component }] = await Promise.all([
    import('./settings-timeline.tsx'),
    loadTexts('timeline'),
    loadTexts('brand'),
    loadTexts('letterhead'),
    loadTexts('roles'),
    loadTexts('mails'),
  ]);
  return { default: component };
});

const MailTemplatesPanel = lazy(async () => {
  const [{ MailTemplatesPanel: component }] = await Promise.all([
    import('./mail-templates/mail-templates-panel.tsx'),
    loadTexts('mailTemplates'),
  ]);
  return { default: component };
});

/** Set up once. */
const PaymentGatewayPanel = lazy(async () => {
  const [{ PaymentGatewayPanel: component }] = await Promise.all([
    import('./payment-gateway.tsx'),
    loadTexts('cardStaff'),
  ]);
  return { default: component };
});

const SignUpPanel = lazy(async () => {
  const [{ SignUpPanel: component }] = await Promise.all([
    import('./sign-up-panel.tsx'),
    loadTexts('signUp'),
  ]);
  return { default: component };
});

/** What is proposed for new accounts, of the operator or a reseller; and how calls are held and limited. */
export function SettingsPage() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  const { data: actor } = useQuery(actorQuery);
  const may = useMay();
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('settings.title')}</h1>
      </div>
      {actor?.kind === 'reseller' && <p className="tb-list-help">{t('settings.ofReseller')}</p>}
      {settings.isError && <ProblemAlert error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Loading height={320} />}
      {settings.data !== undefined &&
        groupsOf(Object.keys(settings.data)).map(({ name, keys }) => (
          // What was saved is where the next change begins.
          <SettingsGroup
            key={`${name} ${JSON.stringify(keys.map((key) => settings.data[key]?.value))}`}
            name={name}
            keys={keys}
            settings={settings.data}
          />
        ))}
      <TaxesPanel />
      <Suspense fallback={<Loading height={260} />}>
        <LetterheadPanel />
      </Suspense>
      {may('dunning:read') && (
        <Suspense fallback={<Loading height={320} />}>
          <DunningPanel />
        </Suspense>
      )}
      <DestinationClassesPanel />
      {may(['accounts:create', 'staff:edit']) && <TemplatesPanel />}
      <Suspense fallback={<Loading height={180} />}>
        <BrandPanel />
      </Suspense>
      <Suspense fallback={<Loading height={180} />}>
        <SignUpPanel />
      </Suspense>
      {may('payment_gateways:read') && (
        <Suspense fallback={<Loading height={320} />}>
          <PaymentGatewayPanel />
        </Suspense>
      )}
      {may('mail_server:read') && <MailServerPanel />}
      {may('mail_templates:read') && (
        <Suspense fallback={<Loading height={120} />}>
          <MailTemplatesPanel />
        </Suspense>
      )}
      <Suspense fallback={<Loading height={180} />}>
        <SettingsTimeline />
      </Suspense>
    </>
  );
}
