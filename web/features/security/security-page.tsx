/** One's own sign-in: the password, the second factor, passkeys, and where one is signed in. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { Panel } from '../../ui/panel.tsx';
import { sessionsQuery } from './api.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

export function SecurityPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('security.title')}</h1>
      </div>
      <Panel
        title={t('security.password.title')}
        aside={
          <Button variant="default" size="xs" onClick={() => setChanging(true)}>
            {t('security.password.change')}
          </Button>
        }
      >
        <p className="tb-list-help">{t('security.password.help')}</p>
      </Panel>
      <SecondFactorPanel zone={actor?.timezone ?? 'UTC'} />
      <PasskeysPanel zone={actor?.timezone ?? 'UTC'} />
      <SessionsPanel zone={actor?.timezone ?? 'UTC'} />
      {isChanging && (
        <PasswordDialog
          onDone={() => queryClient.invalidateQueries(sessionsQuery)}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
