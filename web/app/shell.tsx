import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../src/domain/accounts/actor.ts';
import { actorQuery, signOut } from '../api/actor.ts';
import { Brand } from '../ui/brand.tsx';
import { PortalLinks } from '../features/accounts/portal/portal-links.tsx';
import { SearchButton } from '../features/search/search-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { loadTexts } from './i18n.ts';
import { JobsLink } from './jobs-link.tsx';
import { SeeAsBar } from './see-as-bar.tsx';
import { useMay } from '../api/may.ts';

/** Menus that hardly anybody opens; no page waits for them. */
const Preferences = lazy(async () => ({ default: (await import('./preferences.tsx')).Preferences }));

const SignedInAsBar = lazy(async () => {
  const [{ SignedInAsBar: component }] = await Promise.all([
    import('./signed-in-as-bar.tsx'),
    loadTexts('signInAs'),
  ]);
  return { default: component };
});

const DebtBanner = lazy(async () => {
  const [{ DebtBanner: component }] = await Promise.all([
    import('../features/accounts/dunning/debt-banner.tsx'),
    loadTexts('dunning'),
  ]);
  return { default: component };
});

/** The frame around every page: where one is, who one is, and the way out. */
export function Shell() {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const isCustomer = actor?.kind === 'customer';
  const isBorrowed = actor?.signedInAs !== null && actor?.signedInAs !== undefined;
  const may = useMay();
  const menu = useMenu();
  const menuButton = useRef<HTMLButtonElement>(null);
  const links = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!menu.isOpen) links.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [menu.place, menu.isOpen]);
  return (
    <div className="tb-shell" data-signed-in-as={isBorrowed || undefined}>
      <a className="tb-skip" href="#page">
        {t('shell.skip')}
      </a>
      <header className="tb-rail">
        <Link to="/" className="tb-rail-brand">
          <Brand isSignedIn />
        </Link>
        {may('accounts:read') && !isCustomer && <SearchButton />}
        {actor && !isCustomer && (
          <button
            ref={menuButton}
            type="button"
            className="tb-rail-menu"
            aria-expanded={menu.isOpen}
            aria-controls={menu.id}
            onClick={menu.toggle}
          >
            <Icon name={menu.isOpen ? 'close' : 'menu'} /> <span>{t('shell.menu')}</span>
          </button>
        )}
        <nav
          ref={links}
          id={menu.id}
          aria-label={t('shell.navigation')}
          data-folded={(!isCustomer && !menu.isOpen) || undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !menu.isOpen) return;
            menu.close();
            // What was focused is not shown any more.
            menuButton.current?.focus();
          }}
        >
          {actor && isCustomer && <PortalLinks accountId={actor.id} />}
          {actor?.kind === 'reseller' && may('accounts:read') && (
            <Link
              className="tb-rail-link"
              to="/accounts/$id"
              params={{ id: actor.id }}
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="home" /> <span>{t('shell.ownAccount')}</span>
            </Link>
          )}
          {actor && !isCustomer && (
            <>
              {may('calls:read') && (
                <>
                  <Link
                    className="tb-rail-link"
                    to="/dashboard"
                    search={{}}
                    activeOptions={{ includeSearch: false }}
                  >
                    <Icon name="chart" /> <span>{t('shell.dashboard')}</span>
                  </Link>
                  <Link
                    className="tb-rail-link"
                    to="/calls"
                    search={{}}
                    activeOptions={{ exact: true, includeSearch: false }}
                  >
                    <Icon name="phone" /> <span>{t('shell.calls')}</span>
                  </Link>
                  <Link
                    className="tb-rail-link"
                    to="/calls/report"
                    search={{}}
                    activeOptions={{ includeSearch: false }}
                  >
                    <Icon name="report" /> <span>{t('shell.callReports')}</span>
                  </Link>
                </>
              )}
              {may('accounts:read') && (
                <Link
                  className="tb-rail-link"
                  to="/accounts"
                  search={{}}
                  activeOptions={{ exact: true, includeSearch: false }}
                >
                  <Icon name="accounts" /> <span>{t('shell.accounts')}</span>
                </Link>
              )}
              {may('accounts:create') && (
                <Link className="tb-rail-link" to="/accounts/new" search={{ kind: 'customer' }}>
                  <Icon name="add" /> <span>{t('shell.createCustomer')}</span>
                </Link>
              )}
            </>
          )}
          {may('documents:read') && !isCustomer && (
            <Link
              className="tb-rail-link"
              to="/documents"
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="document" /> <span>{t('shell.documents')}</span>
            </Link>
          )}
          {may('payments:approve') && (
            <Link
              className="tb-rail-link"
              to="/pending-payments"
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="clock" /> <span>{t('shell.pendingPayments')}</span>
            </Link>
          )}
          {may('money:read') && actor && !isCustomer && (
            <Link
              className="tb-rail-link"
              to="/card-payments"
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="card" /> <span>{t('shell.cardPayments')}</span>
            </Link>
          )}
          {may('coupons:read') && (
            <Link className="tb-rail-link" to="/coupons" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="ticket" /> <span>{t('shell.coupons')}</span>
            </Link>
          )}
          {may('calls:read') && actor && !isCustomer && (
            <Link className="tb-rail-link" to="/live" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="live" /> <span>{t('shell.live')}</span>
            </Link>
          )}
          {may('jobs:read') && <JobsLink />}
          {may(['dids:read', 'access_numbers:read']) && !isCustomer && (
            <Link className="tb-rail-link" to="/numbers" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="hash" /> <span>{t('shell.numbers')}</span>
            </Link>
          )}
          {may('calls:read') && !isCustomer && (
            <Link
              className="tb-rail-link"
              to="/guard-events"
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="shield" /> <span>{t('shell.guardEvents')}</span>
            </Link>
          )}
          {may('rates:read') && (
            <Link className="tb-rail-link" to="/rates" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="rates" /> <span>{t('shell.rates')}</span>
            </Link>
          )}
          {may(['products:read', 'subscriptions:read']) && actor && !isCustomer && (
            <Link
              className="tb-rail-link"
              to="/products"
              search={{}}
              activeOptions={{ includeSearch: false }}
            >
              <Icon name="box" /> <span>{t('shell.products')}</span>
            </Link>
          )}
          {may('localizations:read') && (
            <Link className="tb-rail-link" to="/localizations">
              <Icon name="globe" /> <span>{t('shell.localization')}</span>
            </Link>
          )}
          {may(['carriers:read', 'switches:read']) && (
            <>
              <Link
                className="tb-rail-link"
                to="/carriers"
                search={{}}
                activeOptions={{ includeSearch: false }}
              >
                <Icon name="carriers" /> <span>{t('shell.carriers')}</span>
              </Link>
            </>
          )}
          {may('roles:read') && (
            <Link className="tb-rail-link" to="/roles" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="roles" /> <span>{t('shell.roles')}</span>
            </Link>
          )}
          {may('audit:read') && !isCustomer && (
            <Link className="tb-rail-link" to="/audit" search={{}} activeOptions={{ includeSearch: false }}>
              <Icon name="list" /> <span>{t('shell.audit')}</span>
            </Link>
          )}
          {may('webhooks:read') && (
            <Link className="tb-rail-link" to="/webhooks">
              <Icon name="out" /> <span>{t('shell.webhooks')}</span>
            </Link>
          )}
          {may('settings:read') && (
            <Link className="tb-rail-link" to="/settings">
              <Icon name="settings" /> <span>{t('shell.settings')}</span>
            </Link>
          )}
        </nav>
        <div className="tb-rail-foot">
          {actor && (
            <div className="tb-rail-actor">
              <strong>
                <bdi>{actor.displayName}</bdi>
              </strong>
              <span>{t(`kind.${actor.kind}`)}</span>
            </div>
          )}
          <div className="tb-rail-tools">
            <span className="tb-rail-icons">
              <Suspense fallback={<span className="tb-preferences" />}>
                <Preferences />
              </Suspense>
              {actor && isStaff(actor) && may('accounts:read') && (
                <ActionIcon
                  variant="transparent"
                  className="tb-action"
                  aria-label={t('shell.ownAccount')}
                  title={t('shell.ownAccount')}
                  renderRoot={(props) => <Link {...props} to="/accounts/$id" params={{ id: actor.id }} />}
                >
                  <Icon name="home" />
                </ActionIcon>
              )}
              {!isBorrowed && (
                <>
                  <ActionIcon
                    variant="transparent"
                    className="tb-action"
                    aria-label={t('shell.security')}
                    title={t('shell.security')}
                    renderRoot={(props) => <Link {...props} to="/security" />}
                  >
                    <Icon name="lock" />
                  </ActionIcon>
                  <ActionIcon
                    variant="transparent"
                    className="tb-action"
                    aria-label={t('shell.apiKeys')}
                    title={t('shell.apiKeys')}
                    renderRoot={(props) => <Link {...props} to="/api-keys" />}
                  >
                    <Icon name="key" />
                  </ActionIcon>
                </>
              )}
            </span>
            <SignOut />
          </div>
        </div>
      </header>
      <main id="page" className="tb-page" tabIndex={-1}>
        {actor && isBorrowed && (
          <Suspense>
            <SignedInAsBar actor={actor} />
          </Suspense>
        )}
        <SeeAsBar />
        {(actor?.kind === 'customer' || actor?.kind === 'reseller') && may('documents:read') && (
          <Suspense>
            <DebtBanner actor={actor} />
          </Suspense>
        )}
        <Outlet />
      </main>
    </div>
  );
}

/** Of narrow screens, where two dozen links would be all that one sees: it is open until one has gone somewhere. */
function useMenu() {
  const id = useId();
  const place = useRouterState({ select: ({ location }) => location.href });
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === place;
  return {
    id,
    place,
    isOpen,
    toggle: () => setOpenAt(isOpen ? null : place),
    close: () => setOpenAt(null),
  };
}

function SignOut() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: signOut,
    onSettled: async () => {
      sessionStorage.clear();
      queryClient.clear();
      queryClient.setQueryData(actorQuery.queryKey, null);
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button
      variant="transparent"
      size="compact-sm"
      className="tb-sign-out"
      leftSection={<Icon name="out" size={16} />}
      onClick={() => leaving.mutate()}
    >
      {t('shell.signOut')}
    </Button>
  );
}
