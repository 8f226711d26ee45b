/** Was sieht, wer sein Passwort vergessen hat. */
export const passwordResetDe = {
  passwordReset: {
    title: 'Passwort vergessen?',
    text: 'Wir senden einen Link an die E-Mail-Adresse Ihres Kontos. Damit wählen Sie ein neues Passwort.',
    submit: 'Link senden',
    sentTitle: 'Sehen Sie in Ihr Postfach',
    sent: 'Wenn es ein Konto „{{identifier}}“ gibt und es eine E-Mail-Adresse hat, ist ein Link dorthin unterwegs.',
    sentHelp:
      'Der Link gilt einmal, eine Stunde lang. Kommt in einigen Minuten nichts, sehen Sie bei den unerwünschten Mails nach. Wer immer wieder fragt, bekommt den nächsten Link später; bis dahin gilt der vorige.',
    again: 'Anderes Konto',
    back: 'Zur Anmeldung',
    noMail:
      'Von hier kann keine E-Mail gesendet werden. Bitten Sie {{provider}} um einen Link, um ein neues Passwort zu wählen.',
    chooseTitle: 'Neues Passwort wählen',
    chooseText:
      'Für Ihr Konto {{number}}. Der Link gilt bis {{until}}. Mit dem alten Passwort enden alle Ihre Sitzungen.',
    another: 'Neuen Link anfordern',
  },
};
