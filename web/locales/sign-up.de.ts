/** Selbst ein Konto eröffnen, und der Schalter der Seite dafür. */
export const signUpDe = {
  signUp: {
    title: 'Konto eröffnen',
    titleAt: 'Konto bei {{provider}} eröffnen',
    again: 'An eine andere Adresse senden',
    confirm: 'Mein Konto eröffnen',
    confirmText:
      'Das ist der letzte Schritt. Geben Sie das Passwort ein, das Sie für {{email}} gewählt haben; dann ist Ihr Konto bei {{provider}} bereit.',
    confirmTitle: 'E-Mail-Adresse bestätigen',
    known: 'Haben Sie schon ein Konto?',
    readTerms: 'Bedingungen lesen (neue Seite)',
    keptTitle: 'Wir können noch keine Mails senden',
    kept: 'Von hier kann noch keine Mail an {{to}} gehen. Bitten Sie {{provider}} um Ihren Link: Er liegt dort für Sie bereit.',
    keptHelp: 'Ihr Konto wird durch den Link zusammen mit dem gewählten Passwort eröffnet.',
    sent: 'Wir haben einen Link an {{to}} gesendet.',
    sentHelp:
      'Öffnen Sie ihn innerhalb von 24 Stunden und geben Sie dort Ihr Passwort ein; dann ist Ihr Konto bereit. Kommt in ein paar Minuten nichts, sehen Sie bei den unerwünschten Mails nach.',
    sentTitle: 'Sehen Sie in Ihr Postfach',
    submit: 'Link senden',
    field: {
      acceptsTerms: { label: 'Ich akzeptiere die Bedingungen', help: '' },
      company: { label: 'Firma', help: 'Wenn Sie es für eine eröffnen.' },
      country: { label: 'Land', help: 'Wo Sie wohnen oder die Firma ihren Sitz hat.' },
      email: {
        label: 'E-Mail',
        help: 'Dorthin geht ein Link zum Bestätigen; damit melden Sie sich später an.',
      },
      firstName: { label: 'Vorname', help: '' },
      lastName: { label: 'Nachname', help: '' },
      password: { label: 'Passwort', help: 'Ein Satz ist leichter zu merken als Sonderzeichen.' },
      phone: { label: 'Telefon', help: 'Mit „+“ und Landesvorwahl, etwa +493012345678.' },
      timezone: { label: 'Zeitzone', help: 'Aller Zeiten, die Sie sehen.' },
    },
    settings: {
      title: 'Seite zur Kontoeröffnung',
      closed: 'Geschlossen',
      help: 'Über ihren Link eröffnet jeder ein Konto unter Ihnen, auf Vorauszahlung und ohne Kredit, mit dem, was für neue Konten vorgeschlagen wird, und Ihrer Standardvorlage. Vorher wird die Adresse per Mail bestätigt.',
      notAllowed: 'Der Betreiber erlaubt Wiederverkäufern keine Seite zur Kontoeröffnung.',
      link: 'Link',
      mails: 'Ihre Mails',
      noMail:
        'Es ist kein Mailserver eingerichtet, also geht kein Link hinaus. Sie bleiben bei Ihren Mails; dort lesen Sie sie und geben sie weiter.',
      open: 'Offen',
      field: {
        isOpen: { label: 'Jeder darf ein Konto eröffnen', help: 'Bis Sie sie wieder schließen.' },
        termsUrl: {
          label: 'Bedingungen',
          help: 'Adresse der Seite mit Ihren Bedingungen, die akzeptiert werden müssen. Leer: keine.',
        },
      },
    },
  },
};
