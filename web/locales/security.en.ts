/** One's own sign-in. */
export const securityEn = {
  security: {
    title: 'Security',
    password: {
      title: 'Password',
      change: 'Change password',
      changed: 'Your password is changed. All other sessions have ended.',
      help: 'A new password ends all other sessions. If you have an e-mail address, you are told of it there.',
      field: {
        currentPassword: { label: 'Current password', help: 'The one you signed in with.' },
        newPassword: { label: 'New password', help: 'A sentence is easier to remember than symbols.' },
      },
    },
    sessions: {
      title: 'Where you are signed in',
      agent: '{{browser}} on {{system}}',
      current: 'This one',
      end: 'End',
      endOthers: 'End all others',
      endOthersText: 'You stay signed in here. Everywhere else you have to sign in again.',
      endWhat: 'End the session with {{what}} from {{address}}',
      ended: 'The session has ended.',
      from: 'From',
      othersEnded: 'All other sessions have ended.',
      program: 'A program',
      seen: 'Last used',
      since: 'Signed in',
      with: 'With',
    },
  },
};
