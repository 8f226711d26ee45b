/** Eine Änderung vieler Konten. */
export const bulkDe = {
  bulk: {
    title: 'Konten ändern',
    action: 'Was geändert wird',
    actions: {
      activate: 'Aktivieren',
      concurrentCalls: 'Gleichzeitige Anrufe',
      cps: 'Anrufversuche pro Sekunde (CPS)',
      notifications: 'Benachrichtigungen',
      rateGroup: 'Tarifgruppe',
      suspend: 'Sperren',
    },
    back: 'Zurück',
    limited:
      'Es passen mehr Konten, als ein Auftrag aufnimmt. Dies sind die ersten {{accounts}}, nach ihrer Nummer.',
    limits: { default: 'Wie vorgegeben', number: 'Eine Zahl', unlimited: 'Unbegrenzt' },
    look: 'Zeigen, was sich ändert',
    more: 'Und {{accounts}} weitere.',
    none: 'Keine',
    outcome: 'Was geschieht',
    preview: 'Was sich ändert',
    previewText: 'Noch ist nichts geändert. Jedes Konto wird noch einmal geprüft, wenn es an der Reihe ist.',
    rateGroupHelp:
      'Eine von Ihren. Konten, die bei einem Wiederverkäufer kaufen, bleiben bei dessen Tarifgruppen.',
    reason: 'Grund (freiwillig)',
    reasonHelp: 'Steht im Verlauf jedes Kontos.',
    refused: 'Nicht änderbar',
    same: 'Hat es schon',
    submit_one: '{{accounts}} Konto ändern',
    submit_other: '{{accounts}} Konten ändern',
    unknown: 'Unbekanntes Konto',
    willChange: 'Wird geändert',
  },
};
