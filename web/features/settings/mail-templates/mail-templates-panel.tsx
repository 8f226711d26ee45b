/** The way from the settings to the texts of mails. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';

export function MailTemplatesPanel() {
  const { t } = useTranslation();
  return (
    <Panel title={t('mailTemplates.title')}>
      <p className="tb-list-help">{t('mailTemplates.help')}</p>
      <Button variant="default" renderRoot={(props) => <Link {...props} to="/mail-templates" />}>
        {t('mailTemplates.open')}
      </Button>
    </Panel>
  );
}
