/** What somebody sees who forgot the password. */
export const passwordResetEn = {
  passwordReset: {
    title: 'Forgot your password?',
    text: 'We send a link to the e-mail address of your account. With it you choose a new password.',
    submit: 'Send me a link',
    sentTitle: 'Look into your mailbox',
    sent: 'If there is an account “{{identifier}}” and it has an e-mail address, a link is on its way there.',
    sentHelp:
      'The link works once, for an hour. If nothing comes within a few minutes, look among your unwanted mails. Whoever asks again and again gets the next link later; the one before works until then.',
    again: 'Try another one',
    back: 'Back to sign-in',
    noMail: 'No e-mail can be sent from here. Ask {{provider}} for a link to choose a new password.',
    chooseTitle: 'Choose a new password',
    chooseText:
      'For your account {{number}}. The link is valid until {{until}}. All your sessions end with the old password.',
    another: 'Ask for a new link',
  },
};
