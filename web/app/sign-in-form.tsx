import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn, type Actor } from '../api/actor.ts';
import { canUsePasskeys, signInByPasskey } from '../api/passkeys.ts';
import { ApiProblem } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

type Credentials = Readonly<{ identifier: string; password: string }>;

/** Account number or e-mail, and password; then a code, where the account has a second factor. Or a passkey. */
export function SignInForm({ onSignedIn }: { onSignedIn: (actor: Actor) => void }) {
  const [proven, setProven] = useState<Credentials | null>(null);
  return proven === null ? (
    <PasswordStep onSignedIn={onSignedIn} onCodeAsked={setProven} />
  ) : (
    <CodeStep credentials={proven} onSignedIn={onSignedIn} onBack={() => setProven(null)} />
  );
}

/** A wrong pair gets one message that tells nothing apart. */
function PasswordStep({
  onSignedIn,
  onCodeAsked,
}: Readonly<{ onSignedIn: (actor: Actor) => void; onCodeAsked: (credentials: Credentials) => void }>) {
  const { t } = useTranslation();
  const [identifier, setIdentifier] = useState('');
  const [password, setPassword] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const identifierRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: (error, credentials) => {
      if (isCodeAsked(error)) onCodeAsked(credentials);
      else passwordRef.current?.select();
    },
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
        <ByPasskey onSignedIn={onSignedIn} />
      </Stack>
    </form>
  );
}

/** No password and no code: the device knows the person. Nothing where a browser or a page has no passkeys. */
function ByPasskey({ onSignedIn }: { onSignedIn: (actor: Actor) => void }) {
  const { t } = useTranslation();
  const signingIn = useMutation({ mutationFn: signInByPasskey, onSuccess: onSignedIn });
  if (!canUsePasskeys()) return null;
  return (
    <>
      {signingIn.isError && <ProblemAlert error={signingIn.error} />}
      <Button variant="default" loading={signingIn.isPending} onClick={() => signingIn.mutate()} fullWidth>
        {t('signIn.byPasskey')}
      </Button>
    </>
  );
}

function CodeStep({
  credentials,
  onSignedIn,
  onBack,
}: Readonly<{ credentials: Credentials; onSignedIn: (actor: Actor) => void; onBack: () => void }>) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const codeRef = useRef<HTMLInputElement>(null);
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: onSignedIn,
    onError: () => codeRef.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIncomplete(code.trim() === '');
    if (code.trim() === '') codeRef.current?.focus();
    else if (!signingIn.isPending) signingIn.mutate({ ...credentials, code });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" role="status">
          {t('signIn.codeText')}
        </Text>
        {signingIn.isError && <ProblemAlert error={signingIn.error} />}
        <TextInput
          ref={codeRef}
          label={t('signIn.code')}
          description={t('signIn.codeHelp')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          classNames={{ input: 'tb-mono' }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isIncomplete && code.trim() === '' && t('signIn.codeMissing')}
        />
        <Button type="submit" loading={signingIn.isPending} fullWidth>
          {t('signIn.submit')}
        </Button>
        <ByPasskey onSignedIn={onSignedIn} />
        <Button variant="subtle" onClick={onBack} fullWidth>
          {t('signIn.otherAccount')}
        </Button>
      </Stack>
    </form>
  );
}

function isCodeAsked(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'second_factor_required';
}
