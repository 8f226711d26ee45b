/** Die Einstellungen des Betreibers. */
export const settingsDe = {
  settings: {
    title: 'Einstellungen',
    isDefault: 'Das ist die Vorgabe.',
    isInherited: 'Geerbt: von weiter oben eingestellt.',
    noRateGroup: 'Keine',
    keptForEver: 'Für immer',
    nothing: 'nichts',
    ofReseller:
      'Was für Konten vorgeschlagen wird, die Sie und Ihre Reseller anlegen. Was Sie nicht ändern, gilt wie weiter oben eingestellt.',
    reset: 'Zurück zur Vorgabe: {{value}}',
    resetToInherited: 'Zurück zum geerbten Wert: {{value}}',
    resetWhat: 'Zurück zur Vorgabe: {{what}}',
    mail: {
      title: 'Mailserver',
      forget: 'Server vergessen',
      forgetText: 'Mails werden ab dann bei ihren Konten aufbewahrt, und nichts wird gesendet.',
      help: 'Über diesen Server gehen Einladungen und Benachrichtigungen hinaus. Ohne ihn werden sie bei ihren Konten aufbewahrt und lassen sich dort lesen.',
      isNotSetUp: 'Nicht eingerichtet',
      isSetUp: 'Eingerichtet',
      passwordKept: 'Wie es ist',
      security: {
        none: 'Keine: alles geht im Klartext',
        starttls: 'STARTTLS: vorher geht nichts hinaus',
        tls: 'TLS von Anfang an',
      },
      send: 'Senden',
      test: 'Testmail senden',
      tested: 'Der Server hat die Mail angenommen: {{response}}',
      field: {
        host: { label: 'Host', help: 'Etwa mail.example.com.' },
        security: { label: 'Sicherheit', help: 'Was der Server anbietet; meist STARTTLS.' },
        port: { label: 'Port', help: 'Meist 587 für STARTTLS, 465 für TLS, 25 für keine. Leer: dieser.' },
        user: { label: 'Benutzername', help: 'Leer: Der Server verlangt keine Anmeldung.' },
        password: {
          label: 'Passwort',
          help: 'Wird versiegelt, nie gezeigt. Ein anderer Server braucht es noch einmal.',
        },
        senderAddress: { label: 'Absender', help: 'Die Adresse, von der Mails kommen.' },
        senderName: { label: 'Name des Absenders', help: 'Steht neben der Adresse. Darf leer sein.' },
        to: { label: 'An', help: 'Wohin die Testmail geht.' },
      },
    },
    guardStep: {
      observe: 'Vermerken',
      alert: 'Die darüber per Mail benachrichtigen',
      block: 'Neue Anrufe sperren',
      hang_up: 'Neue Anrufe sperren, laufende beenden',
    },
    prepaidTax: { on_top_up: 'Bei jeder Aufladung', on_usage: 'In den Preisen des Verbrauchs' },
    group: {
      billing: 'Abrechnung',
      calls: 'Anrufe',
      defaults: 'Vorschläge für neue Konten',
      devices: 'SIP-Geräte',
      guards: 'Schutzgrenzen der Kunden',
      numbers: 'Kontonummern',
      other: 'Weiteres',
      pin: 'PIN',
      payments: 'Zahlungen und Währungen',
      retention: 'Aufbewahrung',
      security: 'Anmeldung',
    },
    field: {
      account_number: {
        length: {
          label: 'Länge',
          help: 'Ziffern einer erzeugten Kontonummer, die ersten mitgezählt. 6 bis 20.',
        },
        may_be_typed: {
          label: 'Darf eingegeben werden',
          help: 'Ob man eine Kontonummer eingeben darf, statt sie erzeugen zu lassen.',
        },
        prefix: { label: 'Erste Ziffern', help: 'So beginnt jede erzeugte Kontonummer. Darf leer sein.' },
      },
      pin: { length: { label: 'Länge', help: 'Ziffern der PIN für Telefonkarten. 4 bis 12.' } },
      defaults: {
        country: { label: 'Land', help: 'Daraus folgt auch der Vorschlag für die Zeitzone.' },
        create_sip_device: {
          label: 'SIP-Gerät anlegen',
          help: 'Ob ein neuer Kunde gleich ein SIP-Gerät bekommt.',
        },
        currency: { label: 'Währung', help: 'Von Guthaben, Belastungen und Rechnungen.' },
        rate_group_id: {
          label: 'Tarifgruppe',
          help: 'Preisliste neuer Konten, bis jemand eine andere wählt.',
        },
        timezone: { label: 'Zeitzone', help: 'Bestimmt Rechnungstage und alle gezeigten Zeiten.' },
      },
      passwords: {
        length_min: {
          label: 'Kürzestes Passwort',
          help: 'Zeichen, die ein neues Passwort mindestens hat. Vergebene Passwörter bleiben. 10 bis 64.',
        },
      },
      sign_in: {
        second_factor_required_for_staff: {
          label: 'Zweiter Faktor für Mitarbeiter',
          help: 'Betreiber, Admins und Unter-Admins tun hier nichts, bevor sie einen haben. API-Schlüssel gelten weiter.',
        },
      },
      sign_up: {
        allowed_for_resellers: {
          label: 'Seiten der Wiederverkäufer zur Kontoeröffnung',
          help: 'Ausgeschaltet, öffnen Wiederverkäufer keine, und die offenen antworten niemandem.',
        },
      },
      sessions: {
        absolute_hours: {
          label: 'Längste Sitzung',
          help: 'Danach meldet sich jeder neu an. Mehr gilt ab der nächsten Anmeldung. 1 bis 2160.',
        },
        idle_minutes: {
          label: 'Untätige Sitzung',
          help: 'Wer so lange nichts tut, wird abgemeldet. 5 bis 20160.',
        },
      },
      billing: {
        prepaid_tax: {
          label: 'Steuer vorausbezahlter Konten',
          help: 'Bei jeder Aufladung: Von 12,00 mit 20 % Steuer werden 10,00 Guthaben. In den Preisen: Alles wird Guthaben, und Verbrauchsbelege nennen die Steuer darin. Ändern Sie es, solange wenig Guthaben da ist: Was da ist, wird auf die neue Weise versteuert, was auch immer vorher abgezogen wurde.',
        },
        invoice_due_days: {
          label: 'Rechnungen sind fällig nach',
          help: 'So viele Tage nach dem Tag einer Rechnung von Ihnen. Wiederverkäufer haben eigene Tage an ihrem Konto. 0 bis 365.',
        },
        number_format_receipt: {
          label: 'Nummern von Belegen',
          help: '{year} und {number}, oder {number:5} mit mindestens fünf Ziffern. Eine Änderung gilt ab dem nächsten Beleg, und die Nummern laufen weiter.',
        },
        number_format_usage_receipt: {
          label: 'Nummern von Verbrauchsbelegen',
          help: 'Was vorausbezahlte Konten am Abrechnungstag bekommen. Jede Art beginnt mit anderen Buchstaben.',
        },
        number_format_invoice: {
          label: 'Nummern von Rechnungen',
          help: 'Was Rechnungskonten am Abrechnungstag bekommen.',
        },
        number_format_credit_note: {
          label: 'Nummern von Rechnungskorrekturen',
          help: 'Was eine Rechnung ganz oder zum Teil zurücknimmt.',
        },
        number_format_commission_note: {
          label: 'Nummern von Provisionsabrechnungen',
          help: 'Was Vermittler über ihre Provision bekommen.',
        },
      },
      payments: {
        approval_above: {
          label: 'Freigabe über',
          help: 'Eine Zahlung, Erstattung, Gutschrift oder Belastung von Hand über diesem Betrag bewegt nichts, bis jemand anderes sie freigibt. In der Währung, die für neue Konten vorgeschlagen wird; andere Währungen zu ihrem Wechselkurs. Leer: keine wartet.',
        },
      },
      exchange: {
        feed_url: {
          label: 'Quelle der Wechselkurse',
          help: 'Wo Kurse abgerufen werden, wie die Europäische Zentralbank sie veröffentlicht: https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml. Leer: nirgends.',
        },
        feed_hours: {
          label: 'Kurse abrufen alle',
          help: 'So viele Stunden nach einem Abruf folgt der nächste. 1 bis 168.',
        },
        spread_percent: {
          label: 'Einbehalt bei Umrechnung',
          help: 'Von Geld, das in einer anderen Währung als der des Kontos gezahlt oder in eine andere umgebucht wird, werden so viele Prozent des Kurses einbehalten. Preise von Anrufen und Produkten werden ohne ihn umgerechnet. 0 bis 20.',
        },
      },
      retention: {
        access_days: {
          label: 'Sitzungen und unbekannte Anrufe aufbewahren',
          help: 'Beendete Sitzungen, Zähler unbekannter Anrufe und wie Anrufe bei Einwahlnummern verliefen, mit falschen PINs, werden nach so vielen Tagen gelöscht. Leer: nie. 7 bis 3650.',
        },
        call_numbers_days: {
          label: 'Rufnummern aufbewahren',
          help: 'Die letzten Ziffern von Anrufern und Zielen werden nach so vielen Tagen verkürzt, mit Adressen und Geräten. Preise bleiben. Leer: nie. 7 bis 3650.',
        },
        calls_days: {
          label: 'Anrufe aufbewahren',
          help: 'Ganze Tage von Anrufen werden nach so vielen Tagen gelöscht, sobald ihr Monat abgeschlossen ist: drei Tage nach seinem Ende, wenn die Bücher nachgewiesen sind. Salden, Kontoauszüge und Buchungen bleiben. Leer: nie. 7 bis 3650.',
        },
        jobs_days: {
          label: 'Beendete Aufträge aufbewahren',
          help: 'Nach so vielen Tagen gelöscht, mit den Zeilen, die sie zurückwiesen. Leer: nie. 7 bis 3650.',
        },
        mails_days: {
          label: 'Mails aufbewahren',
          help: 'Mails an Konten werden nach so vielen Tagen gelöscht. Leer: nie. 7 bis 3650.',
        },
        timeline_days: {
          label: 'Persönliches in Verläufen aufbewahren',
          help: 'Persönliche Werte, Adressen und Gründe werden nach so vielen Tagen gelöscht; was geschah, bleibt. Leer: nie. 7 bis 3650.',
        },
        traces_days: {
          label: 'Prüfschritte von Anrufen aufbewahren',
          help: 'Was die Prüfungen eines Anrufs sahen, wird nach so vielen Tagen entfernt; Grund und Preis bleiben. Leer: nie. 7 bis 3650.',
        },
      },
      guards: {
        prepaid_concurrent_calls: {
          label: 'Gleichzeitige Anrufe, Prepaid',
          help: 'Wo ein Konto keine eigene Grenze hat. 1 bis 10000, leer: keine Grenze.',
        },
        prepaid_calls_per_second: {
          label: 'Versuche je Sekunde, Prepaid',
          help: 'Wo ein Konto keine eigene Grenze hat. 1 bis 1000, leer: keine Grenze.',
        },
        prepaid_spend_per_hour: {
          label: 'Ausgaben je Stunde, Prepaid',
          help: 'In der Währung des Kontos; was für laufende Anrufe reserviert ist, zählt mit. Leer: keine Grenze.',
        },
        prepaid_spend_per_day: {
          label: 'Ausgaben je Tag, Prepaid',
          help: 'In der Währung des Kontos; was für laufende Anrufe reserviert ist, zählt mit. Leer: keine Grenze.',
        },
        postpaid_concurrent_calls: {
          label: 'Gleichzeitige Anrufe, Postpaid',
          help: 'Wo ein Konto keine eigene Grenze hat. 1 bis 10000, leer: keine Grenze.',
        },
        postpaid_calls_per_second: {
          label: 'Versuche je Sekunde, Postpaid',
          help: 'Wo ein Konto keine eigene Grenze hat. 1 bis 1000, leer: keine Grenze.',
        },
        postpaid_spend_per_hour_percent: {
          label: 'Ausgaben je Stunde, Postpaid',
          help: 'In Prozent des Kreditrahmens. Ohne Kreditrahmen gilt der Betrag der Prepaid-Konten. 1 bis 1000, leer: keine Grenze.',
        },
        postpaid_spend_per_day_percent: {
          label: 'Ausgaben je Tag, Postpaid',
          help: 'In Prozent des Kreditrahmens. Ohne Kreditrahmen gilt der Betrag der Prepaid-Konten. 1 bis 1000, leer: keine Grenze.',
        },
        call_cost: {
          label: 'Kosten eines Anrufs',
          help: 'Ein Anruf wird beendet, wenn er so viel gekostet hat, in der Währung des Kontos. Leer: keine Grenze.',
        },
        satellite_open: {
          label: 'Satelliten offen',
          help: 'Ob Satellitentelefone und internationale Netze angerufen werden dürfen.',
        },
        premium_open: {
          label: 'Mehrwertnummern offen',
          help: 'Ob Mehrwertnummern im Ausland angerufen werden dürfen. Die des eigenen Landes immer.',
        },
        high_risk_open: {
          label: 'Hohes Risiko offen',
          help: 'Ob Ziele angerufen werden dürfen, an denen Betrug häufig ist. Das Land des Kontos immer.',
        },
        risky_prefixes: {
          label: 'Riskante Ziele je Stunde',
          help: 'Werden binnen einer Stunde so viele verschiedene Vorwahlen von Satelliten, Mehrwertnummern und hohem Risiko versucht, schlägt die Schutzgrenze an. 1 bis 1000, leer: nicht gezählt.',
        },
        risky_prefixes_step: {
          label: 'Dann, bei riskanten Zielen',
          help: 'Jede Stufe tut auch, was die davor tun. Gesperrt bleibt das Konto, bis jemand die Sperre aufhebt.',
        },
        spend_cap_step: {
          label: 'Dann, bei erreichter Ausgabengrenze',
          help: 'Den Anruf selbst weist die Grenze ab. Das hier geschieht außerdem, einmal je Stunde oder Tag.',
        },
      },
      rates: {
        jump_percent: {
          label: 'Sprung eines Tarifs',
          help: 'Auf einen Tarif eines Blattes, der um mehr Prozent steigt oder fällt, wird vor dem Import hingewiesen. Leer: auf keinen.',
        },
      },
      calls: {
        local_initial_increment_seconds: {
          label: 'Erster Takt interner Anrufe',
          help: 'Sekunden eines Anrufs zwischen zwei Geräten, die auf einmal berechnet werden. 1 bis 3600.',
        },
        local_increment_seconds: {
          label: 'Takt interner Anrufe',
          help: 'In Schritten von so vielen Sekunden wird der Rest eines solchen Anrufs berechnet. 1 bis 3600.',
        },
        verified_caller_ids_only: {
          label: 'Nur geprüfte Rufnummern',
          help: 'Nur Rufnummern, die Sie als geprüft gekennzeichnet haben, zählen im CLI-Pool und für Kartenanrufe ohne PIN.',
        },
        ring_seconds: {
          label: 'Klingeln',
          help: 'Wie lange ein Gateway das angerufene Telefon klingeln lassen darf. 5 bis 300.',
        },
        seconds_max: {
          label: 'Längster Anruf',
          help: 'Danach wird ein Anruf beendet. Bei einem Reseller: jeder Anruf unter ihm. 60 bis 86400; was die darüber sagen, ist das Höchste.',
        },
        slice_seconds: {
          label: 'Abschnitt',
          help: 'Gesprächszeit, für die auf einmal Geld vorgemerkt wird. Kurze lassen auch kleine Guthaben telefonieren; 6 bis 3600.',
        },
      },
    },
  },
  taxes: {
    title: 'Steuern',
    help: 'Sie werden bei jedem Konto in ihrer Reihenfolge gewählt und stehen auf seinen Belegen und Rechnungen. Was ausgestellt ist, behält die Steuern, mit denen es ausgestellt wurde.',
    rate: 'Satz',
    way: 'Berechnung',
    inPrices: 'in den Preisen',
    added: 'kommt zu den Preisen dazu',
    compound: 'auch auf Steuern davor',
    kind: { percentage: 'Prozentsatz', fixed: 'Fester Betrag' },
    add: 'Steuer anlegen',
    edit: 'Steuer bearbeiten',
    remove: 'Steuer löschen',
    removeText:
      '{{what}} kann danach nicht mehr gewählt werden. Eine Steuer, die ein Konto hat, bleibt, bis sie dort entfernt ist.',
    empty: 'Keine Steuern',
    emptyText: 'Legen Sie eine an, etwa Umsatzsteuer mit 19 Prozent, um sie bei Konten zu wählen.',
    field: {
      name: { label: 'Name', help: 'Wie er auf Belegen steht, etwa „USt.“.' },
      kind: {
        label: 'Art',
        help: 'Ein Prozentsatz des Nettobetrags, oder ein eigener Betrag, einmal je Beleg.',
      },
      percent: { label: 'Prozent', help: '0 bis 100, höchstens vier Nachkommastellen.' },
      amount: { label: 'Betrag', help: 'Einmal auf jedem Beleg fällig, der nicht auf null lautet.' },
      currency: { label: 'Währung', help: 'Konten mit einer anderen Währung zahlen sie nicht.' },
      isInclusive: {
        label: 'Schon in den Preisen enthalten',
        help: 'Der Preis bleibt, und die Steuer wird herausgerechnet. Sonst kommt sie zum Preis dazu.',
      },
      isCompound: {
        label: 'Auch auf Steuern davor',
        help: 'Vom Nettobetrag und den Steuern, die beim Konto vor ihr stehen. Ist sie in den Preisen enthalten, nur von denen davor, die es auch sind. Sonst vom Nettobetrag allein.',
      },
      jurisdiction: {
        label: 'Wo sie anfällt',
        help: 'Etwa ein Land oder eine Provinz; wird mit der Steuer gedruckt. Darf leer sein.',
      },
      status: {
        label: 'Status',
        help: 'Eine inaktive Steuer wird nicht mehr angeboten. Konten, die sie haben, behalten sie.',
      },
      accounts: { label: 'Konten', help: '' },
    },
  },
  destinations: {
    title: 'Ziele, die erst geöffnet werden müssen',
    help: 'Die längste Vorwahl einer Nummer bestimmt ihre Art. Ob eine Art offen ist, sagen die Einstellungen oben und jedes Konto.',
    add: 'Vorwahl hinzufügen',
    edit: 'Vorwahl bearbeiten',
    remove: 'Vorwahl entfernen',
    removeText: 'Nummern, die mit {{what}} beginnen, können ab jetzt wie alle anderen angerufen werden.',
    empty: 'Keine Vorwahlen',
    show: 'Liste zeigen',
    hide: 'Liste verbergen',
    emptyText: 'Jedes Ziel mit einem Preis kann angerufen werden.',
    class: { satellite: 'Satellit', premium: 'Mehrwertnummer', high_risk: 'Hohes Risiko' },
    field: {
      prefix: { label: 'Vorwahl', help: 'Die ersten Ziffern internationaler Nummern, etwa +8816.' },
      class: { label: 'Art', help: '' },
      note: { label: 'Notiz', help: 'Für Menschen, etwa der Name des Ortes. Darf leer sein.' },
    },
  },
};
