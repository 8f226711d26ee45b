/** Pakete: Freiminuten, wer sie hat und was davon übrig ist. */
export const packagesDe = {
  packages: {
    title: 'Pakete',
    help: 'Freiminuten für Ziele und einen Zeitraum. Ein Konto bekommt sie auf seiner Seite unter Nummern und Grenzen.',
    add: 'Paket anlegen',
    edit: 'Paket bearbeiten',
    remove: 'Paket löschen',
    removeText: '{{what}} kann keinem Konto mehr gegeben werden. Was ein Konto hat oder hatte, bleibt.',
    empty: 'Keine Pakete',
    emptyText: 'Legen Sie eines an, etwa 100 Minuten im Monat nach Deutschland, und geben Sie es Konten.',
    everyNumber: 'jede Nummer',
    andMore: '{{prefixes}} und {{more}} weitere',
    minutes: '{{minutes}} Min.',
    perPeriod: '{{minutes}} · {{period}}',
    field: {
      name: { label: 'Name', help: 'Kunden lesen ihn, etwa „Deutschland 100“.' },
      includedMinutes: {
        label: 'Freiminuten',
        help: 'Je Zeitraum. Sie gehen von der berechneten Zeit ab; eine Änderung gilt ab dem nächsten Zeitraum.',
      },
      period: {
        label: 'Zeitraum',
        help: 'Nach den Uhren des Kontos; Monate beginnen an seinem Abrechnungstag. Später fest.',
      },
      prefixes: {
        label: 'Vorwahlen',
        help: 'Erste Ziffern der Nummern, die frei sind, etwa 49 oder 4915, durch Kommas getrennt. Leer: jede Nummer.',
      },
      priority: {
        label: 'Reihenfolge',
        help: 'Decken mehrere eine Nummer ab, kommt die kleinste Zahl zuerst. 0 bis 1000.',
      },
      status: {
        label: 'Status',
        help: 'Aus einem inaktiven Paket ist nichts frei, und kein weiteres Konto bekommt es.',
      },
      accounts: { label: 'Konten', help: '' },
    },
    ofAccount: {
      title: 'Pakete',
      help: 'Freiminuten des Kontos. Was laufende Anrufe noch verbrauchen können, zählt als verbraucht.',
      add: 'Paket geben',
      edit: 'Ende ändern',
      remove: 'Paket wegnehmen',
      removeText:
        'Ab jetzt ist aus {{what}} nichts mehr frei. Hatten Anrufe schon freie Sekunden daraus, geben Sie ihm ein Ende.',
      empty: 'Keine Pakete',
      emptyText: 'Mit einem Paket sind Anrufe zu seinen Zielen frei, bis seine Minuten verbraucht sind.',
      noneToGive: 'Es gibt kein aktives Paket zu geben. Legen Sie eines unter Tarife, Pakete an.',
      covers: 'Nummern',
      left: 'Übrig',
      leftOf: '{{left}} von {{included}}',
      counts: 'Gilt',
      from: 'ab {{at}}',
      until: 'bis {{at}}',
      noEnd: 'ohne Ende',
      again: 'wieder voll {{at}}',
      state: { later: 'Später', now: 'Gilt', off: 'Inaktiv', over: 'Beendet' },
      field: {
        packageId: { label: 'Paket', help: 'Eines der aktiven Pakete dessen, der dem Konto verkauft.' },
        from: { label: 'Ab', help: 'Leer: ab jetzt.' },
        to: { label: 'Bis', help: 'Von da an ist nichts mehr daraus frei. Leer: ohne Ende.' },
      },
    },
    portal: { title: 'Freiminuten', forNumbers: 'Nummern: {{prefixes}}' },
  },
};
