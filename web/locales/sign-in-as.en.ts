/** Looking at the panel as an account below. */
export const signInAsEn = {
  signInAs: {
    title: 'Sign in as {{name}}',
    submit: 'Sign in as',
    help: 'For 15 minutes you see the panel as this account does. Passwords, codes, keys and money stay out of reach. Both names stand in the timeline.',
    field: {
      reason: {
        label: 'Reason',
        help: 'Such as the number of a ticket. Stands in the timeline of the account.',
      },
      mayChange: { label: 'Changes too', help: 'Else you only read.' },
    },
  },
  signedInAs: {
    title: 'Signed in as somebody else',
    who: 'This is the panel of {{name}} ({{number}}).',
    reading: 'You read, and change nothing.',
    mayChange: 'What you change is done in both names.',
    left: 'Back to {{number}} in {{time}}.',
    back: 'Go back now',
  },
};
