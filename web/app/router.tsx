/** Routes. Each page is a chunk of its own, so that a first load carries one page only. */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { detailSearch, listSearch, newAccountSearch } from '../features/accounts/search.ts';
import { ageingSearch, documentsSearch, runsSearch } from '../features/accounts/billing/search.ts';
import { overdueSearch } from '../features/accounts/dunning/search.ts';
import { auditSearch } from '../features/audit/search.ts';
import {
  callsSearch,
  dashboardSearch,
  exposureSearch,
  reportSearch,
} from '../features/accounts/calls/search.ts';
import { batchSearch } from '../features/coupons/search.ts';
import { carriersSearch } from '../features/carriers/search.ts';
import { mailTemplateSearch } from '../features/settings/mail-templates/search.ts';
import { liveSearch } from '../features/live/search.ts';
import { guardsSearch } from '../features/guards/search.ts';
import { numbersSearch } from '../features/numbers/search.ts';
import { rateGroupSearch, ratesSearch } from '../features/rates/search.ts';
import { rolesSearch } from '../features/roles/search.ts';
import { settingsSearch } from '../features/settings/search.ts';
import { deliveriesSearch } from '../features/webhooks/search.ts';
import { pageSearch } from '../ui/search-params.ts';
import { firstPage, openDefaultView } from './first-page.ts';
import { entryRoutes, root, signedIn } from './entry-routes.tsx';
import { NotFound, PageFailure } from './failures.tsx';
import { paymentRoutes } from './payment-routes.tsx';
import { productRoutes } from './product-routes.tsx';
import { needs, only, page, stringifySearch, withTexts } from './route-parts.ts';

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context: { actor } }) => {
    // A customer has nobody below: its own page answers what it came for.
    if (actor.kind === 'customer') throw redirect({ to: '/accounts/$id', params: { id: actor.id } });
    throw redirect(firstPage(actor));
  },
});

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts',
  validateSearch: only(listSearch),
  beforeLoad: openDefaultView,
  component: page('listViews', () => import('../features/accounts/list/accounts-page.tsx'), 'AccountsPage'),
});

const newAccount = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/new',
  validateSearch: only(newAccountSearch),
  beforeLoad: needs(['accounts:create', 'staff:edit']),
  component: page(
    'newAccount',
    () => import('../features/accounts/create/new-account-page.tsx'),
    'NewAccountPage',
  ),
});

const importAccounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/import',
  beforeLoad: needs('accounts:import'),
  component: page(
    ['jobs', 'sheets'],
    () => import('../features/accounts/many/import-page.tsx'),
    'ImportAccountsPage',
  ),
});

const createMany = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/create-many',
  beforeLoad: needs('accounts:import'),
  component: page('jobs', () => import('../features/accounts/many/create-many-page.tsx'), 'CreateManyPage'),
});

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs',
  validateSearch: only(pageSearch),
  beforeLoad: needs('jobs:read'),
  component: page('jobs', () => import('../features/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$id',
  beforeLoad: needs('jobs:read'),
  component: page(['jobs', 'sheets'], () => import('../features/jobs/job-page.tsx'), 'JobPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/$id',
  validateSearch: only(detailSearch),
  component: page('usage', () => import('../features/accounts/detail/account-page.tsx'), 'AccountPage'),
});

const live = createRoute({
  getParentRoute: () => signedIn,
  path: '/live',
  validateSearch: only(liveSearch),
  // A customer sees its own calls on its own page.
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: page(['live', 'usage'], () => import('../features/live/live-page.tsx'), 'LivePage'),
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/dashboard',
  validateSearch: only(dashboardSearch),
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: page(
    ['usage', 'traffic', 'health', 'billing'],
    () => import('../features/accounts/calls/dashboard-page.tsx'),
    'DashboardPage',
  ),
});

const calls = createRoute({
  getParentRoute: () => signedIn,
  path: '/calls',
  validateSearch: only(callsSearch),
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: page(
    ['usage', 'traffic'],
    () => import('../features/accounts/calls/calls-page.tsx'),
    'CallsPage',
  ),
});

const documents = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents',
  validateSearch: only(documentsSearch),
  // A customer has its own on its own page.
  beforeLoad: needs('documents:read', { isForCustomers: false }),
  component: page(
    'billing',
    () => import('../features/accounts/billing/documents-page.tsx'),
    'DocumentsPage',
  ),
});

const invoiceDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoice-drafts/$id',
  beforeLoad: needs('documents:issue'),
  component: page('billing', () => import('../features/accounts/billing/draft-page.tsx'), 'DraftPage'),
});

const ageing = createRoute({
  getParentRoute: () => signedIn,
  path: '/ageing',
  validateSearch: only(ageingSearch),
  beforeLoad: needs('documents:read', { isForCustomers: false }),
  component: page('billing', () => import('../features/accounts/billing/ageing-page.tsx'), 'AgeingPage'),
});

const overdue = createRoute({
  getParentRoute: () => signedIn,
  path: '/overdue',
  validateSearch: only(overdueSearch),
  beforeLoad: needs('dunning:read', { isForCustomers: false }),
  component: page(
    ['dunning', 'billing'],
    () => import('../features/accounts/dunning/overdue-page.tsx'),
    'OverduePage',
  ),
});

const billingRuns = createRoute({
  getParentRoute: () => signedIn,
  path: '/billing-runs',
  validateSearch: only(runsSearch),
  beforeLoad: needs('documents:issue'),
  component: page(
    ['billing', 'jobs'],
    () => import('../features/accounts/billing/runs-page.tsx'),
    'RunsPage',
  ),
});

const exposure = createRoute({
  getParentRoute: () => signedIn,
  path: '/exposure',
  validateSearch: only(exposureSearch),
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: page('traffic', () => import('../features/accounts/calls/exposure-page.tsx'), 'ExposurePage'),
});

const callReport = createRoute({
  getParentRoute: () => signedIn,
  path: '/calls/report',
  validateSearch: only(reportSearch),
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: page(
    ['usage', 'traffic'],
    () => import('../features/accounts/calls/report-page.tsx'),
    'ReportPage',
  ),
});

const numbers = createRoute({
  getParentRoute: () => signedIn,
  path: '/numbers',
  validateSearch: only(numbersSearch),
  // A customer reads its own numbers on its own page; the inventory is not its.
  beforeLoad: needs(['dids:read', 'access_numbers:read'], { isForCustomers: false }),
  component: page(
    ['dids', 'sheets', 'subscriptions'],
    () => import('../features/numbers/numbers-page.tsx'),
    'NumbersPage',
  ),
});

const rates = createRoute({
  getParentRoute: () => signedIn,
  path: '/rates',
  validateSearch: only(ratesSearch),
  beforeLoad: needs('rates:read'),
  component: page(['rates', 'sheets'], () => import('../features/rates/list/rates-page.tsx'), 'RatesPage'),
});

const rateGroup = createRoute({
  getParentRoute: () => signedIn,
  path: '/rates/$id',
  validateSearch: only(rateGroupSearch),
  beforeLoad: needs('rates:read'),
  component: page(
    ['rates', 'sheets'],
    () => import('../features/rates/group/rate-group-page.tsx'),
    'RateGroupPage',
  ),
});

const rateImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/rates/$id/import',
  beforeLoad: needs('rates:import'),
  component: page(
    ['rates', 'sheets', 'replay'],
    () => import('../features/rates/import/import-page.tsx'),
    'ImportPage',
  ),
});

const carriers = createRoute({
  getParentRoute: () => signedIn,
  path: '/carriers',
  validateSearch: only(carriersSearch),
  beforeLoad: needs(['carriers:read', 'switches:read']),
  component: page(
    ['carriers', 'health', 'unknownCalls'],
    () => import('../features/carriers/carriers-page.tsx'),
    'CarriersPage',
  ),
});

const trunk = createRoute({
  getParentRoute: () => signedIn,
  path: '/carriers/trunks/$id',
  beforeLoad: needs('carriers:read'),
  component: page(['carriers', 'health'], () => import('../features/carriers/trunk-page.tsx'), 'TrunkPage'),
});

const localizations = createRoute({
  getParentRoute: () => signedIn,
  path: '/localizations',
  beforeLoad: needs('localizations:read'),
  component: page(
    'localization',
    () => import('../features/localization/localizations-page.tsx'),
    'LocalizationsPage',
  ),
});

