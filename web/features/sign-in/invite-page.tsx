import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { weaknessOfPassword } from '../../../src/domain/accounts/passwords.ts';
import type { invite } from '../../../src/schemas/accounts/invite.ts';
import { get, post } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import { Preferences } from '../../app/preferences.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { Brand } from '../../ui/brand.tsx';
import { timeText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { fieldText } from '../../ui/problem-text.ts';

type Invite = z.output<typeof invite>;

/** Where the link of an invitation leads: a password of one's own. The token stands behind "#" and in no log. */
export function InvitePage() {
  const { t } = useTranslation();
  return (
    <LinkPage
      path="/invites"
      title={t('invite.title')}
      text={(values) => t('invite.text', values)}
      noToken={t('problem.invite_not_valid')}
    />
  );
}

/** The same for whoever forgot its password. */
export function ResetPasswordPage() {
  const { t } = useTranslation();
  return (
    <LinkPage
      path="/password-resets"
      title={t('passwordReset.chooseTitle')}
      text={(values) => t('passwordReset.chooseText', values)}
      noToken={t('problem.password_reset_not_valid')}
      wayOut={<Link to="/forgot-password">{t('passwordReset.another')}</Link>}
    />
  );
}

type LinkPageProps = Readonly<{
  path: '/invites' | '/password-resets';
  title: string;
  text: (values: Readonly<{ number: string; until: string }>) => string;
  noToken: string;
  /** What to do about a link that is not valid. */
  wayOut?: ReactNode;
}>;

function LinkPage({ path, title, text, noToken, wayOut }: LinkPageProps) {
  const { t } = useTranslation();
  const { hash: token } = useLocation();
  const url = `${path}/${encodeURIComponent(token)}`;
  const [isDone, setDone] = useState(false);
  const invited = useQuery({
    queryKey: [path, token],
    queryFn: ({ signal }) => get<Invite>(url, { signal, renewsSession: false }),
    enabled: token !== '' && !isDone,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        <Brand />
        <h1>{isDone ? t('invite.doneTitle') : title}</h1>
        {isDone && invited.data !== undefined ? (
          <Done number={invited.data.number} />
        ) : token === '' ? (
          <Text size="sm">{noToken}</Text>
        ) : invited.isError ? (
          <ProblemAlert error={invited.error} />
        ) : invited.data === undefined ? (
          <Loading height={160} />
        ) : (
          <ChoosePassword url={url} invited={invited.data} text={text} onDone={() => setDone(true)} />
        )}
        {wayOut !== undefined && (token === '' || invited.isError) && (
          <div className="tb-gate-ways">{wayOut}</div>
        )}
      </main>
      <Preferences />
    </div>
  );
}

function ChoosePassword({
  url,
  invited,
  text,
  onDone,
}: Readonly<{ url: string; invited: Invite; text: LinkPageProps['text']; onDone: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [password, setPassword] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const accepting = useWrite({
    mutationFn: () => post(url, { password }, { renewsSession: false }),
    onSuccess: onDone,
  });
  const { number, email, expiresAt, passwordLengthMin: lengthMin } = invited;
  const weakness = weaknessOfPassword(password, { lengthMin, personal: [number, email ?? ''] });
  const refused = accepting.error instanceof ApiProblem ? accepting.error.errors[0]?.message : undefined;
  const mistake = (wasSubmitted ? weakness : null) ?? refused ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (weakness === null && !accepting.isPending) accepting.mutate();
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{text({ number, until: timeText(expiresAt, zone, language) })}</Text>
        {accepting.isError && refused === undefined && <ProblemAlert error={accepting.error} />}
        {/* So that a password manager keeps the two together. */}
        <input type="hidden" name="username" autoComplete="username" value={email ?? number} readOnly />
        <PasswordInput
          data-autofocus
          label={t('changePassword.new')}
          description={t('changePassword.newHelp', { min: lengthMin })}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={mistake === null ? undefined : fieldText(mistake)}
          visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
        />
        <Button type="submit" loading={accepting.isPending} fullWidth>
          {t('invite.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function Done({ number }: { number: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <p className="tb-summary-note" data-tone="good" role="status">
        <Icon name="check" size={16} /> <span>{t('invite.done', { number })}</span>
      </p>
      <Button renderRoot={(props) => <Link {...props} to="/sign-in" />} fullWidth>
        {t('signIn.submit')}
      </Button>
    </Stack>
  );
}
