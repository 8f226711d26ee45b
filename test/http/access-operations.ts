/** Every operation of the API, for the tests of who may call it. */

/** What belongs to an account, and a body that makes one; a network belongs to one account only. */
export const ITEMS: Readonly<Record<string, object>> = {
  'ip-addresses': { network: '198.51.100.0/24' },
  'caller-ids': { number: '+493033333333' },
  'speed-dials': { digits: '7', destination: '+493044444444' },
  'blocked-prefixes': { prefix: '4990' },
};

/** An id that nobody has. */
const CHANGE_NOBODY = {
  accountIds: ['99999999-9999-4999-8999-999999999999'],
  change: { status: 'suspended' },
};

/** Every operation of the API with a request that would be valid for an account of one's own tree. */
export const OPERATIONS: Record<
  string,
  {
    body?: object;
    to?:
      | 'account'
      | 'device'
      | 'rateGroup'
      | 'rate'
      | 'call'
      | 'item'
      | 'mail'
      | 'localization'
      | 'template'
      | 'did'
      | 'accessNumber'
      | 'job'
      | 'upload'
      | 'role'
      | 'tax'
      | 'operator'
      | 'self';
  }
> = {
  'GET /api/v1/me': { to: 'self' },
  'POST /api/v1/me/password': {
    to: 'self',
    body: { currentPassword: 'x', newPassword: 'a long new password' },
  },
  'GET /api/v1/me/sessions': { to: 'self' },
  'DELETE /api/v1/me/sessions/{id}': { to: 'self' },
  'DELETE /api/v1/me/sessions': { to: 'self' },
  'GET /api/v1/me/second-factor': { to: 'self' },
  'POST /api/v1/me/second-factor': { to: 'self', body: { password: 'x' } },
  'POST /api/v1/me/second-factor/confirm': { to: 'self', body: { code: '1' } },
  'POST /api/v1/me/second-factor/recovery-codes': { to: 'self', body: { password: 'x', code: '1' } },
  'POST /api/v1/me/second-factor/turn-off': { to: 'self', body: { password: 'x', code: '1' } },
  'GET /api/v1/me/passkeys': { to: 'self' },
  'POST /api/v1/me/passkeys/options': { to: 'self', body: { password: 'x' } },
  'POST /api/v1/me/passkeys': { to: 'self', body: { name: 'n', response: {} } },
  'PATCH /api/v1/me/passkeys/{id}': { to: 'self', body: { name: 'n' } },
  'POST /api/v1/me/passkeys/{id}/remove': { to: 'self', body: { password: 'x' } },
  'DELETE /api/v1/accounts/{id}/second-factor': { to: 'account' },
  'GET /api/v1/accounts/{id}/sign-in': { to: 'account' },
  'DELETE /api/v1/accounts/{id}/sessions': { to: 'account' },
  'GET /api/v1/me/account-views': { to: 'self' },
  'POST /api/v1/me/account-views': { to: 'self', body: { name: 'n', search: {} } },
  'PATCH /api/v1/me/account-views/{id}': { to: 'self', body: { name: 'n' } },
  'DELETE /api/v1/me/account-views/{id}': { to: 'self' },
  'GET /api/v1/api-keys': { to: 'self' },
  'POST /api/v1/api-keys': { to: 'self', body: { name: 'k' } },
  'DELETE /api/v1/api-keys/{id}': { to: 'self' },
  'GET /api/v1/accounts': {},
  'GET /api/v1/accounts/defaults': {},
  'GET /api/v1/accounts/sample-price': {},
  'POST /api/v1/accounts/number-reservations': {},
  'POST /api/v1/accounts': {},
  'GET /api/v1/accounts/{id}': { to: 'account' },
  'PATCH /api/v1/accounts/{id}': { to: 'account', body: { profile: { city: 'Bonn' } } },
  'GET /api/v1/accounts/{id}/calling': { to: 'account' },
  'PATCH /api/v1/me/account': { body: { profile: { city: 'Bonn' } } },
  'POST /api/v1/accounts/{id}/sign-in-as': { to: 'account', body: { reason: 'A test' } },
  'GET /api/v1/accounts/{id}/guards': { to: 'account' },
  'PATCH /api/v1/accounts/{id}/guards': { to: 'account', body: { callCost: '5' } },
  'GET /api/v1/taxes': {},
  'POST /api/v1/taxes': { body: { name: 'Tax', percent: '19' } },
  'PATCH /api/v1/taxes/{id}': { to: 'tax', body: { percent: '20' } },
  'DELETE /api/v1/taxes/{id}': { to: 'tax' },
  'GET /api/v1/destination-classes': {},
  'POST /api/v1/destination-classes': { to: 'operator' },
  'PATCH /api/v1/destination-classes/{id}': { to: 'operator', body: {} },
  'DELETE /api/v1/destination-classes/{id}': { to: 'operator' },
  'GET /api/v1/accounts/{id}/closing': { to: 'account' },
  'GET /api/v1/accounts/{id}/type-change': { to: 'account' },
  'GET /api/v1/accounts/{id}/move': { to: 'account' },
  'POST /api/v1/accounts/{id}/move': { to: 'account', body: { parentId: null } },
  'POST /api/v1/accounts/{id}/invite': { to: 'account' },
  'GET /api/v1/accounts/{id}/mails': { to: 'account' },
  'GET /api/v1/accounts/{id}/mails/{mailId}': { to: 'mail' },
  'GET /api/v1/accounts/{id}/devices': { to: 'account' },
  'POST /api/v1/accounts/{id}/devices': { to: 'account', body: { label: 'phone' } },
  'POST /api/v1/devices/{id}/secret': { to: 'device' },
  'GET /api/v1/accounts/export': {},
  'POST /api/v1/accounts/create-many': { body: { count: 1 } },
  'POST /api/v1/accounts/change-many/preview': { body: CHANGE_NOBODY },
  'POST /api/v1/accounts/change-many': { body: CHANGE_NOBODY },
  'POST /api/v1/account-imports': {},
  'POST /api/v1/account-imports/{id}/check': { to: 'upload', body: { mapping: ['profile.firstName'] } },
  'POST /api/v1/account-imports/{id}/run': { to: 'upload', body: { mapping: ['profile.firstName'] } },
  'GET /api/v1/account-templates': {},
  'POST /api/v1/account-templates': { body: { kind: 'customer', name: 'Home', values: {} } },
  'PUT /api/v1/account-templates/{id}': {
    to: 'template',
    body: { kind: 'customer', name: 'Home', values: {} },
  },
  'DELETE /api/v1/account-templates/{id}': { to: 'template' },
  'GET /api/v1/roles': {},
  'POST /api/v1/roles': { body: { audience: 'reseller', name: 'Desk', permissions: [] } },
  'GET /api/v1/roles/{id}': { to: 'role' },
  'PUT /api/v1/roles/{id}': { to: 'role', body: { name: 'Shops', permissions: [], version: 1 } },
  'POST /api/v1/roles/{id}/preview': { to: 'role', body: { name: 'Shops', permissions: [], version: 2 } },
  'POST /api/v1/roles/{id}/copies': { to: 'role', body: { name: 'Copy' } },
  'GET /api/v1/roles/{id}/accounts': { to: 'role' },
  'DELETE /api/v1/roles/{id}': { to: 'role' },
  'GET /api/v1/account-drafts': {},
  'PUT /api/v1/account-drafts/{id}': { body: { kind: 'customer', form: {} } },
  'DELETE /api/v1/account-drafts/{id}': {},
  'GET /api/v1/jobs': {},
  'GET /api/v1/jobs/{id}': { to: 'job' },
  'POST /api/v1/jobs/{id}/cancel': { to: 'job' },
  'POST /api/v1/jobs/{id}/credentials': { to: 'job' },
  'GET /api/v1/jobs/{id}/undo': { to: 'job' },
  'POST /api/v1/jobs/{id}/undo': { to: 'job' },
  ...Object.fromEntries(
    Object.entries(ITEMS).flatMap(([path, body]) => [
      [`GET /api/v1/accounts/{id}/${path}`, { to: 'account' }],
      [`POST /api/v1/accounts/{id}/${path}`, { to: 'account', body }],
      [`PATCH /api/v1/accounts/{id}/${path}/{itemId}`, { to: 'item', body: { label: 'l' } }],
      [`DELETE /api/v1/accounts/{id}/${path}/{itemId}`, { to: 'item' }],
    ]),
  ),
  'POST /api/v1/accounts/{id}/payments': { to: 'account', body: { amount: '1', method: 'cash' } },
  'POST /api/v1/accounts/{id}/adjustments': {
    to: 'account',
    body: { amount: '1', direction: 'credit', note: 'n' },
  },
  'GET /api/v1/accounts/{id}/statement': { to: 'account' },
  'GET /api/v1/accounts/{id}/calls': { to: 'account' },
  'GET /api/v1/accounts/{id}/timeline': { to: 'account' },
  'GET /api/v1/audit': {},
  'GET /api/v1/audit/export': {},
  'GET /api/v1/accounts/{id}/erasure': { to: 'account' },
  'POST /api/v1/accounts/{id}/erasure': { to: 'operator', body: { number: '1' } },
  'GET /api/v1/calls/{sessionId}': { to: 'call' },
  'POST /api/v1/transfers': {},
  'GET /api/v1/rate-groups': {},
  'POST /api/v1/rate-groups': {},
  'GET /api/v1/rate-groups/{id}': { to: 'rateGroup' },
  'PATCH /api/v1/rate-groups/{id}': { to: 'rateGroup', body: { markUpPercent: '1' } },
  'POST /api/v1/rate-groups/{id}/copies': { to: 'rateGroup', body: { name: 'Copy' } },
  'GET /api/v1/rate-groups/{id}/rates': { to: 'rateGroup' },
  'POST /api/v1/rate-groups/{id}/rates': { to: 'rateGroup', body: { prefix: '44', costPerMinute: '1' } },
  'PUT /api/v1/rate-groups/{id}/rates/{rateId}': { to: 'rate', body: { costPerMinute: '2' } },
  'DELETE /api/v1/rate-groups/{id}/rates/{rateId}': { to: 'rate' },
  'POST /api/v1/rate-groups/{id}/rates/import': { to: 'rateGroup' },
  ...Object.fromEntries(
    ['providers', 'trunks', 'gateways', 'switches'].flatMap((name) => [
      [`GET /api/v1/${name}`, { to: 'operator' }],
      [`POST /api/v1/${name}`, { to: 'operator' }],
      [`GET /api/v1/${name}/{id}`, { to: 'operator' }],
      [`PATCH /api/v1/${name}/{id}`, { to: 'operator', body: {} }],
    ]),
  ),
  'GET /api/v1/search': {},
  'GET /api/v1/localizations': {},
  'POST /api/v1/localizations': { body: { name: 'Numbers' } },
  'GET /api/v1/localizations/{id}': { to: 'localization' },
  'PUT /api/v1/localizations/{id}': { to: 'localization', body: { name: 'Numbers of mine' } },
  'POST /api/v1/localizations/{id}/try': {
    to: 'localization',
    body: { list: 'originationDestination', number: '030' },
  },
  'DELETE /api/v1/localizations/{id}': { to: 'localization' },
  'GET /api/v1/dids': {},
  'POST /api/v1/dids': { to: 'operator', body: { number: '+493055500000' } },
  'POST /api/v1/dids/create-many': { to: 'operator', body: { first: '+493055500000', count: 2 } },
  'GET /api/v1/dids/export': {},
  'POST /api/v1/dids/import': { to: 'operator' },
  'GET /api/v1/dids/{id}': { to: 'did' },
  'PATCH /api/v1/dids/{id}': { to: 'did', body: { label: 'l' } },
  'DELETE /api/v1/dids/{id}': { to: 'operator' },
  'PUT /api/v1/dids/{id}/assignment': { to: 'did' },
  'DELETE /api/v1/dids/{id}/assignment': { to: 'did' },
  'GET /api/v1/access-numbers': {},
  'POST /api/v1/access-numbers': { body: { number: '+493055500000', language: 'de' } },
  'GET /api/v1/access-numbers/{id}': { to: 'accessNumber' },
  'PATCH /api/v1/access-numbers/{id}': { to: 'accessNumber', body: { language: 'en' } },
  'DELETE /api/v1/access-numbers/{id}': { to: 'accessNumber' },
  'POST /api/v1/switches/{id}/key': { to: 'operator' },
  'GET /api/v1/exchange-rates': { to: 'operator' },
  'POST /api/v1/exchange-rates': { to: 'operator' },
  'GET /api/v1/settings': {},
  'GET /api/v1/settings/timeline': {},
  'PATCH /api/v1/settings': { body: { settings: {} } },
  'GET /api/v1/accounts/{id}/brand-host': { to: 'operator' },
  'PUT /api/v1/accounts/{id}/brand-host': { to: 'operator', body: { host: null } },
  'GET /api/v1/me/brand': { to: 'self' },
  'GET /api/v1/settings/brand': {},
  'PUT /api/v1/settings/brand': { body: { productName: '', buttonColour: null, barColour: null } },
  'PUT /api/v1/settings/brand/logo': {},
  'DELETE /api/v1/settings/brand/logo': {},
  'GET /api/v1/settings/sign-up': {},
  'PUT /api/v1/settings/sign-up': { body: { isOpen: false, termsUrl: '' } },
  'GET /api/v1/settings/mail': { to: 'operator' },
  'PUT /api/v1/settings/mail': {
    to: 'operator',
    body: { host: 'localhost', security: 'none', senderAddress: 'a@example.com' },
  },
  'DELETE /api/v1/settings/mail': { to: 'operator' },
  'POST /api/v1/settings/mail/test': { to: 'operator', body: { to: 'a@example.com' } },
};

export const PUBLIC = new Set([
  'GET /api/v1/health',
  'GET /api/v1/brand',
  'GET /api/v1/sign-in',
  'POST /api/v1/password-resets',
  'GET /api/v1/password-resets/{token}',
  'POST /api/v1/password-resets/{token}',
  'GET /api/v1/sign-up',
  'POST /api/v1/sign-up',
  'GET /api/v1/sign-up/{token}',
  'POST /api/v1/sign-up/{token}',
  'GET /api/v1/brand/logos/{hash}',
  'POST /api/v1/sign-in',
  'POST /api/v1/sign-in/passkey',
  'POST /api/v1/sign-in/passkey/options',
  'POST /api/v1/sign-out',
  'POST /api/v1/sign-in-as/return',
  'GET /api/v1/invites/{token}',
  'POST /api/v1/invites/{token}',
]);
