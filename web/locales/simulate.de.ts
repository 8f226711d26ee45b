/** Was aus einem Anruf würde. */
export const simulateDe = {
  simulate: {
    allowed: 'Erlaubt: Der Anruf darf bis zu {{longest}} dauern.',
    at: 'Wann',
    atHelp:
      'Leer: jetzt. In {{zone}}. Preise und Gültigkeit jenes Zeitpunkts; Guthaben und laufende Anrufe wie jetzt.',
    callerNumber: 'Rufnummer des Anrufers',
    callerNumberHelp: 'Leer: Das Telefon sendet keine.',
    costs: 'verlangt {{amount}}',
    help: 'Die Prüfungen, Preise und Routen, auf die ein echter Anruf jetzt träfe. Nichts wird gespeichert, und kein Telefon klingelt.',
    level: 'Stufe',
    levels: 'Preise je Stufe',
    margin: 'Behält der Verkäufer',
    pays: 'Zahlt',
    price: '{{amount}} für {{talk}} Gespräch',
    refused: 'Nicht erlaubt. {{reason}}',
    routes: 'Routen in ihrer Reihenfolge',
    seconds: 'Gesprächsdauer in Sekunden',
    secondsHelp: 'Leer: bis das Guthaben endet.',
    shortened: 'Erlaubt, aber nicht so lange wie gefragt ({{asked}}): Nach {{longest}} ist er zu Ende.',
    skipped: 'ausgelassen: {{why}}',
    submit: 'Simulieren',
    title: 'Einen Anruf von {{name}} simulieren',
    to: 'Gewählte Nummer',
    toHelp: 'Wie am Telefon: +49 30 …, nach Art des Landes, oder eine Kurzwahl.',
  },
};
