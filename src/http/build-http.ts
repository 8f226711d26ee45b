/** Builds the HTTP server: API, docs page and panel, behind one authentication. */
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyRequest } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type pg from 'pg';
import { z } from 'zod';
import { safeParse, type $ZodType } from 'zod/v4/core';
import { Problem } from '../domain/problem.ts';
import { behindWall, withReader } from '../postgres/wall.ts';
import { createSignInLimiter } from '../operations/accounts/sign-in-limiter.ts';
import { acceptedInstead } from './accepted.ts';
import { addRoleRoutes } from './access/role-routes.ts';
import { addAccountRoutes } from './accounts/account-routes.ts';
import { addApiKeyRoutes } from './accounts/api-key-routes.ts';
import { addItemRoutes } from './accounts/item-routes.ts';
import { addExportRoute } from './accounts/export-route.ts';
import { addManyRoutes } from './accounts/many-routes.ts';
import { addChangeManyRoutes } from './accounts/change-many-routes.ts';
import { addDestinationClassRoutes } from './accounts/destination-class-routes.ts';
import { addTaxRoutes } from './accounts/tax-routes.ts';
import { addLetterheadRoutes } from './billing/letterhead-routes.ts';
import { addPackageRoutes } from './packages/package-routes.ts';
import { addProductRoutes } from './products/product-routes.ts';
import { addSubscriptionRoutes } from './products/subscription-routes.ts';
import { addDeviceRoutes } from './accounts/device-routes.ts';
import { addGuardRoutes } from './accounts/guard-routes.ts';
import { addLifeRoutes } from './accounts/life-routes.ts';
import { addInviteRoutes } from './accounts/invite-routes.ts';
import { addPasskeyRoutes } from './accounts/passkey-routes.ts';
import { addPasswordResetRoutes } from './accounts/password-reset-routes.ts';
import { addBrandRoutes } from './accounts/brand-routes.ts';
import { addPortalRoutes } from './accounts/portal-routes.ts';
import { addSecondFactorRoutes } from './accounts/second-factor-routes.ts';
import { addSecurityRoutes } from './accounts/security-routes.ts';
import { addSessionRoutes } from './accounts/session-routes.ts';
import { addSettingsRoutes } from './accounts/settings-routes.ts';
import { addSignInAsRoutes } from './accounts/sign-in-as-routes.ts';
import { addSignUpRoutes } from './accounts/sign-up-routes.ts';
import { addViewRoutes } from './accounts/view-routes.ts';
import { addTemplateRoutes } from './accounts/template-routes.ts';
import type { App, HttpDeps } from './app.ts';
import { addAuthentication } from './authentication.ts';
import { addHealthRoute } from './health-route.ts';
import { addMailRoutes } from './mail/mail-routes.ts';
import { addMailServerRoutes } from './mail/mail-server-routes.ts';
import { addMailTemplateRoutes } from './mail/mail-template-routes.ts';
import { addNotificationRoutes } from './mail/notification-routes.ts';
import { addDraftRoutes } from './billing/draft-routes.ts';
import { addRunRoutes } from './billing/run-routes.ts';
import { addJobRoutes } from './jobs/job-routes.ts';
import { addCouponRoutes } from './coupons/coupon-routes.ts';
import { addMoneyRoutes } from './ledger/money-routes.ts';
import { addPendingPaymentRoutes } from './ledger/pending-payment-routes.ts';
import { addOpenApi } from './openapi.ts';
import { addEventRoutes } from './events/event-routes.ts';
import { addWebhookRoutes } from './events/webhook-routes.ts';
import { addPanel } from './panel.ts';
import { addExchangeRateRoutes } from './rating/exchange-rate-routes.ts';
import { addAuditRoutes } from './audit/audit-routes.ts';
import { addErasureRoutes } from './audit/erasure-routes.ts';
import { addTimelineRoutes } from './audit/timeline-routes.ts';
import { addAccessNumberRoutes } from './numbering/access-number-routes.ts';
import { addDidRoutes } from './numbering/did-routes.ts';
import { addLocalizationRoutes } from './numbering/localization-routes.ts';
import { addRateGroupRoutes } from './rating/rate-group-routes.ts';
import { addRateImportRoutes } from './rating/rate-import-routes.ts';
import { addComparisonRoutes } from './rating/comparison-routes.ts';
import { addRateVersionRoutes } from './rating/rate-version-routes.ts';
import { addPriceListRoutes } from './rating/price-list-routes.ts';
import { addRateRoutes } from './rating/rate-routes.ts';
import { addPriceRoute } from './rating/price-route.ts';
import { addSamplePriceRoute } from './rating/sample-price-route.ts';
import { addCallRoutes } from './charging/call-routes.ts';
import { addHangUpRoutes } from './charging/hang-up-routes.ts';
import { addCallSearchRoutes } from './charging/call-search-routes.ts';
import { addCardRoutes } from './cards/card-routes.ts';
import { addGuardEventRoutes } from './charging/guard-event-routes.ts';
import { addLiveRoutes } from './charging/live-routes.ts';
import { addLiveStreamRoute } from './charging/live-stream-route.ts';
import { addReplayRoute } from './charging/replay-route.ts';
import { addSimulatedCallRoutes } from './charging/simulated-call-route.ts';
import { addDocumentFileRoutes } from './billing/document-file-routes.ts';
import { addDocumentRoutes } from './billing/document-routes.ts';
import { addOwedRoutes } from './billing/owed-routes.ts';
import { addDunningPolicyRoutes } from './dunning/policy-routes.ts';
import { addDunningRoutes } from './dunning/dunning-routes.ts';
import { addExposureRoutes } from './ledger/exposure-routes.ts';
import { addUsageRoute } from './charging/usage-route.ts';
import { addGatewayRoutes } from './routing/gateway-routes.ts';
import { addProviderRoutes } from './routing/provider-routes.ts';
import { addRejectedEventRoutes } from './charging/rejected-event-routes.ts';
import { addUnknownCallRoutes } from './charging/unknown-call-routes.ts';
import { addSwitchRoutes } from './routing/switch-routes.ts';
import { addTrunkRoutes } from './routing/trunk-routes.ts';
import { addCardPaymentRoutes } from './payments/card-payment-routes.ts';
import { addOwnPaymentRoutes } from './payments/own-payment-routes.ts';
import { addPaymentGatewayRoutes } from './payments/payment-gateway-routes.ts';
import { addSearchRoutes } from './search/search-routes.ts';
import { invalidInput, sendError } from './problems.ts';
import { addSecurityHeaders } from './security-headers.ts';

