import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actorQuery, type Actor } from '../../api/actor.ts';
import { sessionEnd } from '../../api/session.ts';
import { signInPageQuery } from '../../api/sign-in-page.ts';
import { Preferences } from '../../app/preferences.tsx';
import { SignInForm } from '../../app/sign-in-form.tsx';
import { Brand } from '../../ui/brand.tsx';

export function SignInPage() {
  const { t } = useTranslation();
  const { redirect = '/' } = useSearch({ from: '/sign-in' });
  const why = sessionEnd();
  const { data: offered } = useQuery(signInPageQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const enter = async (actor: Actor) => {
    queryClient.clear();
    queryClient.setQueryData(actorQuery.queryKey, actor);
    if (actor.mustChangePassword) await navigate({ to: '/change-password' });
    else router.history.push(redirect);
  };
  return (
    <div className="tb-gate">
      <main className="tb-gate-card">
        <Brand />
        <h1>{t('signIn.title')}</h1>
        {why !== null && (
          <Text size="sm" mb="md" role="status">
            {t(`problem.${why}`)}
          </Text>
        )}
        <SignInForm onSignedIn={(actor) => void enter(actor)} />
        <div className="tb-gate-ways">
          <Link to="/forgot-password">{t('signIn.forgot')}</Link>
          {offered?.hasSignUp === true && (
            <span>
              {t('signIn.noAccount')} <Link to="/sign-up">{t('signIn.signUp')}</Link>
            </span>
          )}
        </div>
      </main>
      <Preferences />
    </div>
  );
}
