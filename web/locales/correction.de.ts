/** Geld, das zurückgeht, und Korrekturen eines Guthabens. */
export const correctionDe = {
  correction: {
    done: 'Gebucht: {{name}} hat ein Guthaben von {{balance}}',
    belowLimit:
      'Das Konto liegt dann unter seiner Grenze und kann erst nach einer Aufladung wieder telefonieren.',
    preview: 'Guthaben {{before}} {{sign}} {{amount}} = {{after}}. Danach verfügbar: {{available}}.',
    previewEmpty: 'Was geschehen wird, steht hier, sobald ein Betrag da ist.',
    submit: 'Buchen',
    title: '{{name}}: erstatten oder berichtigen',
    tooMuch: 'Das ist mehr, als verfügbar ist: Eine Erstattung darüber wird abgelehnt.',
    field: {
      kind: {
        label: 'Was',
        help: 'Eine Erstattung zahlt Geld zurück. Eine Berichtigung ändert das Guthaben, ohne dass Geld fließt.',
      },
      amount: { label: 'Betrag', help: 'Größer als null, etwa 12,50.' },
      method: { label: 'Wie zurückgezahlt wird', help: 'So steht es auf dem Kontoauszug.' },
      note: { label: 'Grund', help: 'Steht auf dem Kontoauszug, wo der Inhaber ihn liest.' },
    },
    kinds: {
      refund: 'Erstattung: Geld geht an den Inhaber zurück',
      credit: 'Gutschrift: Das Guthaben steigt',
      debit: 'Belastung: Das Guthaben sinkt',
    },
  },
  problem: {
    insufficient_funds:
      'Das ist mehr, als verfügbar ist. Sehen Sie in die Vorschau, oder wählen Sie eine Belastung, die unter die Grenze gehen darf.',
  },
};
