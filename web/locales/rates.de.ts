/** Preislisten, ihre Tarife, Listen der Vorlieferanten, Wechselkurse. */
export const ratesDe = {
  rates: {
    title: 'Tarife',
    accounts: 'Konten damit',
    allTrunks: 'Alle aktiven Leitungen',
    between: '{{from}} – {{to}}',
    count: 'Tarife',
    direction: { origination: 'Kunden zahlen', termination: 'Vorlieferanten verlangen' },
    directionLong: {
      origination: 'Was Kunden zahlen (Origination)',
      termination: 'Was ein Vorlieferant verlangt (Termination)',
    },
    inactiveText: 'Diese Tarifgruppe ist inaktiv: Neue Anrufe der Konten damit werden abgewiesen.',
    increments: 'Taktung',
    routing: {
      cheapest: 'Günstigste, auch mit Verlust',
      least_cost: 'Günstigste, die etwas einbringt',
      percentage: 'Abwechselnd, nach Zufall',
      priority: 'Nach Vorrang',
    },
    sample: 'Ein Anruf von {{seconds}} s kostet {{amount}}.',
    sampleEmpty: 'Was ein kurzer Anruf kostet, steht hier, sobald es einen Preis gibt.',
    shareOf: 'Anteil von {{trunk}}',
    shareHelp:
      'Prozent der Anrufe, die sie zuerst versuchen; zusammen 100. Alle leer: nach Priorität. 0: wenn die anderen scheitern.',
    since: 'seit {{from}}',
    state: { later: 'Später', now: 'Gültig', over: 'Beendet' },
    valid: 'Gültig',
    validAt: 'Gültig am',
    withGrace: '{{increments}}, {{seconds}} s frei',
    field: {
      name: { label: 'Name', help: 'So wählt man sie für ein Konto, etwa „Endkunden“.' },
      direction: {
        label: 'Richtung',
        help: 'Was Kunden zahlen, gibt Konten Preise; was ein Vorlieferant verlangt, gehört zu einer Leitung. Steht dann fest.',
      },
      currency: { label: 'Währung', help: 'Aller ihrer Tarife. Steht dann fest.' },
      markUpPercent: {
        label: 'Aufschlag',
        help: 'Kommt auf jeden Preis, etwa 10 oder 2,5. Negativ: ein Nachlass.',
      },
      initialIncrementSeconds: {
        label: 'Erster Takt',
        help: 'Wird ganz berechnet, sobald jemand annimmt. Gilt für Tarife ohne eigenen.',
      },
      incrementSeconds: {
        label: 'Jeder weitere Takt',
        help: 'Wird ganz berechnet, wenn er beginnt: 60 und 6 heißt auf Listen 60/6.',
      },
      routing: {
        label: 'Leitweg',
        help: 'In welcher Reihenfolge Leitungen für einen Anruf versucht werden.',
      },
      trunkIds: {
        label: 'Leitungen',
        help: 'Die erste wird zuerst versucht. Ohne Auswahl werden alle aktiven benutzt.',
      },
      status: {
        label: 'Status',
        help: 'Inaktiv: Neue Anrufe ihrer Konten werden abgewiesen. Nichts wird gelöscht.',
      },
    },
    copyField: { name: { label: 'Name', help: 'So wird sie für ein Konto gewählt.' } },
    groups: {
      copy: 'Duplizieren…',
      copyName: '{{name}} (Kopie)',
      copyOf: '{{name}} duplizieren',
      copySubmit: 'Duplizieren',
      copyText_one:
        '{{rates}} Tarif, der Aufschlag von {{markUp}}, die Taktung {{increments}} und die Wege werden kopiert. Noch hat kein Konto die Preise der Kopie.',
      copyText_other:
        '{{rates}} Tarife, der Aufschlag von {{markUp}}, die Taktung {{increments}} und die Wege werden kopiert. Noch hat kein Konto die Preise der Kopie.',
      title: 'Tarifgruppen',
      search: 'Tarifgruppen suchen',
      searchHint: 'Name',
      add: 'Tarifgruppe anlegen',
      edit: 'Tarifgruppe bearbeiten',
      empty: 'Noch keine Tarifgruppe',
      emptyText:
        'Legen Sie eine an, und dann einen Tarif für jede Vorwahl, die man anrufen darf. Sie gibt Konten ihre Preise.',
    },
    rate: {
      counted_one: '{{rows}} Tarif',
      counted_other: '{{rows}} Tarife',
      countedMore: 'Mindestens {{rows}} Tarife',
      byRouting: 'Wie die Tarifgruppe leitet',
      everybody: 'Alle',
      onlyFor: 'Nur für',
      onlyOver: 'Nur über',
      title: 'Tarife',
      search: 'Tarife suchen',
      searchHint: 'Vorwahl oder Ziel',
      add: 'Tarif hinzufügen',
      edit: 'Bearbeiten',
      editTitle: 'Tarif {{prefix}} bearbeiten',
      editWhat: '{{prefix}} bearbeiten',
      end: 'Beenden',
      endTitle: 'Tarif {{prefix}} beenden',
      endWhat: '{{prefix}} beenden',
      endText:
        'Ab jetzt gilt für Anrufe nach {{prefix}} die nächstkürzere Vorwahl; gibt es keine, werden sie abgewiesen. Laufende Anrufe behalten ihren Preis.',
      delete: 'Löschen',
      deleteTitle: 'Tarif {{prefix}} löschen',
      deleteWhat: '{{prefix}} löschen',
      deleteText:
        'Der Tarif für {{prefix}} ist weg, als wäre er nie da gewesen. Geführte Anrufe behalten ihren Preis. Soll er in der Liste bleiben, beenden Sie ihn.',
      empty: 'Noch keine Tarife',
      emptyText:
        'Fügen Sie einen Tarif für eine Vorwahl hinzu, etwa 49 für Deutschland, oder lesen Sie die Liste eines Vorlieferanten ein. Vorwahlen ohne Tarif kann man nicht anrufen.',
      field: {
        prefix: {
          label: 'Vorwahl',
          help: 'Erste Ziffern mit Landeskennzahl, etwa 49. Die längste passende zählt.',
        },
        destination: { label: 'Ziel', help: 'Für Menschen, etwa „Deutschland Mobil“.' },
        costPerMinute: { label: 'Pro Minute', help: 'Etwa 0,0125; höchstens neun Stellen nach dem Komma.' },
        connectionCost: { label: 'Verbindung', help: 'Einmal fällig, wenn jemand annimmt.' },
        initialIncrementSeconds: {
          label: 'Erster Takt',
          help: 'Wird ganz berechnet. Leer: wie in der Tarifgruppe.',
        },
        incrementSeconds: {
          label: 'Jeder weitere Takt',
          help: 'Wird ganz berechnet, wenn er beginnt. Leer: wie in der Tarifgruppe.',
        },
        graceSeconds: { label: 'Freie Sekunden', help: 'Die ersten Sekunden kosten nichts.' },
        accountId: {
          label: 'Nur für',
          help: 'Ein persönlicher Tarif: Für dieses Konto geht er dem aller anderen mit derselben Vorwahl vor.',
        },
        forcedTrunkId: {
          label: 'Nur über',
          help: 'Anrufe dieser Vorwahl nehmen diese Leitung, was auch sonst gilt.',
        },
        validFrom: { label: 'Gültig ab', help: 'Leer: ab jetzt. Der Tarif davor endet dort.' },
        validTo: { label: 'Gültig bis', help: 'Leer: offen.' },
      },
    },
    import: {
      applied_one: '{{rates}} Tarif ist eingelesen.',
      applied_other: '{{rates}} Tarife sind eingelesen.',
      back: 'Zurück zu den Tarifen',
      columns:
        'CSV oder XLSX, höchstens 64 MB. Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge und mit den üblichen Namen; Sie sehen, was sie bedeuten, bevor etwas eingelesen wird.',
      done: 'Eingelesen',
      drop: 'CSV- oder XLSX-Datei hier ablegen oder auswählen',
      file: 'CSV- oder XLSX-Datei',
      imported: 'Eingelesen',
      leftOut: 'Diese Zeilen fehlen. Berichtigen Sie sie in der Datei, und lesen Sie sie noch einmal ein.',
      nothingGood: 'Es gibt nichts einzulesen: Keine Zeile ist gut.',
      nothingYet: 'Sie wird erst geprüft; noch ändert sich nichts.',
      open: 'Liste einlesen',
      preview: 'Was in der Liste steht',
      reading: 'Der Server liest die Datei …',
      sheet: 'Die Liste',
      submit_one: '{{rates}} Tarif einlesen',
      submit_other: '{{rates}} Tarife einlesen',
      title: 'Tarife einlesen',
      tooLarge: 'Die Datei ist größer als 64 MB. Teilen Sie sie, und lesen Sie die Teile nacheinander ein.',
      validFromHelp: 'Leer: ab jetzt. Tarife für Vorwahlen, die nicht in der Liste stehen, bleiben.',
      willLeaveOut:
        'Diese Zeilen würden fehlen. Berichtigen Sie die Datei und legen Sie sie noch einmal ab, oder lesen Sie die guten ein.',
      check: 'Liste prüfen',
      dateOrder: {
        label: 'Daten wie 01/12/2027',
        help: 'Tage der Liste beginnen in {{zone}}.',
        refuse: 'Ablehnen',
        day_first: 'Tag vorn: 1. Dezember',
        month_first: 'Monat vorn: 12. Januar',
      },
      delimiter: { bar: 'senkrechte Striche', comma: 'Kommas', semicolon: 'Semikolons', tab: 'Tabulatoren' },
      guessed: 'Nach den Namen der Spalten vermutet. Spalten ohne Bedeutung werden ausgelassen.',
      missing: 'Geben Sie an, welche Spalte „{{field}}“ ist.',
      readCsv: 'Zeilen unter der Kopfzeile: {{rows}}. Die Zellen sind durch {{delimiter}} getrennt.',
      readXlsx: 'Zeilen unter der Kopfzeile des ersten Tabellenblatts: {{rows}}.',
      remembered:
        'Wie beim letzten Einlesen in diese Tarifgruppe; neue Spalten nach ihrem Namen. Spalten ohne Bedeutung werden ausgelassen.',
      severalCodes_one: 'Zeilen mit mehreren Vorwahlen ergeben {{rates}} Tarif.',
      severalCodes_other: 'Zeilen mit mehreren Vorwahlen ergeben {{rates}} Tarife.',
      validFromOthersHelp:
        'Für Zeilen ohne Datum. Leer: ab jetzt. Tarife für Vorwahlen, die nicht in der Liste stehen, bleiben.',
    },
    exchange: {
      title: 'Wechselkurse',
      help: 'Ein Anruf, dessen Preis in einer anderen Währung ist als sein Konto, wird zum Kurs dieses Augenblicks umgerechnet.',
      add: 'Wechselkurs hinzufügen',
      empty: 'Keine Wechselkurse',
      emptyText:
        'Solange Konten und Tarifgruppen dieselbe Währung haben, braucht es keinen. Ohne einen werden Anrufe zwischen zwei Währungen abgewiesen.',
      pair: 'Währungen',
      field: {
        fromCurrency: { label: 'Von', help: 'Die Währung des Preises.' },
        toCurrency: { label: 'In', help: 'Die Währung des Kontos.' },
        rate: { label: 'Kurs', help: 'Einheiten der zweiten für eine der ersten, etwa 1,0725.' },
        validFrom: { label: 'Gültig ab', help: 'Leer: ab jetzt.' },
      },
    },
  },
  messages: {
    'Give shares to trunks of this rate group only.': 'Geben Sie nur Leitungen dieser Tarifgruppe Anteile.',
    'Shares come to {n} % together; these come to {n} %.':
      'Anteile ergeben zusammen {n} %; diese ergeben {n} %.',
    'Send {n} to {n} %.': 'Geben Sie {n} bis {n} % ein.',
    'Choose an account that is priced by this rate group: calls of others never look here.':
      'Wählen Sie ein Konto, das nach dieser Tarifgruppe zahlt: Anrufe anderer sehen hier nie nach.',
    'Choose an existing trunk.': 'Wählen Sie eine Leitung, die es gibt.',
    'Only rates that customers pay choose a trunk: leave this out.':
      'Nur was Kunden zahlen, wählt eine Leitung: Lassen Sie das weg.',
    'Routes are the operator’s: leave this out.': 'Wege sind Sache des Betreibers: Lassen Sie das weg.',
    '"{typed}" must be 1 to 15 digits without spaces or dashes, one code in a row.':
      '„{typed}“ muss aus 1 bis 15 Ziffern ohne Leerzeichen und Striche bestehen, ein Code je Zeile.',
    '"{typed}" must be one line of at most 200 characters.':
      '„{typed}“ muss eine Zeile von höchstens 200 Zeichen sein.',
    '"{typed}" must be a rate from 0 to 1000000 with at most nine digits after the point.':
      '„{typed}“ muss ein Preis von 0 bis 1000000 mit höchstens neun Nachkommastellen sein.',
    '"{typed}" must be an amount from 0 to 1000000 with at most six digits after the point.':
      '„{typed}“ muss ein Betrag von 0 bis 1000000 mit höchstens sechs Nachkommastellen sein.',
    '"{typed}" must be whole seconds from 0 to 3600.': '„{typed}“ müssen ganze Sekunden von 0 bis 3600 sein.',
    '"{typed}" must be whole seconds from 1 to 3600.': '„{typed}“ müssen ganze Sekunden von 1 bis 3600 sein.',
    '{n} is listed above already.': '{n} steht weiter oben schon.',
    'Send a percentage from -{n} to {n} with at most four digits after the point.':
      'Geben Sie einen Prozentsatz von -{n} bis {n} mit höchstens vier Nachkommastellen ein.',
    'Send whole seconds.': 'Geben Sie ganze Sekunden ein.',
    'Send {n} to {n} seconds.': 'Geben Sie {n} bis {n} Sekunden ein.',
    'A prefix has 1 to 15 digits and nothing else.': 'Eine Vorwahl hat 1 bis 15 Ziffern und sonst nichts.',
    'Send a decimal rate per minute such as "0.0125", at most nine digits after the point.':
      'Geben Sie einen Preis pro Minute ein, etwa „0,0125“, höchstens neun Nachkommastellen.',
    'Send a rate from 0 to 1000000 per minute.': 'Geben Sie einen Preis von 0 bis 1000000 pro Minute ein.',
    'Send a positive rate of at most 100000000 with at most ten digits after the point.':
      'Geben Sie einen Kurs über 0 bis 100000000 mit höchstens zehn Nachkommastellen ein.',
    'Choose two different currencies.': 'Wählen Sie zwei verschiedene Währungen.',
    'You have a rate group of this name. Choose another name.':
      'Sie haben schon eine Tarifgruppe dieses Namens. Wählen Sie einen anderen.',
    'There is a rate for this prefix from this moment. Edit it, or choose another moment.':
      'Für diese Vorwahl gibt es von diesem Zeitpunkt an schon einen Tarif. Bearbeiten Sie ihn, oder wählen Sie einen anderen Zeitpunkt.',
    'There is an exchange rate from this moment. Choose another moment.':
      'Von diesem Zeitpunkt an gibt es schon einen Kurs. Wählen Sie einen anderen.',
    'The file is empty. Send the header and at least one row.':
      'Die Datei ist leer. Sie braucht die Kopfzeile und mindestens eine Zeile.',
    'Choose existing trunks, each once.': 'Wählen Sie vorhandene Leitungen, jede einmal.',
    'The first row has no column "Code". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.':
      'Die erste Zeile hat keine Spalte „Code“. Sie muss die Spalten nennen: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.',
    'The first row has no column "Cost/Min". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.':
      'Die erste Zeile hat keine Spalte „Cost/Min“. Sie muss die Spalten nennen: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.',
  },
};
