/** Listen, die eingelesen werden: wie sie gelesen wurden, was ihre Spalten bedeuten, was mit Zeilen nicht stimmt. */
export const sheetsDe = {
  sheet: {
    blank: 'Leer',
    cause: 'Was nicht stimmt',
    column: 'Spalte',
    columnNumber: 'Spalte {{number}}',
    field: {
      billing_nonCliRateGroup: 'NON-CLI-Tarifgruppe',
      billing_rateGroup: 'Tarifgruppe',
      billing_taxes: 'Steuern',
      controls_alertThreshold: 'Warnschwelle',
      controls_forcedCallerId: 'Feste Anrufernummer',
      controls_validUntil: 'Gültig bis',
      kind: 'Art des Kontos',
      panelAccess_parentNumber: 'Nummer des Wiederverkäufers',
      panelAccess_role: 'Rolle',
      row: 'Ganze Zeile',
      settings_localization: 'Lokalisierung',
    },
    firstOnly: 'Die ersten {{listed}} sind aufgeführt; die Datei hat die ersten {{saved}} Zeilen.',
    good: 'Gut',
    read: 'Zeilen',
    rejected: 'Abgelehnt',
    row: 'Zeile',
    rowNumber: 'Zeile {{row}}',
    saveRejected: 'Als CSV speichern',
    encoding: 'Zeichenkodierung',
    encodingHelp: 'Ändern Sie sie, wenn die ersten Zellen unten falsch aussehen.',
    leftOut: 'Wird ausgelassen',
    leftOutWithData_one: '{{count}} Spalte hat Inhalt und wird ausgelassen:',
    leftOutWithData_other: '{{count}} Spalten haben Inhalt und werden ausgelassen:',
    meaning: 'Was die Spalten bedeuten',
    means: 'Bedeutung',
    meansWhat: 'Bedeutung von {{column}}',
    samples: 'Erste Zellen',
    twice: 'Zwei Spalten bedeuten das. Wählen Sie eine.',
    rateChange: {
      new: 'Neu',
      raised: 'Teurer',
      lowered: 'Günstiger',
      changed: 'Sonst geändert',
      unchanged: 'Unverändert',
    },
    rateField: {
      code: 'Vorwahl',
      destination: 'Ziel',
      connectionCost: 'Verbindungspreis',
      graceTime: 'Freie Sekunden',
      costPerMinute: 'Preis je Minute',
      initialIncrement: 'Erster Takt',
      increment: 'Weiterer Takt',
      increments: 'Beide Takte, etwa 60/6',
      validFrom: 'Gültig ab',
    },
  },
  messages: {
    'The file is empty. Send the header and at least one row.':
      'Die Datei ist leer. Sie braucht die Kopfzeile und mindestens eine Zeile.',
    'The sheet has more than {n} rows. Send it in parts.':
      'Die Liste hat mehr als {n} Zeilen. Senden Sie sie in Teilen.',
    'The sheet has more than {n} columns. Remove those that are not needed.':
      'Die Liste hat mehr als {n} Spalten. Entfernen Sie die, die nicht gebraucht werden.',
    'The sheet has more than {n} codes. Send it in parts.':
      'Die Liste hat mehr als {n} Vorwahlen. Senden Sie sie in Teilen.',
    'The sheet has more than {n} dates. Is this the column of the dates?':
      'Die Liste hat mehr als {n} verschiedene Daten. Ist das die Spalte mit dem Datum?',
    'The file is damaged: a part of it cannot be unpacked.':
      'Die Datei ist beschädigt: Ein Teil von ihr lässt sich nicht entpacken.',
    'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.':
      'Die Datei ist beschädigt: Ihr XML ist nicht lesbar. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.':
      'Die Datei ist keine lesbare Tabelle. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The file has no sheet. Save it as XLSX or CSV again.':
      'Die Datei enthält kein Tabellenblatt. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The sheet is too large when unpacked. Send it as CSV, or in parts.':
      'Die Tabelle ist entpackt zu groß. Senden Sie sie als CSV oder in Teilen.',
    'This is an XLS or a protected file. Save it as XLSX or CSV without a password.':
      'Das ist eine XLS-Datei oder eine geschützte. Speichern Sie sie als XLSX oder CSV ohne Passwort.',
    'The row has more cells than the header has columns ({n}). A text with the delimiter in it needs quotes.':
      'Die Zeile hat mehr Zellen als die Kopfzeile Spalten ({n}). Ein Text, der das Trennzeichen enthält, braucht Anführungszeichen.',
    '{n} stands in row {n} already.': '{n} steht schon in Zeile {n}.',
    '"{typed}" must be 1 to 15 digits, a list such as 44, 4420, or a range in the last digit such as 4420-4422.':
      '„{typed}“ muss 1 bis 15 Ziffern haben, eine Aufzählung wie 44, 4420 sein oder ein Bereich in der letzten Ziffer wie 4420-4422.',
    '"{typed}" must be one line of at most 200 characters.':
      '„{typed}“ muss eine Zeile von höchstens 200 Zeichen sein.',
    '"{typed}" must be a rate from 0 to 1000000 with at most nine digits after the point.':
      '„{typed}“ muss ein Preis von 0 bis 1000000 mit höchstens neun Nachkommastellen sein.',
    '"{typed}" must be an amount from 0 to 1000000 with at most six digits after the point.':
      '„{typed}“ muss ein Betrag von 0 bis 1000000 mit höchstens sechs Nachkommastellen sein.',
    '"{typed}" must be whole seconds from 0 to 3600.':
      '„{typed}“ muss eine ganze Zahl von 0 bis 3600 Sekunden sein.',
    '"{typed}" must be whole seconds from 1 to 3600.':
      '„{typed}“ muss eine ganze Zahl von 1 bis 3600 Sekunden sein.',
    '"{typed}" must be two numbers of seconds such as 60/6.':
      '„{typed}“ muss aus zwei Zahlen von Sekunden bestehen, etwa 60/6.',
    '"{typed}" must be said once: another column of this row has increments, too.':
      '„{typed}“ darf nur einmal dastehen: Eine andere Spalte dieser Zeile nennt auch Takte.',
    '"{typed}" is no clear date: the day or the month may come first. Say which does, or write it as 2026-12-31.':
      '„{typed}“ ist kein eindeutiges Datum: Tag oder Monat kann vorn stehen. Geben Sie an, was vorn steht, oder schreiben Sie es wie 2026-12-31.',
    '"{typed}" is no date. Write it as 2026-12-31.':
      '„{typed}“ ist kein Datum. Schreiben Sie es wie 2026-12-31.',
  },
};
