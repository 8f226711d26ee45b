/** Die Oberfläche wie ein Konto darunter sehen. */
export const signInAsDe = {
  signInAs: {
    title: 'Anmelden als {{name}}',
    submit: 'Anmelden als',
    help: '15 Minuten lang sehen Sie die Oberfläche wie dieses Konto. Passwörter, Codes, Schlüssel und Geld bleiben unerreichbar. Beide Namen stehen im Verlauf.',
    field: {
      reason: { label: 'Grund', help: 'Etwa die Nummer eines Tickets. Steht im Verlauf des Kontos.' },
      mayChange: { label: 'Auch ändern', help: 'Sonst lesen Sie nur.' },
    },
  },
  signedInAs: {
    title: 'Als jemand anderes angemeldet',
    who: 'Das ist die Oberfläche von {{name}} ({{number}}).',
    reading: 'Sie lesen und ändern nichts.',
    mayChange: 'Was Sie ändern, geschieht in beider Namen.',
    left: 'Zurück zu {{number}} in {{time}}.',
    back: 'Jetzt zurück',
  },
};
