/** Die Mails eines Kontos. */
export const mailsDe = {
  mails: {
    title: 'Mails',
    attempts_one: 'Nach {{count}} Versuch:',
    attempts_other: 'Nach {{count}} Versuchen:',
    empty: 'Noch keine Mails',
    emptyText: 'Einladungen und Benachrichtigungen erscheinen hier, sobald sie geschrieben sind.',
    invite: 'Einladung senden',
    inviteText:
      '{{email}} bekommt einen Link, um ein Passwort zu wählen. Er gilt einmal und 24 Stunden lang; ein früherer Link endet, und das Passwort bleibt, bis ein neues gewählt ist.',
    invited: 'Eine Einladung geht an {{email}}',
    keptText: 'Es ist kein Mailserver eingerichtet: Lesen Sie sie hier, und geben Sie sie weiter.',
    kind: 'Art',
    kinds: {
      email_changed: 'Adresse geändert',
      invite: 'Einladung',
      money_low: 'Guthaben niedrig',
      password_changed: 'Passwort geändert',
      sign_up: 'Kontoeröffnung',
      sign_up_known: 'Kontoeröffnung: gibt es schon',
      welcome: 'Willkommen',
    },
    nextAttempt: 'Nächster Versuch',
    one: 'Mail',
    sent: 'Gesendet',
    status: 'Status',
    statuses: { failed: 'Gescheitert', kept: 'Aufbewahrt', queued: 'Unterwegs', sent: 'Gesendet' },
    subject: 'Betreff',
    to: 'An',
    written: 'Geschrieben',
  },
};
