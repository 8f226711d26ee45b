/** Ein Konto schließen, seine Art ändern, es verschieben. */
export const lifeDe = {
  life: {
    becomes: 'wird',
    checkAgain: 'Erneut prüfen',
    close: {
      addresses: 'IP-Adressen',
      devices: 'SIP-Geräte',
      done: '{{name}} ist geschlossen',
      openAccounts: 'Offene Konten darunter',
      submit: 'Konto schließen',
      text: 'Ein geschlossenes Konto telefoniert nicht und meldet sich nicht an. Anrufe, Buchungen und Mails bleiben, und es kann wieder aktiviert werden.',
      title: '{{name}} schließen',
    },
    erase: {
      count: {
        calls: 'Anrufe mit Rufnummern',
        devices: 'SIP-Geräte',
        events: 'Einträge im Verlauf',
        items: 'IP-Adressen und Nummern',
        mails: 'Mails',
        notes: 'Notizen an Buchungen',
      },
      done: 'Was an Konto {{number}} persönlich war, ist gelöscht',
      number: 'Zum Löschen {{number}} eingeben',
      numberHelp: 'Es gibt keinen Weg zurück.',
      numberWrong: 'Das ist nicht die Nummer dieses Kontos.',
      submit: 'Endgültig löschen',
      text: 'Name, Anschrift, Anmeldung, Telefone, Mails, Notizen und Persönliches im Verlauf werden gelöscht. Rufnummern von Anrufen werden verkürzt. Kontonummer, Geld, Anrufe und ausgestellte Belege bleiben in den Büchern, wie sie sind.',
      title: '{{name}} löschen',
    },
    billNow: 'Jetzt abrechnen',
    finding: {
      erased_while_corrected: {
        message: 'Der letzte Anruf kann von seinem Switch noch berichtigt werden.',
        fix: 'Warten Sie bis {{until}}.',
      },
      erased_while_owing: {
        message: 'Das Konto schuldet {{amount}}.',
        fix: 'Buchen Sie die Zahlung oder eine Korrektur, damit der Saldo 0 ist.',
      },
      erased_with_money: {
        message: '{{amount}} des Inhabers sind auf dem Konto.',
        fix: 'Zahlen Sie es aus oder buchen Sie es um, damit der Saldo 0 ist.',
      },
      not_closed: { message: 'Das Konto ist nicht geschlossen.', fix: 'Schließen Sie es zuerst.' },
      account_closed: { message: 'Das Konto ist geschlossen.', fix: 'Aktivieren Sie es zuerst wieder.' },
      accounts_come_along: {
        message_one: '{{count}} Konto darunter zieht mit um.',
        message_other: '{{count}} Konten darunter ziehen mit um.',
      },
      addresses_stop: {
        message_one: '{{count}} IP-Adresse kann nicht mehr telefonieren.',
        message_other: '{{count}} IP-Adressen können nicht mehr telefonieren.',
      },
      balance_left: {
        message: '{{amount}} des Inhabers stehen beim bisherigen Verkäufer im Buch.',
        fix: 'Zahlen Sie sie aus oder buchen Sie sie um, bis das Guthaben 0 ist.',
      },
      balance_owed: {
        message: 'Das Konto schuldet dem bisherigen Verkäufer {{amount}}.',
        fix: 'Buchen Sie die Zahlung, bis das Guthaben 0 ist.',
      },
      below_itself: {
        message: 'Wiederverkäufer {{number}} ist das Konto selbst oder liegt darunter.',
        fix: 'Wählen Sie einen, der nicht unter dem Konto liegt.',
      },
      calls_end: {
        message_one: '{{count}} laufender Anruf endet in Sekunden; das Gesprochene wird berechnet.',
        message_other: '{{count}} laufende Anrufe enden in Sekunden; das Gesprochene wird berechnet.',
      },
      calls_go_on: {
        message_one:
          '{{count}} laufender Anruf geht weiter; sein nächster Abschnitt gilt nach der neuen Art.',
        message_other:
          '{{count}} laufende Anrufe gehen weiter; ihre nächsten Abschnitte gelten nach der neuen Art.',
      },
      calls_may_be_corrected: {
        message: 'Der letzte Anruf kann von seinem Switch noch berichtigt werden, beim bisherigen Verkäufer.',
        fix: 'Warten Sie bis {{until}}; oder sperren Sie das Konto und legen Sie beim neuen Wiederverkäufer ein neues an.',
      },
      calls_run_on: {
        message_one:
          '{{count}} laufender Anruf geht weiter, höchstens bis {{until}}: ein Notruf, oder seine Vermittlung nimmt keine Befehle an.',
        message_other:
          '{{count}} laufende Anrufe gehen weiter, höchstens bis {{until}}: Notrufe, oder ihre Vermittlung nimmt keine Befehle an.',
      },
      cli_pool_ends: {
        message:
          'Seine NON-CLI-Tarifgruppe gehört dem bisherigen Verkäufer: Der CLI-Pool wird ausgeschaltet.',
      },
      closed_already: { message: 'Das Konto ist schon geschlossen.' },
      concurrent_calls_follow: {
        message: 'Gleichzeitige Anrufe richten sich nach der Kontoart: {{after}} statt {{before}}.',
      },
      cps_follows: {
        message: 'Anrufversuche pro Sekunde richten sich nach der Kontoart: {{after}} statt {{before}}.',
      },
      credit_limit_ends: {
        message: 'Der Kreditrahmen von {{amount}} wird 0: Ein vorausbezahltes Konto hat keinen.',
      },
      hour_cap_follows: {
        message: 'In einer Stunde können höchstens {{after}} für Anrufe ausgegeben werden statt {{before}}.',
      },
      day_cap_follows: {
        message: 'An einem Tag können höchstens {{after}} für Anrufe ausgegeben werden statt {{before}}.',
      },
      devices_stop: {
        message_one: '{{count}} SIP-Gerät kann nicht mehr telefonieren.',
        message_other: '{{count}} SIP-Geräte können nicht mehr telefonieren.',
      },
      foreign_role: {
        message: 'Die Rolle {{name}} gehört dem Wiederverkäufer, den das Konto verlässt.',
        fix: 'Geben Sie ihm und den Konten darunter mit dieser Rolle zuerst eine andere.',
      },
      extension_taken: {
        message: 'Die Nebenstelle {{extension}} eines seiner Geräte ist dort schon vergeben.',
        fix: 'Geben Sie dem Gerät zuerst eine andere Nebenstelle oder keine.',
      },
      foreign_numbers: {
        message_one: '{{count}} Nummer gehört dem Wiederverkäufer, den das Konto verlässt.',
        message_other: '{{count}} Nummern gehören dem Wiederverkäufer, den das Konto verlässt.',
        fix: 'Nehmen Sie dem Konto diese Nummern zuerst ab.',
      },
      has_open_accounts: {
        message_one: '{{count}} Konto darunter ist noch offen.',
        message_other: '{{count}} Konten darunter sind noch offen.',
        fix: 'Schließen oder verschieben Sie zuerst die Konten darunter.',
      },
      held_on_credit: {
        message: 'Für laufende Anrufe sind {{amount}} mehr vorgemerkt, als Guthaben da ist.',
        fix: 'Warten Sie, bis die Anrufe zu Ende sind, oder buchen Sie zuerst eine Zahlung.',
      },
      history_stays: {
        message:
          'Bisherige Anrufe, Buchungen und Mails sehen weiterhin nur der Inhaber und wer über beiden Eigentümern steht.',
      },
      keys_end: {
        message_one: '{{count}} API-Schlüssel wird widerrufen, endgültig.',
        message_other: '{{count}} API-Schlüssel werden widerrufen, endgültig.',
      },
      live_calls: {
        message_one: '{{count}} Anruf des Kontos oder darunter läuft gerade.',
        message_other: '{{count}} Anrufe des Kontos oder darunter laufen gerade.',
        fix: 'Warten Sie, bis sie zu Ende sind, oder sperren Sie das Konto.',
      },
      localization_ends: {
        message: 'Seine Lokalisierung gehört dem bisherigen Verkäufer und entfällt.',
      },
      last_document_follows: {
        message: 'Etwas steht noch auf keinem Dokument: Das letzte folgt am Abrechnungstag.',
      },
      open_is_billed_postpaid: {
        message:
          'Was bis jetzt berechnet wurde, kommt sofort auf eine Rechnung; spätere Anrufe kommen am Abrechnungstag auf einen Verbrauchsbeleg.',
      },
      open_is_billed_prepaid: {
        message:
          'Was bis jetzt telefoniert wurde, kommt sofort auf einen Verbrauchsbeleg; spätere Anrufe kommen am Abrechnungstag auf eine Rechnung.',
      },
      money_held: {
        message: '{{amount}} sind für Anrufe vorgemerkt.',
        fix: 'Warten Sie, bis sie zu Ende sind.',
      },
      money_left: {
        message: '{{amount}} des Inhabers bleiben auf dem Konto.',
        fix: 'Buchen Sie sie vorher auf ein anderes Konto um oder zahlen Sie sie aus: Eine Erstattung kann auch später gebucht werden.',
      },
      money_owed: {
        message: '{{amount}} werden geschuldet.',
        fix: 'Buchen Sie die Zahlung vorher oder nachher: Auch ein geschlossenes Konto zahlt, was es schuldet.',
      },
      new_book: { message: 'Das Guthaben wird beim neuen Verkäufer geführt und beginnt bei 0.' },
      no_rate_group: {
        message: 'Das Konto hat dann keine Tarifgruppe: Seine Anrufe werden abgewiesen, bis es eine bekommt.',
      },
      not_billed: {
        message:
          '{{amount}}, die belastet oder gutgeschrieben wurden, stehen noch auf keinem Beleg des bisherigen Verkäufers.',
        fix: 'Rechnen Sie das Konto jetzt ab.',
      },
      numbers_given_up: {
        message_one: '{{count}} DID geht zurück an das Konto darüber.',
        message_other: '{{count}} DIDs gehen zurück an das Konto darüber.',
      },
      numbers_used: {
        message_one: '{{count}} DID führt nicht mehr zum Konto und ist wieder frei.',
        message_other: '{{count}} DIDs führen nicht mehr zum Konto und sind wieder frei.',
      },
      operator_stays_open: { message: 'Der Betreiber bleibt aktiv.' },
      other_currency: {
        message: 'Das Konto wird in {{currency}} geführt, Wiederverkäufer {{number}} in {{other}}.',
        fix: 'Wählen Sie einen Wiederverkäufer mit derselben Währung.',
      },
      has_subscriptions: {
        message_one: '{{count}} Abonnement ist von Produkten des bisherigen Verkäufers.',
        message_other: '{{count}} Abonnements sind von Produkten des bisherigen Verkäufers.',
        fix: 'Kündigen Sie sie zuerst und bestellen Sie danach neu.',
      },
      subscriptions_end: {
        message_one: '{{count}} Abonnement endet.',
        message_other: '{{count}} Abonnements enden.',
      },
      others_change_seller: {
        message_one:
          '{{count}} Konto unter diesem Wiederverkäufer auf Provision bekäme auch einen anderen Verkäufer.',
        message_other:
          '{{count}} Konten unter diesem Wiederverkäufer auf Provision bekämen auch einen anderen Verkäufer.',
        fix: 'Verschieben Sie diese Konten stattdessen einzeln.',
      },
      own_account: {
        message: 'Sie würden sich selbst aussperren.',
        fix: 'Bitten Sie einen anderen Administrator oder den Betreiber.',
      },
      owes_money: {
        message: 'Das Konto schuldet {{amount}}, und ein vorausbezahltes Konto schuldet nichts.',
        fix: 'Buchen Sie zuerst die Zahlung und ändern Sie dann die Kontoart.',
      },
      rate_group_needed: {
        message: 'Seine Tarifgruppe gehört dem bisherigen Verkäufer.',
        fix: 'Wählen Sie eine Tarifgruppe des neuen Verkäufers.',
      },
      sessions_end: {
        message_one: '{{count}} Sitzung im Panel endet.',
        message_other: '{{count}} Sitzungen im Panel enden.',
      },
      target_closed: {
        message: 'Wiederverkäufer {{number}} ist geschlossen.',
        fix: 'Wählen Sie einen anderen.',
      },
      packages_end: {
        message:
          'Seine Pakete gehören dem bisherigen Verkäufer und enden: Danach ist nichts mehr aus ihnen frei.',
      },
      taxes_end: { message: 'Seine Steuern gehören dem bisherigen Verkäufer und entfallen.' },
      too_deep: {
        message: 'Wiederverkäufer stünden {{depth}} tief; erlaubt sind höchstens {{most}}.',
        fix: 'Wählen Sie einen Wiederverkäufer weiter oben.',
      },
      too_many_accounts: {
        message: '{{count}} Konten würden umziehen; höchstens {{most}} ziehen auf einmal um.',
        fix: 'Verschieben Sie zuerst einzeln die Wiederverkäufer darunter.',
      },
    },
    held: 'Vorgemerkt',
    more: 'und {{count}} weitere',
    move: {
      done: '{{name}} wurde verschoben',
      me: 'Direkt unter Ihnen',
      noRateGroups: 'Der neue Verkäufer hat noch keine Tarifgruppe',
      nobody: 'Es gibt keinen anderen Wiederverkäufer',
      operator: 'Der Betreiber, ohne Wiederverkäufer',
      owner: 'Eigentümer',
      rateGroupHelp:
        'Die bisherige gehört dem bisherigen Verkäufer. Ab jetzt haben seine Anrufe diesen Preis.',
      submit: 'Konto verschieben',
      text: {
        customer: 'Das Konto bekommt einen anderen Eigentümer; Geräte, Nummern und Anmeldung bleiben.',
        reseller: 'Der Wiederverkäufer bekommt einen anderen Eigentümer, mit allem, was unter ihm liegt.',
      },
      title: '{{name}} verschieben',
      to: 'Neuer Eigentümer',
    },
    obstacles: 'Das steht im Weg:',
    owed: 'Geschuldet',
    reason: 'Grund',
    reasonHelp: 'Steht im Verlauf. Darf leer bleiben.',
    type: {
      creditLimitWrong: 'Geben Sie einen Betrag ab 0 ein, etwa 50 oder 12,50.',
      done: {
        postpaid: '{{name}} telefoniert jetzt auf Rechnung',
        prepaid: '{{name}} zahlt jetzt im Voraus',
      },
      submit: { postpaid: 'Auf Rechnung umstellen', prepaid: 'Auf Vorauszahlung umstellen' },
      text: {
        postpaid: 'Anrufe gehen unter 0 weiter, so weit der Kreditrahmen reicht.',
        prepaid: 'Anrufe enden, wenn das Geld endet. Einen Kreditrahmen gibt es nicht mehr.',
      },
      title: { postpaid: '{{name}} auf Rechnung umstellen', prepaid: '{{name}} auf Vorauszahlung umstellen' },
    },
  },
};
