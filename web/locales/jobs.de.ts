/** Viele Konten auf einmal: Listen, Vorlagen, Exporte und die Aufträge, die die Arbeit tun. */
export const jobsDe = {
  jobs: {
    title: 'Aufträge',
    cancel: 'Auftrag abbrechen',
    cancelText:
      'Der Auftrag hält an. Konten, die er schon angelegt hat, bleiben vollständig und lassen sich zurücknehmen.',
    cancelTitle: 'Diesen Auftrag abbrechen?',
    changed: 'Geänderte Konten',
    changedSince: 'Jemand hat es seither geändert. Es bleibt, wie es jetzt ist.',
    closed: 'Geschlossen',
    closedAccounts: 'Konten, die sich nur schließen lassen',
    closedFor: {
      called: 'Es hat telefoniert',
      has_accounts: 'Unter ihm gibt es Konten',
      in_use: 'Es wird anderswo benutzt',
      posted: 'Es wurde Geld darauf gebucht',
    },
    created: 'Angelegte Konten',
    createdAt: 'Begonnen',
    credentials: {
      confirm:
        'Das geht einmal: Nach dem Herunterladen vergisst der Server die Passwörter. Bewahren Sie die Datei dort auf, wo nur Sie sie lesen können.',
      download: 'Zugangsdaten herunterladen',
      ofOthers:
        'Wer diesen Auftrag begonnen hat, kann die Passwörter herunterladen, innerhalb von 24 Stunden.',
      once: 'Anmelde- und SIP-Passwörter der neuen Konten, als CSV. Sie können sie einmal herunterladen, innerhalb von 24 Stunden. Danach kann niemand sie mehr lesen.',
      saved: 'Die Zugangsdaten wurden heruntergeladen',
      title: 'Zugangsdaten',
    },
    empty: 'Noch keine Aufträge',
    emptyText: 'Ein Import von Konten oder viele Konten auf einmal laufen als Auftrag. Er erscheint hier.',
    finishedAt: 'Beendet',
    first: 'Konten einlesen',
    importOf: 'Import von {{file}}',
    invalid: 'Abgelehnte Zeilen',
    isBeingCancelled: 'Er wird gerade abgebrochen.',
    kinds: {
      change_accounts: 'Änderung vieler Konten',
      create_accounts: 'Viele Konten',
      import_accounts: 'Import von Konten',
      import_rates: 'Import von Tarifen',
      undo_accounts: 'Rücknahme von Konten',
      undo_changes: 'Rücknahme einer Änderung',
    },
    kept: 'Bleiben, wie sie sind',
    moreAccounts_one: 'Und {{count}} weiteres.',
    moreAccounts_other: 'Und {{count}} weitere.',
    one: 'Auftrag',
    phases: {
      comparing: 'vergleicht mit den Tarifen',
      writing: 'schreibt Tarife',
      changing: 'ändert Konten',
      checking: 'prüft',
      creating: 'legt Konten an',
      hashing: 'zieht Passwörter',
      restoring: 'stellt Konten wieder her',
      undoing: 'entfernt Konten',
    },
    progress: 'Fortschritt',
    queuedText: 'Er wartet, bis die Aufträge vor ihm fertig sind. Sie können diese Seite verlassen.',
    read: 'Gelesene Zeilen',
    removed: 'Entfernte Konten',
    refused: 'Nicht geändert',
    refusedAccounts: 'Konten, die nicht geändert wurden',
    restored: 'Wiederhergestellte Konten',
    result: 'Ergebnis',
    same: 'Hatten es schon',
    rows: '{{done}} von {{total}} Zeilen',
    skipped: 'Leere Zeilen',
    startedBy: 'Begonnen von',
    status: 'Status',
    statuses: {
      cancelled: 'Abgebrochen',
      done: 'Fertig',
      failed: 'Gescheitert',
      queued: 'Wartet',
      running: 'Läuft',
    },
    undo: 'Zurücknehmen …',
    undoChanges_one: '{{accounts}} Konto bekommt die Werte, die es vorher hatte.',
    undoChanges_other: '{{accounts}} Konten bekommen die Werte, die sie vorher hatten.',
    undoCloses_one: '{{accounts}} Konto kann nicht weg und wird stattdessen geschlossen:',
    undoCloses_other: '{{accounts}} Konten können nicht weg und werden stattdessen geschlossen:',
    undoSubmit: 'Auftrag zurücknehmen',
    undoText_one:
      '{{accounts}} Konto wird entfernt, als hätte es das nie gegeben. Seine Nummer ist wieder frei.',
    undoText_other:
      '{{accounts}} Konten werden entfernt, als hätte es sie nie gegeben. Ihre Nummern sind wieder frei.',
    undoTitle: 'Diesen Auftrag zurücknehmen?',
    undoes: 'Nimmt zurück',
    undoesLink: 'den Auftrag davor',
    unknownAccount: 'Unbekanntes Konto',
    whyClosed: 'Warum',
  },
  many: {
    byDefault: 'Wie eingestellt',
    drawn: 'Vom Server gezogen',
    noTemplate: 'Keine',
    create: {
      title: 'Viele Kunden anlegen',
      panel: 'Was alle bekommen',
      submit: 'Konten anlegen',
      text: 'Ein Auftrag legt sie im Hintergrund an. Namen, Preise und Grenzen lassen sich später ändern, Konto für Konto.',
    },
    import: {
      title: 'Konten einlesen',
      all: 'Für alle Zeilen',
      allText: 'Werte für das, was eine Zeile leer lässt, und wie die Konten angelegt werden.',
      check: 'Liste prüfen',
      checked: 'Was der Import tun würde',
      columns:
        'CSV oder XLSX, höchstens 10 MB und 50.000 Zeilen. Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge; Namen anderer Programme werden verstanden, ebenso eine hier exportierte Datei.',
      drop: 'CSV- oder XLSX-Datei hier ablegen oder auswählen',
      file: 'CSV- oder XLSX-Datei',
      meaningText:
        'Der Server schlägt nach dem Namen jeder Spalte eine Bedeutung vor. Spalten ohne Bedeutung werden ausgelassen.',
      nothingGood: 'Es gibt nichts einzulesen: Keine Zeile ist gut.',
      nothingYet: 'Sie wird erst geprüft; noch wird kein Konto angelegt.',
      reading: 'Der Server liest die Datei …',
      sheet: 'Die Liste',
      stopsAll:
        'Sie haben „alles oder nichts“ gewählt: Berichtigen Sie diese Zeilen in der Datei, und legen Sie sie noch einmal ab.',
      submit_one: '{{accounts}} Konto einlesen',
      submit_other: '{{accounts}} Konten einlesen',
      tooLarge: 'Die Datei ist größer als 10 MB. Teilen Sie sie, und lesen Sie die Teile nacheinander ein.',
      willLeaveOut:
        'Diese Zeilen würden fehlen. Berichtigen Sie die Datei und legen Sie sie noch einmal ab, oder lesen Sie die guten ein.',
    },
    field: {
      count: { label: 'Wie viele', help: 'Höchstens 50.000 in einem Auftrag.' },
      firstNumber: {
        label: 'Erste Kontonummer',
        help: 'Die anderen folgen ihr eine nach der anderen. Leer: Der Server zieht sie.',
      },
      templateId: { label: 'Vorlage', help: 'Füllt, was die Tabelle und die Felder hier leer lassen.' },
      mode: {
        label: 'Unbrauchbare Zeilen',
        help: 'Alles oder nichts legt kein Konto an, solange eine Zeile einen Fehler hat.',
        option: { all_or_nothing: 'Anhalten: alles oder nichts', valid_only: 'Auslassen' },
      },
      passwords: {
        label: 'Passwörter',
        help: 'Gezogene Passwörter kommen einmal, als Datei. Sie dauern mit Absicht: etwa 30 ms je Konto.',
        option: { generate: 'Für jedes Konto eines ziehen', none: 'Keine, bis jemand einen Link anfordert' },
      },
      pins: {
        label: 'PINs',
        help: 'Für Telefonkarten. Gezogen für Konten ohne PIN.',
        option: { generate: 'Für jedes Konto eine ziehen', none: 'Keine' },
      },
      sameReference: {
        label: 'Gleiche Referenz zweimal',
        help: 'Ob zwei Konten dieselbe eigene Referenz haben dürfen.',
        option: { allow: 'Erlauben', refuse: 'Zeile ablehnen' },
      },
      template: {
        billing: {
          accountType: { label: 'Kontoart', help: 'Vorausbezahlt endet, wenn das Geld endet.' },
          creditLimit: { label: 'Kreditrahmen', help: 'Wie weit der Saldo unter null gehen darf.' },
          rateGroupId: {
            label: 'Tarifgruppe',
            help: 'Preisliste der Anrufe. Ohne sie werden Anrufe abgelehnt.',
          },
        },
        panelAccess: {
          createSipDevice: {
            label: 'SIP-Gerät anlegen',
            help: 'Ein Telefon kann sich sofort anmelden; sein Passwort steht in der Datei der Zugangsdaten.',
          },
        },
        profile: {
          company: { label: 'Firma', help: 'Für alle dieselbe; darf leer sein.' },
          country: { label: 'Land', help: 'Entscheidet über Steuer und Wählregeln.' },
          currency: { label: 'Währung', help: 'Von Saldo, Belastungen und Rechnungen.' },
          firstName: { label: 'Name', help: 'Für alle derselbe, etwa „Karte“.' },
          timezone: { label: 'Zeitzone', help: 'Entscheidet über Abrechnungstage und alle Zeiten.' },
        },
        settings: {
          localizationId: { label: 'Lokalisierung', help: 'Regeln, die lesen, was sie wählen.' },
          validDays: {
            label: 'Gültige Tage ab erster Nutzung',
            help: 'So viele Tage nach dem ersten angenommenen Anruf macht ein Konto keine Anrufe mehr.',
          },
        },
      },
    },
  },
  export: {
    title: 'Konten exportieren',
    columns: 'Spalten',
    columnsOf: { all: 'Alles eines Kontos', list: 'Wie in der Liste' },
    everything: 'Alle Konten, die Sie sehen dürfen, in der Reihenfolge der Liste.',
    filtered: 'Was die Liste jetzt zeigt: mit Suche, Filtern und Reihenfolge, alle Seiten.',
    format: 'Format',
    formats: { csv: 'CSV', jsonl: 'JSON-Zeilen', xlsx: 'Excel' },
    received: '{{size}} empfangen',
    saved: 'Der Export wurde heruntergeladen',
    submit: 'Exportieren',
    zoneHelp: 'In der Zeiten geschrieben werden.',
  },
  problem: {
    credentials_are_gone:
      'Die Zugangsdaten wurden schon heruntergeladen, oder ihre 24 Stunden sind vorbei. Neue SIP-Passwörter und Einladungen gibt es bei den Konten.',
    job_cannot_be_undone:
      'Dieser Auftrag lässt sich nicht zurücknehmen: Er wurde es schon, er läuft noch, oder 24 Stunden sind vorbei.',
    job_is_over: 'Der Auftrag ist inzwischen beendet.',
  },
  messages: {
    'Write customer or reseller. Other kinds of accounts are made one by one.':
      'Schreiben Sie customer oder reseller. Andere Arten von Konten werden einzeln angelegt.',
    'An account of this kind has no such field. Empty the cell, or correct the kind.':
      'Ein Konto dieser Art hat dieses Feld nicht. Leeren Sie die Zelle, oder berichtigen Sie die Art.',
    'Write a time such as "2027-06-30 22:00" below a header that names its zone, such as "Valid until (Europe/Berlin)".':
      'Schreiben Sie eine Zeit wie „2027-06-30 22:00“ unter eine Überschrift, die ihre Zeitzone nennt, etwa „Valid until (Europe/Berlin)“.',
    'Send "distributor" or "commission".': 'Schreiben Sie „distributor“ oder „commission“.',
    '"{typed}" is none of the roles that you made for resellers. Write its name as it is there.':
      '„{typed}“ ist keine der Rollen, die Sie für Wiederverkäufer angelegt haben. Schreiben Sie ihren Namen genau so.',
    'Resellers stand at most {n} deep below the operator. Choose another reseller above.':
      'Wiederverkäufer stehen höchstens {n} Ebenen unter dem Betreiber. Wählen Sie einen anderen darüber.',
    '"{typed}" is none of the active rate groups of whoever sells to this account. Write its name as it is there.':
      '„{typed}“ ist keine aktive Tarifgruppe dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
    '"{typed}" is none of the active taxes of whoever sells to this account. Write its name as it is there.':
      '„{typed}“ ist keine aktive Steuer dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
    '"{typed}" is none of the localizations of whoever sells to this account. Write its name as it is there.':
      '„{typed}“ ist keine Lokalisierung dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
    '"{typed}" is the number of none of your open resellers. Correct it, or leave it empty.':
      '„{typed}“ ist keine Nummer eines Ihrer offenen Wiederverkäufer. Berichtigen Sie sie, oder lassen Sie das Feld leer.',
    'Send at least 1.': 'Geben Sie mindestens 1 ein.',
    'Send at most {n}.': 'Geben Sie höchstens {n} ein.',
    '{n} numbers from {n} on need more digits than it has. Begin lower, or make fewer.':
      '{n} Nummern ab {n} brauchen mehr Ziffern, als sie hat. Beginnen Sie niedriger, oder legen Sie weniger an.',
    'Say what at least one column means.': 'Sagen Sie, was mindestens eine Spalte bedeutet.',
    'The file is empty. Send the header and at least one row.':
      'Die Datei ist leer. Sie braucht die Kopfzeile und mindestens eine Zeile.',
    'This is an XLS or a protected file. Save it as XLSX or CSV without a password.':
      'Das ist eine XLS- oder geschützte Datei. Speichern Sie sie ohne Passwort als XLSX oder CSV.',
    'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.':
      'Die Datei ist keine lesbare Tabelle. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The file has no sheet. Save it as XLSX or CSV again.':
      'Die Datei hat kein Tabellenblatt. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.':
      'Die Datei ist beschädigt: Ihr XML ist nicht lesbar. Speichern Sie sie noch einmal als XLSX oder CSV.',
    'The file is damaged: a part of it cannot be unpacked.':
      'Die Datei ist beschädigt: Ein Teil lässt sich nicht entpacken.',
    'The sheet is too large when unpacked. Send it as CSV, or in parts.':
      'Die Tabelle ist entpackt zu groß. Nehmen Sie CSV, oder teilen Sie sie.',
    'The sheet has more than {n} columns. Remove those that are not needed.':
      'Die Liste hat mehr als {n} Spalten. Entfernen Sie, was nicht gebraucht wird.',
    'The sheet has more than {n} rows. Send it in parts.':
      'Die Liste hat mehr als {n} Zeilen. Teilen Sie sie.',
    'Something went wrong on our side. What was made before is complete.':
      'Bei uns ging etwas schief. Was vorher angelegt wurde, ist vollständig.',
    'The sheet of this import is gone. Send it again.':
      'Die Liste dieses Imports ist nicht mehr da. Laden Sie sie noch einmal hoch.',
    '{n} row cannot be used, so nothing was made. Correct them, or import the valid rows only.':
      '{n} Zeile ist unbrauchbar, darum wurde nichts angelegt. Berichtigen Sie sie, oder lesen Sie nur die guten ein.',
    '{n} rows cannot be used, so nothing was made. Correct them, or import the valid rows only.':
      '{n} Zeilen sind unbrauchbar, darum wurde nichts angelegt. Berichtigen Sie sie, oder lesen Sie nur die guten ein.',
    'This number is in use. Give another one.': 'Diese Nummer wird schon benutzt. Geben Sie eine andere an.',
    'This reference is in use. Give another one.':
      'Diese Referenz wird schon benutzt. Geben Sie eine andere an.',
    'This address is in row {n} already. Give each account its own.':
      'Diese Adresse steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
    'This number is in row {n} already. Give each account its own.':
      'Diese Nummer steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
    'This reference is in row {n} already. Give each account its own.':
      'Diese Referenz steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
    'The row has more cells than the header has columns ({n}). A text with the delimiter in it needs quotes.':
      'Die Zeile hat mehr Zellen, als die Kopfzeile Spalten hat ({n}). Ein Text mit dem Trennzeichen darin braucht Anführungszeichen.',
    'Account numbers are not typed here. Leave the column out: the server draws them.':
      'Kontonummern werden hier nicht vorgegeben. Lassen Sie die Spalte aus: Der Server zieht sie.',
    'A PIN has {n} digits here. A spreadsheet may have cut leading zeros.':
      'Eine PIN hat hier {n} Ziffern. Vielleicht hat eine Tabelle führende Nullen abgeschnitten.',
    'Choose one of the active rate groups of whoever sells to this account.':
      'Wählen Sie eine aktive Tarifgruppe dessen, der an dieses Konto verkauft.',
    'Choose one of your open resellers, or none.':
      'Wählen Sie einen Ihrer offenen Wiederverkäufer, oder keinen.',
    'Write yes or no.': 'Schreiben Sie ja oder nein.',
  },
};
