import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy.tsx';

/** Shown once, to be kept where the phone is not. */
export function RecoveryCodes({ codes, onNoted }: { codes: readonly string[]; onNoted: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <p role="status">{t('security.factor.codesText')}</p>
      <div className="tb-key">
        <ul className="tb-codes" aria-label={t('security.factor.codes')}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <CopyButton value={codes.join('\n')} what={t('security.factor.codes')} />
      </div>
      <Button onClick={onNoted} fullWidth>
        {t('security.factor.codesNoted')}
      </Button>
    </Stack>
  );
}
