/** Der Bestand an Rufnummern. */
export const didsDe = {
  dids: {
    title: 'Rufnummern',
    allCountries: 'Alle Länder',
    byNumber: 'Wie die Nummer sagt',
    noCountry: 'Kein Land',
    noProvider: 'Nicht vermerkt',
    place: 'Ort',
    action: {
      assign: 'Zuweisen',
      assignWhat: '{{what}} zuweisen',
      unassign: 'Zurücknehmen',
      unassignWhat: '{{what}} zurücknehmen',
      edit: 'Bearbeiten',
      editWhat: '{{what}} bearbeiten',
      remove: 'Löschen',
      removeThis: 'Diese Nummer löschen …',
    },
    assign: {
      title: '{{what}} zuweisen',
      text: 'Das Konto bekommt diese Nummer, und niemand sonst, bis sie zurückgenommen wird.',
      label: 'Konto',
      help: 'Geben Sie Name, Nummer, E-Mail oder Referenz ein.',
      done: '{{what}} ist {{name}} zugewiesen',
    },
    unassign: {
      title: '{{what}} zurücknehmen',
      text: '{{name}} verliert {{what}} sofort. Die Nummer ist frei und kann wieder zugewiesen werden.',
      done: '{{what}} ist frei',
    },
    remove: {
      title: '{{what}} löschen',
      text: '{{what}} verlässt den Bestand. Sie können sie als neue Nummer wieder hinzufügen.',
    },
    range: {
      submit: 'Nummern hinzufügen',
      done_one: '{{count}} Nummer hinzugefügt: {{first}} bis {{last}}',
      done_other: '{{count}} Nummern hinzugefügt: {{first}} bis {{last}}',
    },
    export: { csv: 'Als CSV exportieren', xlsx: 'Als XLSX exportieren', done: 'Die Datei ist gespeichert' },
    import: {
      title: 'Rufnummern einlesen',
      columns:
        'Die erste Zeile nennt die Spalten: Number, und wenn vorhanden Label, Country (zwei Buchstaben), City und Provider.',
      sheet: 'Liste der Rufnummern',
      drop: 'CSV- oder XLSX-Datei hier ablegen',
      choose:
        'oder klicken und auswählen. Höchstens 10000 Zeilen. Nichts wird hinzugefügt, bevor Sie es gesehen haben.',
      chooseAgain: 'Legen Sie eine andere Datei ab, oder klicken Sie.',
      reading: 'Wird gelesen …',
      tooLarge: 'Die Datei ist größer als 10 MB. Senden Sie sie in Teilen.',
      sum: '{{read}} Zeilen: {{valid}} gehen, {{rejected}} gehen nicht, {{skipped}} sind leer.',
      none: 'Es kommen alle Zeilen hinzu oder keine: Berichtigen Sie diese, und legen Sie die Datei noch einmal ab.',
      firstOnly: 'Die ersten {{count}} Fehler stehen hier.',
      rejected: 'Zeilen, die nicht gehen',
      row: 'Zeile',
      rowNumber: 'Zeile {{row}}',
      column: 'Spalte',
      cause: 'Grund',
      submit_one: '{{numbers}} Nummer hinzufügen',
      submit_other: '{{numbers}} Nummern hinzufügen',
      done_one: '{{count}} Nummer hinzugefügt',
      done_other: '{{count}} Nummern hinzugefügt',
    },
    owner: { above: 'Jemand über Ihnen', operator: 'Sie (der Betreiber)', you: 'Sie' },
    use: { label: 'Benutzt von', free: 'Frei', account: 'Einem Konto', access_number: 'Telefonkarten' },
    dids: {
      counted_one: '{{rows}} Nummer',
      counted_other: '{{rows}} Nummern',
      countedMore: 'Mehr als {{rows}} Nummern',
      title: 'DIDs',
      help: 'Nummern, die Sie von Vorlieferanten haben. Weisen Sie sie Kunden zu, oder übergeben Sie sie Wiederverkäufern.',
      helpReseller: 'Nummern, die Ihnen übergeben wurden, und solche von Konten unter Ihnen.',
      search: 'Nummern suchen',
      searchHint: 'Anfang, etwa +4930',
      add: 'DID hinzufügen',
      addRange: 'Bereich hinzufügen',
      import: 'Einlesen …',
      edit: '{{what}} bearbeiten',
      empty: 'Noch keine Nummern',
      emptyText:
        'Fügen Sie die Nummern Ihrer Vorlieferanten hinzu: einzeln, als Bereich oder aus einer Liste.',
      emptyTextReseller:
        'Fragen Sie Ihren Anbieter nach Nummern. Sie stehen hier, sobald sie Ihnen übergeben sind.',
    },
    access: {
      title: 'Einwahlnummern',
      help: 'Wer eine davon anruft, wird nach Kartennummer und PIN gefragt. Noch kommen keine Anrufe über sie herein.',
      search: 'Einwahlnummern suchen',
      searchHint: 'Anfang, etwa +4930',
      add: 'Einwahlnummer hinzufügen',
      edit: '{{what}} bearbeiten',
      empty: 'Keine Einwahlnummern',
      emptyText: 'Machen Sie eine freie Nummer zur Einwahlnummer, in der Sprache derer, die sie anrufen.',
      remove: 'Einwahlnummer entfernen',
      removeText: 'Inhaber von Telefonkarten können {{what}} nicht mehr anrufen. Die Nummer ist wieder frei.',
      status: 'Status',
      field: {
        number: { label: 'Nummer', help: 'Eine Ihrer freien Nummern.' },
        language: { label: 'Sprache', help: 'In der Anrufer gefragt werden.' },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Berlin, Ortstarif“. Kann leer bleiben.' },
        isActive: { label: 'Aktiv', help: 'Inaktiv: Niemand wird gefragt, Anrufe werden abgewiesen.' },
      },
    },
    field: {
      number: { label: 'Nummer', help: 'International, etwa +493012345678.' },
      first: { label: 'Erste Nummer', help: 'International, etwa +493012345600.' },
      count: { label: 'Wie viele', help: 'Die erste mitgezählt, etwa 100. Höchstens 10000.' },
      label: {
        label: 'Bezeichnung',
        help: 'Für Menschen, etwa „Hotline“. Wer die Nummer hat, liest sie. Kann leer bleiben.',
      },
      country: { label: 'Land', help: 'Woher die Nummer ist.' },
      city: { label: 'Stadt', help: 'Kann leer bleiben.' },
      providerId: {
        label: 'Vorlieferant',
        help: 'Von wem sie kam. Wiederverkäufer und Kunden sehen ihn nicht.',
      },
      ownerId: {
        label: 'Eigentümer',
        help: 'Wer sie zuweisen darf. Ein Wiederverkäufer gibt sie seinen eigenen Kunden.',
      },
    },
  },
  problem: {
    did_is_in_use:
      'Diese Nummer wird benutzt: Ein Konto hat sie, oder sie ist eine Einwahlnummer. Nehmen Sie sie erst zurück, oder entfernen Sie sie dort.',
  },
  messages: {
    'Send an international number of 7 to 15 digits, such as "+493012345678".':
      'Geben Sie eine internationale Nummer mit 7 bis 15 Ziffern ein, etwa „+493012345678“.',
    'No country has a number like this one. Check its country code and the count of its digits.':
      'Kein Land hat so eine Nummer. Prüfen Sie die Landesvorwahl und die Anzahl der Ziffern.',
    '+{n} stands in row {n} already.': '+{n} steht schon in Zeile {n}.',
    'The first row has no column "Number". It must name the columns: Number, Label, Country, City, Provider.':
      'Die erste Zeile hat keine Spalte „Number“. Sie muss die Spalten nennen: Number, Label, Country, City, Provider.',
    'The file is empty. Send the header and at least one row.':
      'Die Datei ist leer. Sie braucht die Kopfzeile und mindestens eine Zeile.',
    'The sheet has more than {n} rows. Send it in parts.':
      'Die Liste hat mehr als {n} Zeilen. Senden Sie sie in Teilen.',
    '+{n} is in the list already.': '+{n} steht schon in der Liste.',
    'Send a count from {n} to {n}.': 'Geben Sie eine Anzahl von {n} bis {n} ein.',
    'Send how many numbers the range has.': 'Geben Sie ein, wie viele Nummern der Bereich hat.',
    'The range beginning at +{n} ends before that: its numbers would grow longer.':
      'Der Bereich ab +{n} endet vorher: Seine Nummern würden länger.',
    'Choose one of your resellers.': 'Wählen Sie einen Ihrer Wiederverkäufer.',
    'This reseller is closed. Choose another.':
      'Dieser Wiederverkäufer ist geschlossen. Wählen Sie einen anderen.',
    'Choose one of the providers, or none.': 'Wählen Sie einen der Vorlieferanten, oder keinen.',
    'Choose one of your customers: there is no such account.':
      'Wählen Sie einen Ihrer Kunden: Dieses Konto gibt es nicht.',
    'This account is closed. Choose another.': 'Dieses Konto ist geschlossen. Wählen Sie ein anderes.',
    '+{n} is none of your DIDs. Only a number that is yours can be an access number.':
      '+{n} gehört nicht Ihnen. Nur eine eigene Nummer kann Einwahlnummer sein.',
  },
};
