/** Was auf einem Konto geschieht: laufende Anrufe, Ausgaben gegen ihre Grenzen, Nutzung. */
export const usageDe = {
  usage: {
    capReached: 'Erreicht: weitere Anrufe werden bis {{at}} abgewiesen.',
    counts: 'Seit 0 Uhr UTC, mit Vorgemerktem',
    liveCalls: 'Laufende Anrufe',
    noCap: '{{amount}}, ohne Grenze',
    noLimit: '{{count}}, ohne Grenze',
    ofCap: '{{amount}} von {{cap}}',
    ofLimit: '{{count}} von {{limit}}',
    spendPerDay: 'Heute vertelefoniert',
    spendPerHour: 'In dieser Stunde vertelefoniert',
    title: 'Jetzt',
  },
};