const localization = createRoute({
  getParentRoute: () => signedIn,
  path: '/localizations/$id',
  beforeLoad: needs('localizations:read'),
  component: page('localization', () => import('../features/localization/set-page.tsx'), 'LocalizationPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/api-keys',
  beforeLoad: needs('self'),
  component: lazyRouteComponent(
    withTexts(
      'apiKeys',
      withTexts('roles', () => import('../features/api-keys/api-keys-page.tsx')),
    ),
    'ApiKeysPage',
  ),
});

const security = createRoute({
  getParentRoute: () => signedIn,
  path: '/security',
  beforeLoad: needs('self'),
  component: page('security', () => import('../features/security/security-page.tsx'), 'SecurityPage'),
});

const roles = createRoute({
  getParentRoute: () => signedIn,
  path: '/roles',
  validateSearch: only(rolesSearch),
  beforeLoad: needs('roles:read'),
  component: page('roles', () => import('../features/roles/roles-page.tsx'), 'RolesPage'),
});

const role = createRoute({
  getParentRoute: () => signedIn,
  path: '/roles/$id',
  beforeLoad: needs('roles:read'),
  component: page('roles', () => import('../features/roles/role-page.tsx'), 'RolePage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  validateSearch: only(settingsSearch),
  beforeLoad: needs('settings:read'),
  component: lazyRouteComponent(
    withTexts(
      'settings',
      withTexts('newAccount', () => import('../features/settings/settings-page.tsx')),
    ),
    'SettingsPage',
  ),
});

const mailTemplates = createRoute({
  getParentRoute: () => signedIn,
  path: '/mail-templates',
  beforeLoad: needs('mail_templates:read'),
  component: page(
    ['mails', 'mailTemplates', 'settings'],
    () => import('../features/settings/mail-templates/mail-templates-page.tsx'),
    'MailTemplatesPage',
  ),
});

const mailTemplate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mail-templates/$kind',
  validateSearch: only(mailTemplateSearch),
  beforeLoad: needs('mail_templates:read'),
  component: page(
    ['mails', 'mailTemplates', 'settings'],
    () => import('../features/settings/mail-templates/mail-template-page.tsx'),
    'MailTemplatePage',
  ),
});

const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  beforeLoad: needs('webhooks:read'),
  component: page('webhooks', () => import('../features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});

const webhook = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks/$id',
  validateSearch: only(deliveriesSearch),
  beforeLoad: needs('webhooks:read'),
  component: page('webhooks', () => import('../features/webhooks/webhook-page.tsx'), 'WebhookPage'),
});

/** Events are of all kinds, so that the page has the words of all of them. */
const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  validateSearch: only(auditSearch),
  // A customer reads what happened to it on its own page.
  beforeLoad: needs('audit:read', { isForCustomers: false }),
  component: lazyRouteComponent(
    (['audit', 'timeline', 'settings', 'brand', 'numbers', 'rates'] as const).reduce(
      (load, part) => withTexts(part, load),
      () => import('../features/audit/audit-page.tsx'),
    ),
    'AuditPage',
  ),
});

const guardEventsPage = withTexts('guardEvents', () => import('../features/guards/guard-events-page.tsx'));
const guardEvents = createRoute({
  getParentRoute: () => signedIn,
  path: '/guard-events',
  validateSearch: only(guardsSearch),
  beforeLoad: needs('calls:read', { isForCustomers: false }),
  component: lazyRouteComponent(guardEventsPage, 'GuardEventsPage'),
});

const coupons = createRoute({
  getParentRoute: () => signedIn,
  path: '/coupons',
  validateSearch: only(pageSearch),
  beforeLoad: needs('coupons:read'),
  component: page('coupons', () => import('../features/coupons/coupons-page.tsx'), 'CouponsPage'),
});

const couponBatch = createRoute({
  getParentRoute: () => signedIn,
  path: '/coupons/$id',
  validateSearch: only(batchSearch),
  beforeLoad: needs('coupons:read'),
  component: page('coupons', () => import('../features/coupons/batch-page.tsx'), 'BatchPage'),
});

const routeTree = root.addChildren([
  ...entryRoutes,
  signedIn.addChildren([
    home,
    accounts,
    newAccount,
    importAccounts,
    createMany,
    account,
    live,
    dashboard,
    calls,
    callReport,
    exposure,
    documents,
    invoiceDraft,
    ageing,
    overdue,
    billingRuns,
    ...paymentRoutes,
    coupons,
    couponBatch,
    jobs,
    job,
    numbers,
    rates,
    rateGroup,
    rateImport,
    ...productRoutes,
    carriers,
    trunk,
    localizations,
    localization,
    apiKeys,
    security,
    roles,
    role,
    settings,
    mailTemplates,
    mailTemplate,
    webhooks,
    webhook,
    audit,
    guardEvents,
  ]),
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
