/** Was die Liste der Konten zeigt, und ihre Ansichten. */
export const listViewsDe = {
  accounts: {
    counted_one: '{{rows}} Konto',
    counted_other: '{{rows}} Konten',
    countedMore: 'Mehr als {{rows}} Konten',
    open: 'Einzelheiten',
    openOf: 'Einzelheiten zu {{name}}',
    openPage: 'Seite öffnen',
    registered: 'Angemeldete Telefone',
    registeredOf: '{{registered}} von {{devices}}',
    column: {
      balance: 'Guthaben',
      currency: 'Währung',
      email: 'E-Mail',
      reference: 'Referenz',
      firstUsed: 'Erste Nutzung',
    },
  },
  views: {
    all: 'Alle Konten',
    columns: 'Spalten …',
    columnsTitle: 'Spalten der Liste',
    apply: 'Diese Spalten zeigen',
    keep: 'Diese Ansicht merken…',
    keepIn: 'Dies in „{{name}}“ merken',
    openWith: 'Die Liste damit öffnen',
    remove: 'Diese Ansicht löschen',
    removeText: '„{{name}}“ wird gelöscht. Die Konten darin bleiben, wie sie sind.',
    rename: 'Diese Ansicht umbenennen…',
    save: 'Speichern',
    title: 'Ansichten',
    field: {
      name: { label: 'Name', help: 'Merkt Suche, Filter, Reihenfolge und Spalten, nur für Sie.' },
      columns: {
        label: 'Spalten',
        help: 'In dieser Reihenfolge. Merken Sie sich eine Ansicht, um sie wiederzuhaben; ein Export hat dieselben.',
      },
    },
    noColumns: 'Keine gewählt',
  },
};
