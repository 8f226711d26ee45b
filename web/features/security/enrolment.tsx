/** The way to a second factor: the password, the app and its first code, the recovery codes. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { fieldText } from '../../ui/problem-text.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { beginSecondFactor, recoveryCodesFrom, type BegunSecondFactor } from './api.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** `onConfirmed` is called when it counts, `onDone` when the codes were noted. */
export function Enrolment({
  onConfirmed,
  onDone,
}: Readonly<{ onConfirmed?: () => unknown; onDone: () => unknown }>) {
  const [begun, setBegun] = useState<BegunSecondFactor | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) return <RecoveryCodes codes={codes} onNoted={() => void onDone()} />;
  if (begun === null) return <PasswordStep onBegun={setBegun} />;
  const confirmed = (given: readonly string[]) => {
    setCodes(given);
    void onConfirmed?.();
  };
  return <AppStep begun={begun} onConfirmed={confirmed} />;
}

function PasswordStep({ onBegun }: { onBegun: (begun: BegunSecondFactor) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const beginning = useWrite({ mutationFn: beginSecondFactor, onSuccess: onBegun });
  const refused = mistakeAt(beginning.error, 'password');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (password !== '' && !beginning.isPending) beginning.mutate(password);
  };
  const missing = wasSubmitted && password === '' ? t('signIn.passwordMissing') : null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <p>{t('security.factor.passwordText')}</p>
        {beginning.isError && refused === null && <ProblemAlert error={beginning.error} />}
        <PasswordInput
          data-autofocus
          label={t('security.password.field.currentPassword.label')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={missing ?? refused}
          visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
        />
        <Button type="submit" loading={beginning.isPending} fullWidth>
          {t('security.factor.next')}
        </Button>
      </Stack>
    </form>
  );
}

function AppStep({
  begun: { secret, uri },
  onConfirmed,
}: Readonly<{ begun: BegunSecondFactor; onConfirmed: (codes: readonly string[]) => void }>) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const confirming = useWrite({
    mutationFn: () => recoveryCodesFrom('confirm', { code }),
    onSuccess: onConfirmed,
  });
  const refused = mistakeAt(confirming.error, 'code');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (code.trim() !== '' && !confirming.isPending) confirming.mutate();
  };
  const missing = wasSubmitted && code.trim() === '' ? t('signIn.codeMissing') : null;
  // Read from the screen and typed into a phone: in fours.
  const readable = secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <p>{t('security.factor.scan')}</p>
        <QrCode text={uri} label={t('security.factor.qr')} />
        <p>{t('security.factor.typeSecret')}</p>
        <p className="tb-key">
          <code>{readable}</code>
          <CopyButton value={secret} what={t('security.factor.secret')} />
        </p>
        {confirming.isError && refused === null && <ProblemAlert error={confirming.error} />}
        <TextInput
          label={t('security.factor.firstCode')}
          description={t('security.factor.firstCodeHelp')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          classNames={{ input: 'tb-mono' }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={missing ?? refused}
        />
        <Button type="submit" loading={confirming.isPending} fullWidth>
          {t('security.factor.turnOn')}
        </Button>
      </Stack>
    </form>
  );
}

function mistakeAt(error: unknown, field: string): string | null {
  const found = error instanceof ApiProblem ? error.errors.find((each) => each.field === field) : undefined;
  return found === undefined ? null : fieldText(found.message);
}
