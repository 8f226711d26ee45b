import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { SipCard } from '../sip-card.tsx';
import type { Result } from './new-account-page.tsx';

/** After saving: everything the customer needs now. Secrets stand here this once. */
export function ResultCard({ result, onAnother }: { result: Result; onAnother: () => void }) {
  const { t } = useTranslation();
  const { created, password, pin } = result;
  const { account, sipDevice } = created;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div className="tb-page-head">
        <h1 ref={heading} tabIndex={-1}>
          <span className="tb-done" aria-hidden="true">
            <Icon name="check" />
          </span>
          {t('result.title')} <bdi>{account.displayName}</bdi>
        </h1>
      </div>
      {created.secretsOmitted === true && (
        <div className="tb-notice" data-tone="warn" role="status">
          <Icon name="warning" />
          <p>{t('result.secretsOmitted')}</p>
        </div>
      )}
      <div className="tb-result">
        {sipDevice !== undefined && <SipCard accountId={account.id} device={sipDevice} />}
        <Panel title={t('result.signIn')}>
          <Facts>
            <Fact name={t('result.number')}>
              <Copyable value={account.number} what={t('result.number')} />
            </Fact>
            {account.panelAccess.email !== null && (
              <Fact name={t('result.email')}>{account.panelAccess.email}</Fact>
            )}
            {password !== null && (
              <Fact name={t('result.password')}>
                <Copyable value={password} what={t('result.password')} />
              </Fact>
            )}
            {pin !== '' && (
              <Fact name={t('result.pin')}>
                <Copyable value={pin} what={t('result.pin')} />
              </Fact>
            )}
          </Facts>
          {password === null && (
            <p className="tb-summary-note" data-tone="good">
              <Icon name="check" size={16} />
              <span>{t('result.invited', { email: account.panelAccess.email })}</span>
            </p>
          )}
          {(password !== null || pin !== '') && <p className="tb-field-help">{t('result.once')}</p>}
        </Panel>
      </div>
      <div className="tb-actions">
        <Button component={Link} to={`/accounts/${account.id}`}>
          {t('result.open')}
        </Button>
        {account.wallet !== null && (
          <Button component={Link} to={`/accounts/${account.id}?topUp=1`} variant="default">
            {t('topUp.title')}
          </Button>
        )}
        <Button variant="default" onClick={onAnother}>
          {t('result.another')}
        </Button>
      </div>
    </>
  );
}

function Copyable({ value, what }: { value: string; what: string }) {
  return (
    <span className="tb-copyable">
      <code>{value}</code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
