/** Was an allen getan wurde. */
export const auditDe = {
  audit: {
    title: 'Protokoll',
    help: 'Alles, was getan wurde: an wem, von wem und von wo. Einträge sind durch Prüfsummen verkettet; tollbook verify beweist, dass keiner geändert wurde.',
    about: 'Konto',
    action: 'Was getan wurde',
    address: 'Adresse beginnt mit',
    anyAction: 'Alles',
    anybody: 'Alle',
    empty: 'Noch wurde nichts getan',
    emptyText: 'Jede Änderung eines Kontos oder einer Einstellung erscheint hier.',
    export: {
      title: 'Exportieren',
      csv: 'Als CSV',
      xlsx: 'Als Excel-Datei (XLSX)',
      done: 'Die Datei ist unterwegs',
    },
    from: 'Von Tag',
    more: 'Weitere Filter',
    search: 'Einträge suchen',
    searchHint: 'Wert, Grund, Kontonummer',
    taken: 'Zurückgenommen',
    to: 'Bis Tag',
    who: 'Getan von',
  },
};
