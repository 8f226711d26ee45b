/** Bezeichnung und einzeilige Hilfe jedes Feldes eines Kontos. */
export const fieldsDe = {
  panelAccess: {
    revokeApiKeys: {
      label: 'Auch seine API-Schlüssel widerrufen',
      help: 'Ein neues Passwort beendet die Sitzungen; Programme laufen weiter.',
    },
    parentId: {
      label: 'Wiederverkäufer',
      help: 'Wem das Konto gehört: Er sieht es, gibt ihm Preise und stellt seine Rechnungen.',
      helpEdit: 'Ein anderer Inhaber: Mehr → Verschieben…, mit einer Vorschau.',
    },
    roleId: {
      label: 'Rolle',
      help: 'Was es darf, aus denen, die Sie vergeben dürfen.',
    },
    number: {
      label: 'Kontonummer',
      short: 'Nummer',
      help: 'Anmeldename, Kartennummer und Name auf jedem Dokument. 30 Minuten für Sie reserviert.',
      helpEdit: 'Steht seit dem Anlegen fest.',
    },
    email: { label: 'E-Mail', help: 'Zweiter Anmeldename; dorthin gehen Benachrichtigungen.' },
    inviteByEmail: {
      label: 'Per E-Mail einladen',
      short: 'Einladung',
      help: 'Statt eines Passworts: ein Link, einmal und 24 Stunden gültig, um es zu wählen.',
    },
    password: {
      label: 'Passwort',
      help: 'Zum Anmelden. Nie gemailt, nie wieder gezeigt.',
      helpEdit: 'Leer lassen, um es zu behalten.',
    },
    pin: {
      label: 'PIN',
      help: 'Für Telefonkarten. Leer: keine Kartenanrufe über die Nummer.',
      helpEdit: 'Leer lassen, um sie zu behalten.',
    },
    createSipDevice: {
      label: 'SIP-Gerät anlegen',
      short: 'SIP-Gerät',
      help: 'Ein Telefon kann sich sofort anmelden; das Passwort erscheint nach dem Speichern.',
    },
  },
  settings: {
    concurrentCalls: { label: 'Gleichzeitige Anrufe', help: 'Wie viele Anrufe auf einmal.' },
    cps: {
      label: 'Anrufversuche pro Sekunde (CPS)',
      short: 'CPS',
      help: 'Wie schnell Anrufe begonnen werden dürfen.',
    },
    localizationId: {
      label: 'Lokalisierung',
      help: 'Regeln, die örtliche Wählgewohnheiten in internationale Nummern übersetzen.',
    },
    allowLocalCalls: {
      label: 'Interne Anrufe erlauben',
      short: 'Interne Anrufe',
      help: 'Anrufe zu SIP-Geräten und Nummern dieses Betreibers. Nein bei einem Reseller gilt für alle unter ihm.',
    },
    localCallRate: {
      label: 'Preis interner Anrufe',
      short: 'Interner Preis',
      help: 'Preis je Minute für Anrufe zwischen SIP-Geräten dieses Betreibers, in der Währung des Kontos. 0 ist kostenlos.',
    },
    notifications: {
      label: 'Benachrichtigungen',
      help: 'Willkommen, Beleg, Rechnung, niedriges Guthaben. Sicherheitsmails gehen immer hinaus.',
    },
    paymentGatewayPermission: {
      label: 'Zahlungsanbieter erlauben',
      short: 'Kartenzahlung',
      help: 'Das Portal bietet Aufladen und Zahlen mit Karte an.',
    },
    validDays: {
      label: 'Gültige Tage ab erster Nutzung',
      short: 'Gültige Tage',
      help: 'So viele Tage nach dem ersten angenommenen Anruf sind keine Anrufe mehr möglich. Leer: kein Ende durch Nutzung.',
    },
  },
  profile: {
    firstName: { label: 'Vorname', help: 'In jeder Schrift, bleibt wie eingegeben.' },
    lastName: { label: 'Nachname', help: 'In jeder Schrift, bleibt wie eingegeben.' },
    company: { label: 'Firma', help: 'Steht auf Dokumenten, wenn angegeben.' },
    phone: { label: 'Telefon', help: 'International, mit +, etwa +49 30 12345678.' },
    notificationEmails: {
      label: 'E-Mail für Benachrichtigungen',
      help: 'Eine oder mehrere Adressen. Leer: die E-Mail des Kontos.',
    },
    address1: { label: 'Adresse 1', help: 'Straße und Hausnummer.' },
    address2: { label: 'Adresse 2', help: 'Gebäude, Stockwerk, Zusatz.' },
    zip: { label: 'Postleitzahl', help: 'Postleitzahl des Ortes.' },
    city: { label: 'Ort', help: 'Stadt oder Gemeinde.' },
    province: { label: 'Bundesland', help: 'Land, Provinz oder Region.' },
    country: {
      label: 'Land',
      help: 'Wo der Inhaber ist; bestimmt Steuer und Wählregeln.',
      helpStaff: 'Wo diese Person ist; schlägt die Zeitzone vor.',
    },
    timezone: {
      label: 'Zeitzone',
      help: 'Bestimmt Abrechnungstage und jede Zeit, die dieses Konto sieht.',
      helpStaff: 'Aller Zeiten, die diese Person sieht.',
    },
    language: {
      label: 'Sprache der Mails',
      short: 'Mails auf',
      help: 'In der Einladungen und Benachrichtigungen geschrieben werden.',
      none: 'Keine gewählt: Englisch',
      option: { ar: 'Arabisch', de: 'Deutsch', en: 'Englisch' },
    },
    currency: {
      label: 'Währung',
      help: 'Von Guthaben, Preisen und Rechnungen. Steht fest, sobald etwas gebucht ist.',
    },
  },
  billing: {
    accountType: {
      label: 'Kontoart',
      help: 'Vorausbezahlt endet mit dem Geld; auf Rechnung wird am Abrechnungstag abgerechnet.',
      helpEdit: 'Wird unter Mehr geändert; dort sehen Sie vorher, was daraus wird.',
      option: { prepaid: 'Vorausbezahlt', postpaid: 'Auf Rechnung' },
    },
    creditLimit: {
      label: 'Kreditrahmen',
      help: 'Wie weit ein Rechnungskonto unter null darf. Vorausbezahlt: 0.',
    },
    rateGroupId: { label: 'Tarifgruppe', help: 'Preisliste der Anrufe. Ohne sie werden Anrufe abgewiesen.' },
    cliPool: {
      label: 'CLI-Pool',
      help: 'Was mit einer Absendernummer geschieht, die nicht zum Konto gehört.',
      option: {
        off: 'Aus: jede Absendernummer',
        present_did: 'Keine eigene DID: eine davon zeigen',
        present_caller_id: 'Keine eigene Absendernummer: eine davon zeigen',
        rate_did: 'Keine eigene DID: NON-CLI-Tarif',
        rate_caller_id: 'Keine eigene Absendernummer: NON-CLI-Tarif',
        rate_either: 'Keines von beiden: NON-CLI-Tarif',
        refuse_did: 'Keine eigene DID: abweisen',
        refuse_caller_id: 'Keine eigene Absendernummer: abweisen',
        refuse_either: 'Keines von beiden: abweisen',
      },
    },
    nonCliRateGroupId: {
      label: 'NON-CLI-Tarifgruppe',
      help: 'Preisliste, wenn der CLI-Pool „NON-CLI-Tarif“ sagt; dann wird sie gebraucht.',
    },
    schedule: {
      label: 'Abrechnungsrhythmus',
      help: 'Wie oft ein Verbrauchsbeleg (vorausbezahlt) oder eine Rechnung entsteht, in der Zeitzone des Kontos.',
      option: { daily: 'Täglich', weekly: 'Wöchentlich', monthly: 'Monatlich' },
    },
    billingDay: {
      label: 'Abrechnungstag',
      help: 'Kurz nach Mitternacht an diesem Tag entsteht das Dokument über die Zeit seit dem letzten. Eine Änderung verschiebt das nächste.',
      option: { last: 'Letzter Tag des Monats' },
    },
    taxIds: {
      label: 'Steuern',
      help: 'Zeilen auf Belegen und Rechnungen, in dieser Reihenfolge: Manche gelten auch auf Steuern davor.',
    },
    taxNumber: {
      label: 'Steuernummer',
      help: 'Die des Kontos, etwa eine USt-IdNr. Steht unter seiner Anschrift auf jedem Dokument, so wie sie beim Ausstellen ist.',
    },
    generateInvoice: {
      label: 'Rechnung erzeugen',
      short: 'Nullrechnungen',
      help: 'Auch das Dokument eines Abrechnungstags erzeugen, das auf null lautet. Eines mit Betrag entsteht immer.',
    },
    invoiceNote: {
      label: 'Rechnungstext',
      help: 'Steht ab der nächsten auf jeder Rechnung, etwa eine Bestellnummer. Bis zu 500 Zeichen.',
    },
    reference: { label: 'Referenz', help: 'Ihr eigener Schlüssel: suchbar, in Listen und Exporten.' },
  },
  resellerTerms: {
    type: {
      label: 'Art des Wiederverkäufers',
      help: 'Ein Distributor kauft zu Ihrem Preis und verkauft zu eigenen; ein Vermittler bekommt einen Anteil.',
      option: { distributor: 'Distributor', commission: 'Vermittler' },
    },
    commissionPercent: {
      label: 'Provision in Prozent',
      help: 'Anteil an dem, was seine Kunden zahlen, etwa 12,5.',
    },
    invoiceDueDays: {
      label: 'Zahlungsziel in Tagen',
      help: 'So viele Tage haben die Kunden eines Distributors Zeit, seine Rechnungen zu zahlen.',
    },
    useOwnLetterhead: {
      label: 'Eigener Briefkopf',
      help: 'Dokumente seiner Kunden haben seinen eigenen Briefkopf, den er unter Einstellungen ausfüllt; bis dahin sein Profil. Sonst den der Ebene darüber.',
    },
  },
  facts: {
    title: 'Was abgerechnet wird',
    firstInvoice: 'Erste Rechnung',
    firstUsage: 'Erster Verbrauchsbeleg',
    nextInvoice: 'Nächste Rechnung',
    nextUsage: 'Nächster Verbrauchsbeleg',
    taxes: 'Steuern',
    taxWay: {
      added: 'Von einem Betrag auf einer Rechnung:',
      top_up: 'Eine Aufladung von {{total}} ergibt {{net}} Guthaben:',
      within: 'Im Preis dessen, was verbraucht wird:',
    },
  },
  lacks: {
    accountsEdit: 'Was grau ist, verlangt „Konten ändern“. Das hat Ihre Rolle nicht.',
    signInsReset: 'Sie können das nicht ändern: Dazu gehört „Bei Anmeldungen helfen“.',
    moneyCredit: 'Sie können das nicht ändern: Dazu gehört „Kredit geben“.',
    ratesAssign: 'Sie können das nicht ändern: Dazu gehört „Preislisten der Konten wählen“.',
  },
};
