import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery, type Actor } from '../api/actor.ts';
import { sessionEnd, signedInAgain } from '../api/session.ts';
import { SignInForm } from './sign-in-form.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Asks to sign in over the page where the session ended; what was typed behind it stays. */
export function SessionEndedDialog() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const why = sessionEnd();
  const goOn = (actor: Actor) => {
    const before = queryClient.getQueryData(actorQuery.queryKey);
    queryClient.setQueryData(actorQuery.queryKey, actor);
    // Somebody else must not see, or send, what the first one typed.
    if (before !== null && before !== undefined && before.id !== actor.id) window.location.assign('/');
    else signedInAgain();
  };
  return (
    <Dialog
      onClose={() => window.location.assign('/sign-in')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('signIn.leave') }}
      title={t('signIn.endedTitle')}
    >
      <Text size="sm" mb="md">
        {why !== null && `${t(`problem.${why}`)} `}
        {t('signIn.endedText')}
      </Text>
      <SignInForm onSignedIn={goOn} />
    </Dialog>
  );
}
