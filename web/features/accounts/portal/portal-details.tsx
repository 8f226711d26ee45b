import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../../src/domain/languages.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { groupOf, type RecordField } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { changeOwnAccount, ownAccountRules } from './api.ts';

const CONTACT = ['phone', 'notificationEmails', 'address1', 'address2', 'zip', 'city', 'province'] as const;

const PasswordDialog = lazy(async () => {
  const [{ PasswordDialog: component }] = await Promise.all([
    import('../../security/password-dialog.tsx'),
    loadTexts('security'),
  ]);
  return { default: component };
});

/** What the customer changes itself, what it may not, and how it signs in. */
export function PortalDetails({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [form, setForm] = useState<'contact' | 'password' | null>(null);
  const { profile, panelAccess, billing } = account;
  const close = () => setForm(null);
  const isOpen = account.status !== 'closed';
  const seen = panelAccess.lastSignInAt;
  const name = `${profile.firstName} ${profile.lastName}`.trim();
  return (
    <div className="tb-groups">
      <Panel
        title={t('portal.details.contact')}
        aside={isOpen && <Edit onClick={() => setForm('contact')}>{t('portal.details.edit')}</Edit>}
      >
        <Facts>
          {CONTACT.map((field) => (
            <Fact key={field} name={t(`field.profile.${field}.label`)}>
              <Text>{[profile[field]].flat().join(', ')}</Text>
            </Fact>
          ))}
          <Fact name={t('field.profile.language.label')}>
            {t(`field.profile.language.${profile.language === null ? 'none' : `option.${profile.language}`}`)}
          </Fact>
        </Facts>
      </Panel>
      <Panel
        title={t('portal.details.security')}
        aside={isOpen && <Edit onClick={() => setForm('password')}>{t('portal.details.password')}</Edit>}
      >
        <Facts>
          <Fact name={t('result.number')}>{account.number}</Fact>
          <Fact name={t('field.panelAccess.email.label')}>
            <Text>{panelAccess.email ?? ''}</Text>
          </Fact>
          <Fact name={t('account.lastSignIn')}>
            {seen === null
              ? t('common.never')
              : `${timeText(seen, profile.timezone, language)} · ${zoneText(profile.timezone, language)}`}
          </Fact>
        </Facts>
        <ul className="tb-portal-links">
          <li>
            <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'timeline' }}>
              {t('portal.details.timeline')}
            </Link>
          </li>
          <li>
            <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'mails' }}>
              {t('portal.details.mails')}
            </Link>
          </li>
          <li>
            <Link to="/security">{t('portal.details.sessions')}</Link>
          </li>
          <li>
            <Link to="/api-keys">{t('portal.details.apiKeys')}</Link>
          </li>
        </ul>
      </Panel>
      <Panel title={t('portal.details.fixed')}>
        <Facts>
          <Fact name={t('portal.details.name')}>
            <Text>{name}</Text>
          </Fact>
          <Fact name={t('field.profile.company.label')}>
            <Text>{profile.company}</Text>
          </Fact>
          <Fact name={t('field.profile.country.label')}>
            {new Intl.DisplayNames(language, { type: 'region' }).of(profile.country) ?? profile.country}
          </Fact>
          <Fact name={t('field.profile.timezone.label')}>{profile.timezone}</Fact>
          <Fact name={t('field.profile.currency.label')}>{profile.currency}</Fact>
          <Fact name={t('field.billing.accountType.label')}>
            {t(`field.billing.accountType.option.${billing.accountType}`)}
          </Fact>
          <Fact name={t('portal.details.plan')}>
            <Text>{billing.rateGroupName ?? ''}</Text>
          </Fact>
        </Facts>
        <p className="tb-field-help">{t('portal.details.fixedText')}</p>
      </Panel>
      {form === 'contact' && <ContactForm account={account} onClose={close} />}
      {form === 'password' && (
        <Suspense>
          <PasswordDialog onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

function Text({ children }: { children: string }) {
  const { t } = useTranslation();
  return children === '' ? <span className="tb-none">{t('form.none')}</span> : <bdi>{children}</bdi>;
}

function Edit({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="default" size="xs" onClick={onClick}>
      {children}
    </Button>
  );
}

function ContactForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const languages = LANGUAGES.map((value) => ({ value, label: t(`field.profile.language.option.${value}`) }));
  const fields: readonly RecordField[] = [
    { name: 'phone', input: 'text', inputMode: 'tel' },
    { name: 'notificationEmails', input: 'words', inputMode: 'email' },
    ...CONTACT.slice(2).map((name): RecordField => ({ name, input: 'text' })),
    {
      name: 'language',
      input: 'choice',
      options: languages,
      none: t('field.profile.language.none'),
      empty: 'null',
    },
  ];
  return (
    <FormDialog
      title={t('portal.details.contact')}
      submit={t('record.save')}
      fields={fields}
      words="field.profile"
      record={account.profile}
      zone={account.profile.timezone}
      schema={async () => groupOf(await ownAccountRules(), 'profile')}
      isChange
      group="profile."
      save={(body) => changeOwnAccount({ profile: body })}
      onSaved={(changed) => {
        queryClient.setQueryData(['accounts', 'one', account.id], changed);
        toast(t('record.saved'));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
