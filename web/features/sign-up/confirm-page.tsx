import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { actorAnswer } from '../../../src/schemas/accounts/sign-in.ts';
import type { pendingSignUp } from '../../../src/schemas/accounts/sign-up.ts';
import { actorQuery, type Actor } from '../../api/actor.ts';
import { get, post } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useWrite } from '../../api/use-write.ts';
import { Preferences } from '../../app/preferences.tsx';
import { Brand, BrandMark } from '../../ui/brand.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { fieldText } from '../../ui/problem-text.ts';

type Pending = z.output<typeof pendingSignUp>;

/** Where the link of a sign-up leads: the password that was chosen opens the account. The token stands behind "#". */
export function ConfirmSignUpPage() {
  const { t } = useTranslation();
  const { hash: token } = useLocation();
  const url = `/sign-up/${encodeURIComponent(token)}`;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const pending = useQuery({
    queryKey: ['sign-up', 'link', token],
    queryFn: ({ signal }) => get<Pending>(url, { signal, renewsSession: false }),
    enabled: token !== '',
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const enter = async (actor: Actor) => {
    queryClient.clear();
    queryClient.setQueryData(actorQuery.queryKey, actor);
    await navigate({ to: '/' });
  };
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        {pending.data === undefined ? <Brand /> : <BrandMark brand={pending.data.brand} />}
        <h1>{t('signUp.confirmTitle')}</h1>
        {token === '' ? (
          <Text size="sm">{t('problem.sign_up_link_not_valid')}</Text>
        ) : pending.isError ? (
          <ProblemAlert error={pending.error} />
        ) : pending.data === undefined ? (
          <Loading height={160} />
        ) : (
          <Confirm url={url} pending={pending.data} onDone={(actor) => void enter(actor)} />
        )}
        {(token === '' || pending.isError) && (
          <Button renderRoot={(props) => <Link {...props} to="/sign-in" />} variant="default" fullWidth>
            {t('signIn.submit')}
          </Button>
        )}
      </main>
      <Preferences />
    </div>
  );
}

function Confirm({
  url,
  pending: { email, provider },
  onDone,
}: Readonly<{ url: string; pending: Pending; onDone: (actor: Actor) => void }>) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const confirming = useWrite({
    mutationFn: () => post<z.output<typeof actorAnswer>>(url, { password }, { renewsSession: false }),
    onSuccess: ({ actor }) => onDone(actor),
    onError: () => input.current?.select(),
  });
  const refused =
    confirming.error instanceof ApiProblem
      ? confirming.error.errors.find(({ field }) => field === 'password')?.message
      : undefined;
  const mistake = isMissing ? t('signIn.passwordMissing') : refused === undefined ? null : fieldText(refused);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password === '') input.current?.focus();
    else if (!confirming.isPending) confirming.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('signUp.confirmText', { email, provider })}</Text>
        {confirming.isError && refused === undefined && <ProblemAlert error={confirming.error} />}
        {/* So that a password manager knows which one to fill in. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          ref={input}
          data-autofocus
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={mistake}
          visibilityToggleButtonProps={{ 'aria-label': t('common.reveal'), tabIndex: 0 }}
        />
        <Button type="submit" loading={confirming.isPending} fullWidth>
          {t('signUp.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
