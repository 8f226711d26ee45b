import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { Account } from './api.ts';

const TONES: Record<Account['status'], Tone> = { active: 'good', suspended: 'warn', closed: 'mute' };

export function AccountStatus({ status }: { status: Account['status'] }) {
  const { t } = useTranslation();
  return <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>;
}
