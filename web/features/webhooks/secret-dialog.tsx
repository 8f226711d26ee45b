import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { timeText } from '../../ui/format.ts';
import { KeyDialog } from '../../ui/key-dialog.tsx';

type Props = Readonly<{
  secret: string;
  /** Until when the former one signs too; null = there was none. */
  until: string | null;
  zone: string;
  onClose: () => void;
}>;

export function SecretDialog({ secret, until, zone, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <KeyDialog
      title={t('webhooks.secretTitle')}
      text={
        until === null
          ? t('webhooks.secretText')
          : t('webhooks.secretUntil', { at: timeText(until, zone, language) })
      }
      value={secret}
      what={t('webhooks.secret')}
      onClose={onClose}
    />
  );
}
