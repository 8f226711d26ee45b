import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { devicesQuery, type SipDevice } from './api.ts';
import { RegistrationState } from './registration.tsx';

const QrCode = lazy(async () => ({ default: (await import('../../ui/qr-code.tsx')).QrCode }));

type Device = SipDevice & { password?: string | null | undefined };

/** Credentials of a device, the password this once, and a lamp that waits for the phone. */
export function SipCard({ accountId, device }: { accountId: string; device: Device }) {
  const { t } = useTranslation();
  const isStaff = useMay()('switches:read');
  const { username, domain, password } = device;
  const value = (text: string | null | undefined, what: string) =>
    text === null || text === undefined ? (
      t('sip.hidden')
    ) : (
      <span className="tb-copyable">
        <code>{text}</code>
        <CopyButton value={text} what={what} />
      </span>
    );
  return (
    <Panel title={t('sip.title')} aside={<RegistrationLamp accountId={accountId} deviceId={device.id} />}>
      <div className="tb-sip">
        <div>
          <Facts>
            <Fact name={t('sip.username')}>{value(username, t('sip.username'))}</Fact>
            <Fact name={t('sip.domain')}>{value(domain, t('sip.domain'))}</Fact>
            <Fact name={t('sip.password')}>{value(password, t('sip.password'))}</Fact>
          </Facts>
          {typeof password === 'string' && <p className="tb-field-help">{t('sip.once')}</p>}
          {domain === 'localhost' && isStaff && (
            <p className="tb-summary-note" data-tone="warn">
              <Icon name="warning" size={16} /> <span>{t('sip.localhost')}</span>
            </p>
          )}
        </div>
        {typeof password === 'string' && username !== null && domain !== null && (
          // RFC 3261 §19.1.1: a SIP URI may carry the password; phones that scan read it from there.
          <Suspense fallback={<div className="tb-qr" />}>
            <QrCode text={`sip:${username}:${encodeURIComponent(password)}@${domain}`} label={t('sip.qr')} />
          </Suspense>
        )}
      </div>
    </Panel>
  );
}

function RegistrationLamp({ accountId, deviceId }: { accountId: string; deviceId: string }) {
  const devices = useQuery(devicesQuery(accountId, { isWaiting: true }));
  return (
    <span role="status">
      <RegistrationState
        device={devices.data?.items.find(({ id }) => id === deviceId)}
        canRegister={devices.data?.canRegister}
        zone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      />
    </span>
  );
}
