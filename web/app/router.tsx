/** Routes. Each page is a chunk of its own, so that a first load carries one page only. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { actorQuery } from '../api/actor.ts';
import { detailSearch, listSearch, newAccountSearch } from '../features/accounts/search.ts';
import { NotFound, PageFailure } from './failures.tsx';
import { Shell } from './shell.tsx';

type Context = Readonly<{ queryClient: QueryClient }>;

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

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

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const actor = await context.queryClient.ensureQueryData(actorQuery);
    if (actor === null) throw redirect({ to: '/sign-in', search: { redirect: location.href } });
    if (actor.mustChangePassword) throw redirect({ to: '/change-password' });
    return { actor };
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context: { actor } }) => {
    // A customer has nobody below: its own page answers what it came for.
    if (actor.kind === 'customer') throw redirect({ to: '/accounts/$id', params: { id: actor.id } });
    throw redirect({ to: '/accounts', search: {} });
  },
});

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts',
  validateSearch: only(listSearch),
  component: lazyRouteComponent(() => import('../features/accounts/list/accounts-page.tsx'), 'AccountsPage'),
});

const newAccount = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/new',
  validateSearch: only(newAccountSearch),
  component: lazyRouteComponent(
    () => import('../features/accounts/create/new-account-page.tsx'),
    'NewAccountPage',
  ),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/$id',
  validateSearch: only(detailSearch),
  component: lazyRouteComponent(() => import('../features/accounts/detail/account-page.tsx'), 'AccountPage'),
});

const routeTree = root.addChildren([
  signIn,
  changePassword,
  signedIn.addChildren([home, accounts, newAccount, account]),
]);

export function createPanelRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    // Everything in an address is text: "0049" must not become the number 49.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPanelRouter>;
  }
}

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '');
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The router keeps what a validator leaves out, so that a page would work with what its validator
 * refused; named as undefined, it goes.
 */
function only<Search extends object>(validate: (raw: Record<string, unknown>) => Search) {
  return (raw: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(raw).map((key) => [key, undefined])),
    ...validate(raw),
  });
}

function signInSearch({ redirect }: Record<string, unknown>): { redirect?: string } {
  return typeof redirect === 'string' && isOwnPath(redirect) ? { redirect } : {};
}

/** Only a path of this panel: "//elsewhere" and "https:" would lead away after sign-in. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}
