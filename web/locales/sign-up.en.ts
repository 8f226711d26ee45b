/** Opening an account oneself, and the switch of the page for it. */
export const signUpEn = {
  signUp: {
    title: 'Open an account',
    titleAt: 'Open an account with {{provider}}',
    again: 'Send it to another address',
    confirm: 'Open my account',
    confirmText:
      'This is the last step. Type the password that you chose for {{email}}; your account with {{provider}} is ready then.',
    confirmTitle: 'Confirm your e-mail address',
    known: 'Have an account already?',
    readTerms: 'Read the terms (opens a new page)',
    keptTitle: 'We cannot send mails yet',
    kept: 'No mail can be sent to {{to}} from here yet. Ask {{provider}} for your link: it is kept there for you.',
    keptHelp: 'Your account is opened by the link together with the password that you chose.',
    sent: 'We have sent a link to {{to}}.',
    sentHelp:
      'Open it within 24 hours and type your password there; your account is ready then. If nothing comes within a few minutes, look among your unwanted mails.',
    sentTitle: 'Look into your mailbox',
    submit: 'Send me the link',
    field: {
      acceptsTerms: { label: 'I accept the terms', help: '' },
      company: { label: 'Company', help: 'If you open it for one.' },
      country: { label: 'Country', help: 'Where you live, or the company has its seat.' },
      email: { label: 'E-mail', help: 'A link to confirm it goes there; you sign in with it later.' },
      firstName: { label: 'First name', help: '' },
      lastName: { label: 'Last name', help: '' },
      password: { label: 'Password', help: 'A sentence is easier to remember than symbols.' },
      phone: { label: 'Phone', help: 'With "+" and country code, such as +493012345678.' },
      timezone: { label: 'Time zone', help: 'Of all times that are shown to you.' },
    },
    settings: {
      title: 'Sign-up page',
      closed: 'Closed',
      help: 'By its link anybody opens an account below you, prepaid and without credit, with what is proposed for new accounts and your default template. The address is confirmed by a mail first.',
      notAllowed: 'The operator lets no reseller have a sign-up page.',
      link: 'link',
      mails: 'Your mails',
      noMail:
        'No mail server is set up, so no link goes out. They are kept among your mails, where you read them and hand them over.',
      open: 'Open',
      field: {
        isOpen: { label: 'Anybody may open an account', help: 'Until you close it again.' },
        termsUrl: {
          label: 'Terms',
          help: 'Address of the page with your terms, which have to be accepted. Empty: none.',
        },
      },
    },
  },
};
