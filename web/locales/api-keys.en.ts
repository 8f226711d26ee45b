/** One's own API keys. */
export const apiKeysEn = {
  apiKeys: {
    title: 'API keys',
    add: 'Create API key',
    access: { all: 'Everything that I may', read: 'Only reading', chosen: 'What I choose' },
    addresses: 'Works from',
    everywhere: 'Everywhere',
    expired: 'Expired',
    expires: 'Ends',
    soon: 'Soon',
    created: 'Created',
    docs: 'What the API can do',
    empty: 'No API keys yet',
    emptyText: 'Create one for each program that works for you, so that each can be revoked alone.',
    field: {
      access: {
        label: 'It may',
        help: 'A program that only looks up should have “Only reading”. A key with less than everything never changes your sign-in.',
      },
      scopes: { label: 'Permissions', help: 'What each needs comes along.' },
      name: { label: 'Name', help: 'Which program it is for, such as “Web shop”.' },
      expiresAt: {
        label: 'Ends',
        help: 'From then on the program is refused. You are told by mail two weeks before. Empty: it does not end by itself.',
      },
      addresses: {
        label: 'Works from',
        help: 'Addresses or networks of the program, such as 192.0.2.10 or 2001:db8::/48. Empty: from everywhere.',
      },
    },
    help: 'A program that has one of your keys may do what you may do. Revoke a key that got into other hands.',
    keyText: 'The key of {{name}} is shown this once. Put it where the program keeps its secrets.',
    keyTitle: 'API key: note it now',
    lastUsed: 'Last used',
    madeBefore: 'This API key is there already',
    madeBeforeText:
      'The same form had made {{name}}. It was shown then and cannot be shown again. If nobody noted it, revoke it and make another.',
    may: 'May',
    one: 'API key',
    revoke: 'Revoke',
    revokeText: 'Programs that use {{name}} are refused from the next request on. There is no way back.',
    revokeTitle: 'Revoke this API key?',
    revokeWhat: 'Revoke {{name}}',
    revoked: 'Revoked: {{name}}',
    timeline: 'What was done with your keys',
  },
};
