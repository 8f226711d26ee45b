/** The root of all routes, pages without a session, and what the pages of a session are below. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { actorQuery } from '../api/actor.ts';
import { NotFound } from './failures.tsx';
import { only, page, signInSearch, signUpSearch } from './route-parts.ts';
import { Shell } from './shell.tsx';

type Context = Readonly<{ queryClient: QueryClient }>;

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: only(signInSearch),
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const changePassword = createRoute({
  getParentRoute: () => root,
  path: '/change-password',
  beforeLoad: async ({ context }) => {
    if ((await context.queryClient.ensureQueryData(actorQuery)) === null) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(
    () => import('../features/sign-in/change-password-page.tsx'),
    'ChangePasswordPage',
  ),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: async ({ context }) => {
    const actor = await context.queryClient.ensureQueryData(actorQuery);
    if (actor === null) throw redirect({ to: '/sign-in' });
    if (!actor.mustEnrolSecondFactor) throw redirect({ to: '/' });
  },
  component: page(
    'security',
    () => import('../features/security/second-factor-page.tsx'),
    'SecondFactorPage',
  ),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('../features/sign-in/invite-page.tsx'), 'InvitePage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: page(
    'passwordReset',
    () => import('../features/sign-in/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: page('passwordReset', () => import('../features/sign-in/invite-page.tsx'), 'ResetPasswordPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: only(signUpSearch),
  component: page('signUp', () => import('../features/sign-up/sign-up-page.tsx'), 'SignUpPage'),
});

const confirmSignUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up/confirm',
  component: page('signUp', () => import('../features/sign-up/confirm-page.tsx'), 'ConfirmSignUpPage'),
});

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const actor = await context.queryClient.ensureQueryData(actorQuery);
    if (actor === null) throw redirect({ to: '/sign-in', search: { redirect: location.href } });
    if (actor.mustChangePassword) throw redirect({ to: '/change-password' });
    if (actor.mustEnrolSecondFactor) throw redirect({ to: '/second-factor' });
    return { actor };
  },
  component: Shell,
});

/** Those that nobody signs in for, or that come before anything else of a session. */
export const entryRoutes = [
  signIn,
  changePassword,
  secondFactor,
  invite,
  forgotPassword,
  resetPassword,
  signUp,
  confirmSignUp,
] as const;
