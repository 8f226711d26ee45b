/** The mails of an account. */
export const mailsEn = {
  mails: {
    title: 'Mails',
    attempts_one: 'After {{count}} attempt:',
    attempts_other: 'After {{count}} attempts:',
    empty: 'No mails yet',
    emptyText: 'Invitations and notices appear here the moment they are written.',
    invite: 'Send invitation',
    inviteText:
      '{{email}} gets a link to choose a password. It is valid once, for 24 hours; a link that was sent before ends, and the password stays until a new one is chosen.',
    invited: 'An invitation goes to {{email}}',
    keptText: 'No mail server is set up: read it here and hand it over.',
    kind: 'Kind',
    kinds: {
      email_changed: 'Address changed',
      invite: 'Invitation',
      money_low: 'Low balance',
      password_changed: 'Password changed',
      sign_up: 'Sign-up',
      sign_up_known: 'Sign-up: account exists',
      welcome: 'Welcome',
    },
    nextAttempt: 'Next attempt',
    one: 'Mail',
    sent: 'Sent',
    status: 'Status',
    statuses: { failed: 'Failed', kept: 'Kept', queued: 'On its way', sent: 'Sent' },
    subject: 'Subject',
    to: 'To',
    written: 'Written',
  },
};
