/** What an event of the timeline is about, for whoever looks for one kind of change. */

export const TIMELINE_SUBJECTS = ['account', 'access', 'devices', 'items'] as const;
export type TimelineSubject = (typeof TIMELINE_SUBJECTS)[number];

/** How the actions of each subject begin, before their point. */
const BEGINNINGS: Readonly<Record<TimelineSubject, readonly string[]>> = {
  account: ['account', 'document', 'dunning', 'payment_method', 'auto_top_up', 'card_payment'],
  access: [
    'password',
    'sign_in_as',
    'sign_in',
    'session',
    'export',
    'credentials',
    'password_reset',
    'invite',
    'sessions',
    'second_factor',
    'passkey',
    'api_key',
  ],
  devices: ['device'],
  items: ['item', 'account_package', 'subscription'],
};

/**
 * What comes and goes without changing anything. In the timeline of an account it would hide the changes, so it stands there
 * for whoever asks for access.
 */
export const WITHOUT_CHANGE: readonly string[] = ['session', 'sign_in', 'export', 'credentials'];

/** The same of what the operator or a reseller sets for everybody below. */
export const SETTINGS_SUBJECTS = ['settings', 'templates', 'roles', 'brand', 'mail'] as const;
export type SettingsSubject = (typeof SETTINGS_SUBJECTS)[number];

const OF_SETTINGS: Readonly<Record<SettingsSubject, readonly string[]>> = {
  settings: ['settings', 'tax', 'letterhead', 'dunning_policy', 'payment_gateway', 'webhook'],
  templates: ['template'],
  roles: ['role'],
  brand: ['brand'],
  mail: ['mail_server', 'mail_template'],
};

/** Without a subject: what any of them begins with, and nothing of the account itself. */
export function beginningsOfSettings(subject: SettingsSubject | undefined): readonly string[] {
  return subject === undefined ? Object.values(OF_SETTINGS).flat() : OF_SETTINGS[subject];
}

/** Such as ['password', 'invite'] for "access"; null = every action that changes something. */
export function beginningsOf(subject: TimelineSubject | undefined): readonly string[] | null {
  return subject === undefined ? null : BEGINNINGS[subject];
}
