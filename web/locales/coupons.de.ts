/** Coupons: batches and what became of them. */
export const couponsDe = {
  coupons: {
    title: 'Gutscheine',
    help: 'Codes, die Geld wert sind. Erstellen Sie einen Satz, drucken oder versenden Sie seine Datei, und wer bei Ihnen kauft, löst jeden Code einmal ein.',
    add: 'Gutscheine erstellen',
    empty: 'Keine Gutscheine',
    emptyText:
      'Erstellen Sie einen Satz, etwa 100 Gutscheine zu 10,00, und geben Sie die Datei mit den Codes aus.',
    made: 'Erstellt: {{count}}',
    beingMade: '{{count}} werden erstellt. Sie können diese Seite verlassen.',
    madeOf: '{{made}} von {{count}} sind erstellt.',
    progress: 'Erstellte Gutscheine',
    facts: 'Satz',
    redeemed: 'Eingelöst',
    inactive: 'Abgeschaltet',
    forEver: 'unbegrenzt',
    export: 'Codes herunterladen',
    edit: 'Ändern',
    save: 'Änderungen speichern',
    turn: {
      active: 'Einschalten',
      inactive: 'Abschalten',
    },
    turnBatch: {
      active: '{{name}} einschalten',
      inactive: '{{name}} abschalten',
    },
    turnText: {
      active:
        'Seine Gutscheine können wieder eingelöst werden, außer denen, die einzeln abgeschaltet wurden. Liegt der Satz über der Grenze für Freigaben, schaltet ihn eine andere Person ein als die, die ihn angelegt hat.',
      inactive: 'Keiner seiner Gutscheine kann mehr eingelöst werden. Was eingelöst ist, bleibt.',
    },
    state: {
      active: 'Nicht eingelöst',
      inactive: 'Abgeschaltet',
      redeemed: 'Eingelöst',
    },
    field: {
      name: {
        label: 'Name',
        help: 'Für Sie selbst, etwa „Kiosk Frühling“.',
      },
      count: {
        label: 'Anzahl',
        help: '1 bis 100.000; mehr als 1.000 werden im Hintergrund erstellt.',
      },
      prefix: {
        label: 'Text vor dem Code',
        help: 'Bis zu 12 Buchstaben und Ziffern; er ist nicht Teil des Geheimnisses.',
      },
      amount: {
        label: 'Betrag je Gutschein',
        help: 'Mit höchstens so vielen Nachkommastellen, wie die Währung hat.',
      },
      currency: {
        label: 'Währung',
        help: 'Ein Konto in einer anderen bekommt, was er zum Wechselkurs des Augenblicks wert ist.',
      },
      validFrom: {
        label: 'Gültig ab',
        help: 'Leer: ab sofort.',
      },
      validTo: {
        label: 'Gültig bis',
        help: 'Leer: unbegrenzt.',
      },
      note: {
        label: 'Notiz',
        help: 'Für Sie selbst.',
      },
      status: {
        label: 'Status',
        help: '',
      },
    },
    list: {
      title: 'Gutscheine dieses Satzes',
      search: 'Gutscheine suchen',
      searchHint: 'Letzte vier Zeichen',
      empty: 'Noch keine Gutscheine',
      emptyText: 'Sie werden gerade erstellt.',
      position: 'Platz',
      number: 'Nr. {{number}}',
      last4: 'Code endet auf',
      account: 'Eingelöst für',
      redeemedAt: 'Eingelöst am',
      actions: 'Aktionen',
    },
  },
};
