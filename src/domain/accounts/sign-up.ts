/** What somebody gets who opens an account itself. */
import type { Language } from '../languages.ts';
import type { NewAccountInput, TemplateValues } from './new-account.ts';
import type { Settings } from './settings.ts';

/** How long the link of the mail works. */
export const SIGN_UP_VALID_MS = 24 * 3600 * 1000;

/** What the page asks for, besides the password. */
export type SignUpForm = Readonly<{
  firstName: string;
  lastName: string;
  company: string;
  /** E.164 with "+", or empty. */
  phone: string;
  country: string;
  timezone: string;
  language: Language;
  email: string;
}>;

type Defaults = Pick<Settings, 'defaults.currency' | 'defaults.rate_group_id'>;

/** The price list of whoever opens an account: the template's, else the settings'; null = none. */
export function rateGroupOfSignUp(settings: Defaults, { billing }: TemplateValues): string | null {
  return billing?.rateGroupId ?? settings['defaults.rate_group_id'];
}

/**
 * A prepaid customer without credit, whatever the template says; the rest is the template's, else the settings'. The
 * template's parent and personal data are left out: the page stands for its owner.
 */
export function accountOfSignUp(
  { email, ...person }: SignUpForm,
  settings: Defaults,
  template: TemplateValues,
): NewAccountInput {
  return {
    kind: 'customer',
    panelAccess: { email, createSipDevice: template.panelAccess?.createSipDevice },
    settings: template.settings,
    profile: { ...person, currency: template.profile?.currency ?? settings['defaults.currency'] },
    billing: {
      ...template.billing,
      rateGroupId: rateGroupOfSignUp(settings, template),
      accountType: 'prepaid',
      creditLimit: '0',
    },
  };
}
