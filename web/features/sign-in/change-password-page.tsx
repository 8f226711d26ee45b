import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSWORD_LENGTH_MIN, weaknessOfPassword } from '../../../src/domain/accounts/passwords.ts';
import { actorQuery, changePassword } from '../../api/actor.ts';
import { Brand } from '../../ui/brand.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { fieldText } from '../../ui/problem-text.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';

/** Forced at the first sign-in: the password that was printed or handed over becomes one's own. */
export function ChangePasswordPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const changing = useWrite({
    mutationFn: changePassword,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: actorQuery.queryKey });
      await queryClient.fetchQuery({ ...actorQuery, staleTime: 0 });
      await navigate({ to: '/' });
    },
  });
  const lengthMin = useQuery(actorQuery).data?.passwordLengthMin ?? PASSWORD_LENGTH_MIN;
  const weakness = weaknessOfPassword(newPassword, { lengthMin });
  const refused = (field: string) =>
    changing.error instanceof ApiProblem
      ? changing.error.errors.find((each) => each.field === field)?.message
      : undefined;
  const newError = (wasSubmitted ? weakness : null) ?? refused('newPassword') ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (currentPassword !== '' && weakness === null) changing.mutate({ currentPassword, newPassword });
  };
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        <Brand isSignedIn />
        <h1>{t('changePassword.title')}</h1>
        <Text size="sm" c="dimmed" mb="md">
          {t('changePassword.text')}
        </Text>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            {changing.isError && <ProblemAlert error={changing.error} />}
            <PasswordInput
              label={t('changePassword.current')}
              autoComplete="current-password"
              value={currentPassword}
              onChange={(event) => setCurrent(event.currentTarget.value)}
              error={wasSubmitted && currentPassword === '' && t('changePassword.currentMissing')}
              visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
            />
            <PasswordInput
              label={t('changePassword.new')}
              description={t('changePassword.newHelp', { min: lengthMin })}
              autoComplete="new-password"
              value={newPassword}
              onChange={(event) => setNew(event.currentTarget.value)}
              error={newError === null ? undefined : fieldText(newError)}
              visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
            />
            <Button type="submit" loading={changing.isPending} fullWidth>
              {t('changePassword.submit')}
            </Button>
          </Stack>
        </form>
      </main>
    </div>
  );
}
