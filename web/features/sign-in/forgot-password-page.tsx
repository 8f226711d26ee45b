import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { signInPageQuery } from '../../api/sign-in-page.ts';
import { useWrite } from '../../api/use-write.ts';
import { Preferences } from '../../app/preferences.tsx';
import { Brand } from '../../ui/brand.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

/** Where a link for a new password is asked for. What is answered is the same whether there is such an account. */
export function ForgotPasswordPage() {
  const { t } = useTranslation();
  const offered = useQuery(signInPageQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        <Brand />
        <h1>{t(sentTo === null ? 'passwordReset.title' : 'passwordReset.sentTitle')}</h1>
        {offered.isError ? (
          <ProblemAlert error={offered.error} onRetry={() => void offered.refetch()} />
        ) : offered.data === undefined ? (
          <Loading height={160} />
        ) : !offered.data.hasPasswordReset ? (
          <Text size="sm">{t('passwordReset.noMail', { provider: offered.data.provider })}</Text>
        ) : sentTo === null ? (
          <Ask onSent={setSentTo} />
        ) : (
          <Sent identifier={sentTo} onAgain={() => setSentTo(null)} />
        )}
        <div className="tb-gate-ways">
          <Link to="/sign-in">{t('passwordReset.back')}</Link>
        </div>
      </main>
      <Preferences />
    </div>
  );
}

function Ask({ onSent }: { onSent: (identifier: string) => void }) {
  const { t } = useTranslation();
  const [identifier, setIdentifier] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const asking = useWrite({
    mutationFn: () => post('/password-resets', { identifier }, { renewsSession: false }),
    onSuccess: () => onSent(identifier.trim()),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(identifier.trim() === '');
    if (identifier.trim() === '') input.current?.focus();
    else if (!asking.isPending) asking.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('passwordReset.text')}</Text>
        {asking.isError && <ProblemAlert error={asking.error} />}
        <TextInput
          ref={input}
          label={t('signIn.identifier')}
          description={t('signIn.identifierHelp')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={identifier}
          onChange={(event) => setIdentifier(event.currentTarget.value)}
          error={isMissing && identifier.trim() === '' && t('signIn.identifierMissing')}
        />
        <Button type="submit" loading={asking.isPending} fullWidth>
          {t('passwordReset.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function Sent({ identifier, onAgain }: Readonly<{ identifier: string; onAgain: () => void }>) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <p className="tb-summary-note" data-tone="good" role="status">
        <Icon name="check" size={16} /> <span>{t('passwordReset.sent', { identifier })}</span>
      </p>
      <Text size="sm">{t('passwordReset.sentHelp')}</Text>
      <Button variant="default" onClick={onAgain} fullWidth>
        {t('passwordReset.again')}
      </Button>
    </Stack>
  );
}
