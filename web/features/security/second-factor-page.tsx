import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { canUsePasskeys } from '../../api/passkeys.ts';
import { Preferences } from '../../app/preferences.tsx';
import { Brand } from '../../ui/brand.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { Enrolment } from './enrolment.tsx';

/** Where a sign-in ends that must have a second factor and has none yet. */
export function SecondFactorPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  const enter = async () => {
    await queryClient.fetchQuery({ ...actorQuery, staleTime: 0 });
    await navigate({ to: '/' });
  };
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        <Brand isSignedIn />
        <h1>{t('security.factor.enrol')}</h1>
        <Text size="sm" c="dimmed" mb="md">
          {t('security.factor.required')}
        </Text>
        <Enrolment onDone={enter} />
        {canUsePasskeys() && (
          <Button variant="subtle" mt="md" onClick={() => setAdding(true)} fullWidth>
            {t('security.passkeys.instead')}
          </Button>
        )}
        {isAdding && <AddPasskey hasApp={false} onDone={enter} onClose={() => setAdding(false)} />}
      </main>
      <Preferences />
    </div>
  );
}
