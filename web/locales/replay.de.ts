/** Gewesene Anrufe, nach einer anderen Tarifgruppe noch einmal berechnet. */
export const replayDe = {
  replay: {
    ask: 'Noch einmal berechnen',
    calls: 'Anrufe',
    choose: 'Wählen Sie eine Tarifgruppe.',
    destinations: 'Nach Ziel',
    difference: 'Unterschied',
    empty: 'Noch keine angenommenen Anrufe',
    emptyText:
      'Es gibt nichts, was noch einmal zu berechnen wäre. Anrufe zwischen eigenen Geräten haben keinen Tarif und gehören nicht dazu.',
    firstOf: 'Die {{shown}} Ziele mit den größten Unterschieden.',
    help: 'Die letzten 1000 angenommenen Anrufe, abgerechnet wie echte Anrufe, mit den jetzt gültigen Preisen. Nichts wird geändert.',
    nonCli_one:
      '{{calls}} davon, der {{charged}} gekostet hat, wurde nach der NON-CLI-Tarifgruppe berechnet: Das bleibt so, und er zählt mit dem, was er gekostet hat.',
    nonCli_other:
      '{{calls}} davon, die {{charged}} gekostet haben, wurden nach der NON-CLI-Tarifgruppe berechnet: Das bleibt so, und sie zählen mit dem, was sie gekostet haben.',
    now: 'Würde kosten',
    rateGroup: 'Tarifgruppe',
    rateGroupHelp: 'Eine, nach der Kunden zahlen, etwa jene, die Sie anbieten möchten.',
    same: 'gleich',
    span_one: '{{calls}} angenommener Anruf, {{days}}',
    span_other: '{{calls}} angenommene Anrufe, {{days}}',
    talk: 'Gespräch',
    then: 'Kostete',
    title: 'Anrufe von {{name}} nach anderer Tarifgruppe',
    unpriced_one:
      '{{calls}} Anruf, der {{charged}} gekostet hat, würde abgewiesen: Die Tarifgruppe hat keinen Preis für ihn. Er steht in keiner anderen Zahl.',
    unpriced_other:
      '{{calls}} Anrufe, die {{charged}} gekostet haben, würden abgewiesen: Die Tarifgruppe hat keinen Preis für sie. Sie stehen in keiner anderen Zahl.',
  },
};
