/** Texts that only some pages need: fetched with those pages, in the language that is shown. */

type Load = () => Promise<object>;
type TextPart = Readonly<{ en: Load; de: Load; ar: Load }>;

export const PARTS = {
  payments: {
    en: async () => (await import('./payments.en.ts')).paymentsEn,
    de: async () => (await import('./payments.de.ts')).paymentsDe,
    ar: async () => (await import('./payments.ar.ts')).paymentsAr,
  },
  cardStaff: {
    en: async () => (await import('./card-payments-staff.en.ts')).cardStaffEn,
    de: async () => (await import('./card-payments-staff.de.ts')).cardStaffDe,
    ar: async () => (await import('./card-payments-staff.ar.ts')).cardStaffAr,
  },
  coupons: {
    en: async () => (await import('./coupons.en.ts')).couponsEn,
    de: async () => (await import('./coupons.de.ts')).couponsDe,
    ar: async () => (await import('./coupons.ar.ts')).couponsAr,
  },
  redeem: {
    en: async () => (await import('./redeem.en.ts')).redeemEn,
    de: async () => (await import('./redeem.de.ts')).redeemDe,
    ar: async () => (await import('./redeem.ar.ts')).redeemAr,
  },
  apiKeys: {
    en: async () => (await import('./api-keys.en.ts')).apiKeysEn,
    de: async () => (await import('./api-keys.de.ts')).apiKeysDe,
    ar: async () => (await import('./api-keys.ar.ts')).apiKeysAr,
  },
  audit: {
    en: async () => (await import('./audit.en.ts')).auditEn,
    de: async () => (await import('./audit.de.ts')).auditDe,
    ar: async () => (await import('./audit.ar.ts')).auditAr,
  },
  billing: {
    en: async () => (await import('./billing.en.ts')).billingEn,
    de: async () => (await import('./billing.de.ts')).billingDe,
    ar: async () => (await import('./billing.ar.ts')).billingAr,
  },
  bulk: {
    en: async () => (await import('./bulk.en.ts')).bulkEn,
    de: async () => (await import('./bulk.de.ts')).bulkDe,
    ar: async () => (await import('./bulk.ar.ts')).bulkAr,
  },
  brand: {
    en: async () => (await import('./brand.en.ts')).brandEn,
    de: async () => (await import('./brand.de.ts')).brandDe,
    ar: async () => (await import('./brand.ar.ts')).brandAr,
  },
  letterhead: {
    en: async () => (await import('./letterhead.en.ts')).letterheadEn,
    de: async () => (await import('./letterhead.de.ts')).letterheadDe,
    ar: async () => (await import('./letterhead.ar.ts')).letterheadAr,
  },
  cardPayments: {
    en: async () => (await import('./card-payments.en.ts')).cardPaymentsEn,
    de: async () => (await import('./card-payments.de.ts')).cardPaymentsDe,
    ar: async () => (await import('./card-payments.ar.ts')).cardPaymentsAr,
  },
  carriers: {
    en: async () => (await import('./carriers.en.ts')).carriersEn,
    de: async () => (await import('./carriers.de.ts')).carriersDe,
    ar: async () => (await import('./carriers.ar.ts')).carriersAr,
  },
  comparison: {
    en: async () => (await import('./comparison.en.ts')).comparisonEn,
    de: async () => (await import('./comparison.de.ts')).comparisonDe,
    ar: async () => (await import('./comparison.ar.ts')).comparisonAr,
  },
  dunning: {
    en: async () => (await import('./dunning.en.ts')).dunningEn,
    de: async () => (await import('./dunning.de.ts')).dunningDe,
    ar: async () => (await import('./dunning.ar.ts')).dunningAr,
  },
  correction: {
    en: async () => (await import('./correction.en.ts')).correctionEn,
    de: async () => (await import('./correction.de.ts')).correctionDe,
    ar: async () => (await import('./correction.ar.ts')).correctionAr,
  },
  health: {
    en: async () => (await import('./gateway-health.en.ts')).gatewayHealthEn,
    de: async () => (await import('./gateway-health.de.ts')).gatewayHealthDe,
    ar: async () => (await import('./gateway-health.ar.ts')).gatewayHealthAr,
  },
  guardEvents: {
    en: async () => (await import('./guard-events.en.ts')).guardEventsEn,
    de: async () => (await import('./guard-events.de.ts')).guardEventsDe,
    ar: async () => (await import('./guard-events.ar.ts')).guardEventsAr,
  },
  dids: {
    en: async () => (await import('./dids.en.ts')).didsEn,
    de: async () => (await import('./dids.de.ts')).didsDe,
    ar: async () => (await import('./dids.ar.ts')).didsAr,
  },
  jobs: {
    en: async () => (await import('./jobs.en.ts')).jobsEn,
    de: async () => (await import('./jobs.de.ts')).jobsDe,
    ar: async () => (await import('./jobs.ar.ts')).jobsAr,
  },
  listViews: {
    en: async () => (await import('./list-views.en.ts')).listViewsEn,
    de: async () => (await import('./list-views.de.ts')).listViewsDe,
    ar: async () => (await import('./list-views.ar.ts')).listViewsAr,
  },
  live: {
    en: async () => (await import('./live.en.ts')).liveEn,
    de: async () => (await import('./live.de.ts')).liveDe,
    ar: async () => (await import('./live.ar.ts')).liveAr,
  },
  localization: {
    en: async () => (await import('./localization.en.ts')).localizationEn,
    de: async () => (await import('./localization.de.ts')).localizationDe,
    ar: async () => (await import('./localization.ar.ts')).localizationAr,
  },
  packages: {
    en: async () => (await import('./packages.en.ts')).packagesEn,
    de: async () => (await import('./packages.de.ts')).packagesDe,
    ar: async () => (await import('./packages.ar.ts')).packagesAr,
  },
  life: {
    en: async () => (await import('./life.en.ts')).lifeEn,
    de: async () => (await import('./life.de.ts')).lifeDe,
    ar: async () => (await import('./life.ar.ts')).lifeAr,
  },
  mails: {
    en: async () => (await import('./mails.en.ts')).mailsEn,
    de: async () => (await import('./mails.de.ts')).mailsDe,
    ar: async () => (await import('./mails.ar.ts')).mailsAr,
  },
  mailTemplates: {
    en: async () => (await import('./mail-templates.en.ts')).mailTemplatesEn,
    de: async () => (await import('./mail-templates.de.ts')).mailTemplatesDe,
    ar: async () => (await import('./mail-templates.ar.ts')).mailTemplatesAr,
  },
  newAccount: {
    en: async () => (await import('./new-account.en.ts')).newAccountEn,
    de: async () => (await import('./new-account.de.ts')).newAccountDe,
    ar: async () => (await import('./new-account.ar.ts')).newAccountAr,
  },
  numbers: {
    en: async () => (await import('./numbers.en.ts')).numbersEn,
    de: async () => (await import('./numbers.de.ts')).numbersDe,
    ar: async () => (await import('./numbers.ar.ts')).numbersAr,
  },
  passwordReset: {
    en: async () => (await import('./password-reset.en.ts')).passwordResetEn,
    de: async () => (await import('./password-reset.de.ts')).passwordResetDe,
    ar: async () => (await import('./password-reset.ar.ts')).passwordResetAr,
  },
  portal: {
    en: async () => (await import('./portal.en.ts')).portalEn,
    de: async () => (await import('./portal.de.ts')).portalDe,
    ar: async () => (await import('./portal.ar.ts')).portalAr,
  },
  products: {
    en: async () => (await import('./products.en.ts')).productsEn,
    de: async () => (await import('./products.de.ts')).productsDe,
    ar: async () => (await import('./products.ar.ts')).productsAr,
  },
  rates: {
    en: async () => (await import('./rates.en.ts')).ratesEn,
    de: async () => (await import('./rates.de.ts')).ratesDe,
    ar: async () => (await import('./rates.ar.ts')).ratesAr,
  },
  sheets: {
    en: async () => (await import('./sheets.en.ts')).sheetsEn,
    de: async () => (await import('./sheets.de.ts')).sheetsDe,
    ar: async () => (await import('./sheets.ar.ts')).sheetsAr,
  },
  remarks: {
    en: async () => (await import('./remarks.en.ts')).remarksEn,
    de: async () => (await import('./remarks.de.ts')).remarksDe,
    ar: async () => (await import('./remarks.ar.ts')).remarksAr,
  },
  roles: {
    en: async () => (await import('./roles.en.ts')).rolesEn,
    de: async () => (await import('./roles.de.ts')).rolesDe,
    ar: async () => (await import('./roles.ar.ts')).rolesAr,
  },
  search: {
    en: async () => (await import('./search.en.ts')).searchEn,
    de: async () => (await import('./search.de.ts')).searchDe,
    ar: async () => (await import('./search.ar.ts')).searchAr,
  },
  security: {
    en: async () => (await import('./security.en.ts')).securityEn,
    de: async () => (await import('./security.de.ts')).securityDe,
    ar: async () => (await import('./security.ar.ts')).securityAr,
  },
  settings: {
    en: async () => (await import('./settings.en.ts')).settingsEn,
    de: async () => (await import('./settings.de.ts')).settingsDe,
    ar: async () => (await import('./settings.ar.ts')).settingsAr,
  },
  replay: {
    en: async () => (await import('./replay.en.ts')).replayEn,
    de: async () => (await import('./replay.de.ts')).replayDe,
    ar: async () => (await import('./replay.ar.ts')).replayAr,
  },
  simulate: {
    en: async () => (await import('./simulate.en.ts')).simulateEn,
    de: async () => (await import('./simulate.de.ts')).simulateDe,
    ar: async () => (await import('./simulate.ar.ts')).simulateAr,
  },
  signInAs: {
    en: async () => (await import('./sign-in-as.en.ts')).signInAsEn,
    de: async () => (await import('./sign-in-as.de.ts')).signInAsDe,
    ar: async () => (await import('./sign-in-as.ar.ts')).signInAsAr,
  },
  signUp: {
    en: async () => (await import('./sign-up.en.ts')).signUpEn,
    de: async () => (await import('./sign-up.de.ts')).signUpDe,
    ar: async () => (await import('./sign-up.ar.ts')).signUpAr,
  },
  subscriptions: {
    en: async () => (await import('./subscriptions.en.ts')).subscriptionsEn,
    de: async () => (await import('./subscriptions.de.ts')).subscriptionsDe,
    ar: async () => (await import('./subscriptions.ar.ts')).subscriptionsAr,
  },
  timeline: {
    en: async () => (await import('./timeline.en.ts')).timelineEn,
    de: async () => (await import('./timeline.de.ts')).timelineDe,
    ar: async () => (await import('./timeline.ar.ts')).timelineAr,
  },
  traffic: {
    en: async () => (await import('./traffic.en.ts')).trafficEn,
    de: async () => (await import('./traffic.de.ts')).trafficDe,
    ar: async () => (await import('./traffic.ar.ts')).trafficAr,
  },
  unknownCalls: {
    en: async () => (await import('./unknown-calls.en.ts')).unknownCallsEn,
    de: async () => (await import('./unknown-calls.de.ts')).unknownCallsDe,
    ar: async () => (await import('./unknown-calls.ar.ts')).unknownCallsAr,
  },
  usage: {
    en: async () => (await import('./usage.en.ts')).usageEn,
    de: async () => (await import('./usage.de.ts')).usageDe,
    ar: async () => (await import('./usage.ar.ts')).usageAr,
  },
  webhooks: {
    en: async () => (await import('./webhooks.en.ts')).webhooksEn,
    de: async () => (await import('./webhooks.de.ts')).webhooksDe,
    ar: async () => (await import('./webhooks.ar.ts')).webhooksAr,
  },
} as const satisfies Record<string, TextPart>;

export type PartName = keyof typeof PARTS;