export type HttpOptions = Readonly<{
  /** Writes. */
  pool: pg.Pool;
  /** Read-only connections. */
  reads: pg.Pool;
  now: () => Date;
  masterKey: Uint8Array;
  sipDomain: string;
  publicUrl: string;
  /** Left out: webhooks go to the public internet, by https. */
  outgoing?: HttpDeps['outgoing'];
  isSecure: boolean;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  logger: FastifyBaseLogger;
  /** How switches are told to end a call; left out: no call can be ended from here. */
  controlOf?: HttpDeps['controlOf'];
  /** Left out: live calls are read again every few seconds, and not told as they change. */
  live?: HttpDeps['live'];
  /** Left out: documents have no PDF but those that are kept. */
  renderer?: HttpDeps['renderer'];
  /** Left out: what needs prices in memory is not said. */
  catalogue?: HttpDeps['catalogue'];
  /** Left out: nobody pays by card. */
  openGateway?: HttpDeps['openGateway'];
  /** One that outlives this server; left out: one of its own. */
  signInLimiter?: HttpDeps['signInLimiter'];
  /** The built panel; it may be missing, then only the API answers. */
  webFolder: string;
  version?: string;
}>;

/** JSON of the API is small; rate sheets have a limit of their own. */
const BODY_BYTES_MAX = 1024 * 1024;

