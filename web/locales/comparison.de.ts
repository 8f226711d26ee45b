/** Zwei Tarifgruppen nebeneinander. */
export const comparisonDe = {
  comparison: {
    after: 'Andere',
    ask: 'Vergleichen',
    at: 'Die andere am',
    atHelp:
      'Leer: jetzt. Dieselbe Tarifgruppe zu einem späteren Zeitpunkt zeigt, was geplant ist. In {{zone}}.',
    choose: 'Wählen Sie eine Tarifgruppe.',
    connection: '{{amount}} je Verbindung',
    differences: 'Vorwahlen mit Unterschied',
    effect: 'Was die letzten 30 Tage gekostet hätten',
    effectHelp: {
      origination:
        'Anrufe der Konten, die nach {{name}} zahlen, abgerechnet wie echte Anrufe. Andere Tarifgruppe: {{other}}.',
      termination:
        'Anrufe über die Vorlieferanten mit {{name}}, abgerechnet wie echte Anrufe. Andere Tarifgruppe: {{other}}.',
    },
    effectPartial: 'Nur die neuesten 5000 Anrufe: Es gibt mehr.',
    export: {
      csv: 'Alle Unterschiede als CSV',
      xlsx: 'Alle Unterschiede als XLSX',
      done: 'Die Datei ist gespeichert',
    },
    firstOf: 'Die ersten {{shown}} von {{all}}. Die Datei hat alle.',
    help: 'Was Kunden nach jeder zahlen, mit Aufschlag, Vorwahl für Vorwahl; und was das für die Anrufe der letzten 30 Tage bedeutet hätte.',
    kind: {
      raised: 'Teurer',
      lowered: 'Billiger',
      changed: 'Anders geändert',
      new: 'Nur in der anderen',
      missing: 'Fehlt dort',
      unchanged: 'Gleich',
    },
    missingText:
      'Was dort fehlt, wird nach der nächstkürzeren Vorwahl der anderen Tarifgruppe berechnet; gibt es keine, wird abgewiesen.',
    noEffect: 'Was das für die Anrufe der letzten 30 Tage bedeutet, lässt sich nicht in Sekunden sagen.',
    other: 'Mit',
    otherHelp: 'Eine Tarifgruppe derselben Richtung und Währung.',
    same: 'Beide verlangen für jede Vorwahl dasselbe.',
    title: '{{name}} vergleichen',
  },
};
