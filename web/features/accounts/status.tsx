import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { Account } from './api.ts';

const TONES: Record<Account['status'], Tone> = { active: 'good', suspended: 'warn', closed: 'mute' };

/** Since when an account has expired; null for one that has not, or that is closed anyway. */
export function useExpiredSince({ status, expiresAt }: Pick<Account, 'status' | 'expiresAt'>): string | null {
  const [now] = useState(() => Date.now());
  return status !== 'closed' && expiresAt !== null && Date.parse(expiresAt) <= now ? expiresAt : null;
}

/** Of an account that has expired also that: it is active, and calls are refused all the same. */
export function AccountStatus({ account }: { account: Pick<Account, 'status' | 'expiresAt'> }) {
  const { t } = useTranslation();
  const { status } = account;
  const isExpired = useExpiredSince(account) !== null;
  return (
    <>
      {(!isExpired || status !== 'active') && <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>}
      {isExpired && <Tag tone="warn">{t('status.expired')}</Tag>}
    </>
  );
}