/** Builds the server without listening. Every route is registered behind authentication. */
export async function buildHttp(options: HttpOptions): Promise<App> {
  const app: App = Fastify({
    loggerInstance: withoutTokens(options.logger),
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    frameworkErrors: sendError,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.addHook('onRequest', (_request, _reply, done) => withReader(done));
  const deps: HttpDeps = {
    controlOf: () => null,
    catalogue: () => null,
    live: null,
    renderer: null,
    openGateway: () => {
      throw new Problem('payment_gateway_off');
    },
    ...options,
    reads: behindWall(options.reads),
    signInLimiter: options.signInLimiter ?? createSignInLimiter(options),
  };

  // Text is what a form of another site can send without asking first; nothing here takes it.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler<$ZodType>(({ schema, httpPart }) => {
    // A filter with a typing mistake would list everything. Made once: a validator is compiled once a route.
    const strict = httpPart === 'querystring' && schema instanceof z.ZodObject ? schema.strict() : schema;
    return (data: unknown) => {
      const result = safeParse(strict, data, { reportInput: true, error: acceptedInstead });
      return result.success ? { value: result.data } : { error: invalidInput(result.error.issues) };
    };
  });
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);

  await addSecurityHeaders(app, options);
  await app.register(cookie);
  addAuthentication(app, deps);
  await addOpenApi(app, options.version ?? '0.1.0');
  addHealthRoute(app, deps);
  addSessionRoutes(app, deps);
  addSecurityRoutes(app, deps);
  addSignInAsRoutes(app, deps);
  addSecondFactorRoutes(app, deps);
  addPasskeyRoutes(app, deps);
  addApiKeyRoutes(app, deps);
  addRoleRoutes(app, deps);
  addAccountRoutes(app, deps);
  addLifeRoutes(app, deps);
  addGuardRoutes(app, deps);
  addDestinationClassRoutes(app, deps);
  addLetterheadRoutes(app, deps);
  addTaxRoutes(app, deps);
  addPackageRoutes(app, deps);
  addProductRoutes(app, deps);
  addSubscriptionRoutes(app, deps);
  addPortalRoutes(app, deps);
  addManyRoutes(app, deps);
  addChangeManyRoutes(app, deps);
  addViewRoutes(app, deps);
  addTemplateRoutes(app, deps);
  addExportRoute(app, deps);
  addJobRoutes(app, deps);
  addDeviceRoutes(app, deps);
  addInviteRoutes(app, deps);
  addPasswordResetRoutes(app, deps);
  addMailRoutes(app, deps);
  addItemRoutes(app, deps);
  addMoneyRoutes(app, deps);
  addCouponRoutes(app, deps);
  addPendingPaymentRoutes(app, deps);
  addDraftRoutes(app, deps);
  addRunRoutes(app, deps);
  addDocumentRoutes(app, deps);
  addDocumentFileRoutes(app, deps);
  addOwedRoutes(app, deps);
  addDunningPolicyRoutes(app, deps);
  addDunningRoutes(app, deps);
  addRateGroupRoutes(app, deps);
  addRateRoutes(app, deps);
  addPriceListRoutes(app, deps);
  addRateImportRoutes(app, deps);
  addRateVersionRoutes(app, deps);
  addComparisonRoutes(app, deps);
  addSamplePriceRoute(app, deps);
  addPriceRoute(app);
  addExchangeRateRoutes(app, deps);
  addLocalizationRoutes(app, deps);
  addDidRoutes(app, deps);
  addAccessNumberRoutes(app, deps);
  addProviderRoutes(app, deps);
  addTrunkRoutes(app, deps);
  addGatewayRoutes(app, deps);
  addSwitchRoutes(app, deps);
  addRejectedEventRoutes(app, deps);
  addUnknownCallRoutes(app, deps);
  addCallRoutes(app, deps);
  addCallSearchRoutes(app, deps);
  addUsageRoute(app, deps);
  addExposureRoutes(app, deps);
  addLiveRoutes(app, deps);
  addLiveStreamRoute(app, deps);
  addHangUpRoutes(app, deps);
  addGuardEventRoutes(app, deps);
  addCardRoutes(app, deps);
  addSimulatedCallRoutes(app, deps);
  addReplayRoute(app, deps);
  addSettingsRoutes(app, deps);
  addBrandRoutes(app, deps);
  addSignUpRoutes(app, deps);
  addTimelineRoutes(app, deps);
  addAuditRoutes(app, deps);
  addErasureRoutes(app, deps);
  addSearchRoutes(app, deps);
  addMailServerRoutes(app, deps);
  addEventRoutes(app, deps);
  addWebhookRoutes(app, deps);
  addMailTemplateRoutes(app, deps);
  addNotificationRoutes(app, deps);
  addPaymentGatewayRoutes(app, deps);
  addCardPaymentRoutes(app, deps);
  addOwnPaymentRoutes(app, deps);
  await addPanel(app, options.webFolder);
  return app;
}

/** The address of a request is logged; the token of an invitation, a reset or a sign-up in it is a secret. */
function withoutTokens(logger: FastifyBaseLogger): FastifyBaseLogger {
  return logger.child(
    {},
    {
      serializers: {
        req: ({ method, url, host, ip }: FastifyRequest) => ({
          method,
          url: url.replace(/(\/(?:invites|password-resets|sign-up)\/)[^/?#]+/gi, '$1…'),
          host,
          remoteAddress: ip,
        }),
      },
    },
  );
}
