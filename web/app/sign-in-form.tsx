import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn, type Actor } from '../api/actor.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** Account number or e-mail, and password. A wrong pair gets one message that tells nothing apart. */
export function SignInForm({ onSignedIn }: { onSignedIn: (actor: Actor) => void }) {
  const { t } = useTranslation();
  const [identifier, setIdentifier] = useState('');
  const [password, setPassword] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const identifierRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: () => passwordRef.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isGiven = identifier.trim() !== '' && password !== '';
    setIncomplete(!isGiven);
    if (isGiven) signingIn.mutate({ identifier, password });
    else if (identifier.trim() === '') identifierRef.current?.focus();
    else passwordRef.current?.focus();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {signingIn.isError && <ProblemAlert error={signingIn.error} />}
        <TextInput
          ref={identifierRef}
          label={t('signIn.identifier')}
          description={t('signIn.identifierHelp')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={identifier}
          onChange={(event) => setIdentifier(event.currentTarget.value)}
          error={isIncomplete && identifier.trim() === '' && t('signIn.identifierMissing')}
        />
        <PasswordInput
          ref={passwordRef}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isIncomplete && password === '' && t('signIn.passwordMissing')}
          visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
        />
        <Button type="submit" loading={signingIn.isPending} fullWidth>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
