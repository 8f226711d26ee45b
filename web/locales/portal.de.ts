/** Was Kunden in ihrem eigenen Portal lesen. */
export const portalDe = {
  portal: {
    redeem: 'Gutschein einlösen',
    number: 'Kontonummer {{number}}',
    spend: 'Sie können ausgeben',
    balance: 'Ihr Guthaben beträgt {{amount}}.',
    owes: 'Sie schulden {{amount}}.',
    credit: 'Sie dürfen bis zu {{amount}} schuldig bleiben.',
    held: 'Davon sind {{amount}} für laufende Anrufe zurückgelegt.',
    low: 'Weniger als {{amount}} ist übrig.',
    warning: {
      title: 'Warnung bei wenig Guthaben',
      none: 'Es ist keine Warnung eingerichtet.',
      set: 'Sie werden hier gewarnt, wenn weniger als {{amount}} übrig ist.',
      change: 'Ändern',
      add: 'Warnung einrichten',
      field: {
        alertThreshold: {
          label: 'Warnen unter',
          help: 'Ist weniger übrig, bekommen Sie eine Mail, und Ihre Startseite warnt Sie. Leer: keine Warnung.',
        },
      },
    },
    owed: {
      title: 'Was schulde ich?',
      open_one: '{{amount}} auf {{count}} offener Rechnung.',
      open_other: '{{amount}} auf {{count}} offenen Rechnungen.',
      overdue: '{{amount}} davon ist überfällig. Bitte bezahlen Sie Ihren Anbieter.',
      nothing: {
        prepaid: 'Nichts: Sie zahlen im Voraus.',
        postpaid: 'Nichts: Jede Rechnung ist bezahlt.',
      },
      unbilled: {
        prepaid:
          'Seit Ihrem letzten Verbrauchsbeleg haben Sie {{amount}} verbraucht; der nächste kommt am {{date}}.',
        postpaid: '{{amount}} kommt mit der Rechnung vom {{date}} dazu, vor Steuern, die dort hinzukommen.',
      },
    },
    calling: 'Kann ich anrufen?',
    yes: 'Ja, Sie können anrufen.',
    no: {
      first_interval:
        'Nein: {{available}} sind übrig, und auch der billigste Anruf beginnt mit {{first}}. Bitte zahlen Sie zuerst bei Ihrem Anbieter ein.',
      account_closed: 'Nein: Ihr Konto ist geschlossen.',
      account_expired: 'Nein: Ihr Konto ist abgelaufen. Bitte fragen Sie Ihren Anbieter.',
      suspended_for_debt:
        'Nein: Rechnungen sind nicht bezahlt. Zahlen Sie, was überfällig ist, dann sind Anrufe binnen einer Minute möglich.',
      account_suspended: 'Nein: Ihr Konto ist gesperrt. Bitte fragen Sie Ihren Anbieter.',
      insufficient_funds: 'Nein: Es ist kein Guthaben übrig. Bitte zahlen Sie zuerst bei Ihrem Anbieter ein.',
      blocked_by_guard:
        'Nein: Neue Anrufe sind gesperrt, weil ungewöhnliche aufgefallen sind. Bitte fragen Sie Ihren Anbieter; Notrufe gehen hinaus.',
      spend_cap_reached:
        'Nein: Sie haben vorerst ausgegeben, was Sie für Anrufe ausgeben dürfen. Das öffnet sich von selbst wieder.',
      no_rate_group:
        'Nein: Anrufe sind für Ihr Konto noch nicht eingerichtet. Bitte fragen Sie Ihren Anbieter.',
      reseller_suspended: 'Nein: Anrufe sind im Moment nicht möglich. Bitte fragen Sie Ihren Anbieter.',
    },
    devices: 'Ihre Telefone',
    noDevices: 'Es ist kein Telefon eingerichtet',
    noDevicesText:
      'Bitten Sie Ihren Anbieter um ein SIP-Gerät; dessen Benutzername und Passwort gehören in Ihr Telefon.',
    details: {
      edit: 'Bearbeiten',
      contact: 'Wie Sie erreichbar sind',
      security: 'Anmeldung',
      fixed: 'Ändert Ihr Anbieter',
      fixedText:
        'Rechnungen und Steuern hängen davon ab. Fragen Sie Ihren Anbieter, wenn etwas davon falsch ist.',
      password: 'Passwort ändern',
      sessions: 'Wo Sie angemeldet sind',
      timeline: 'Was mit Ihrem Konto geschah',
      mails: 'Mails an Sie',
      apiKeys: 'API-Schlüssel für Ihre Programme',
      name: 'Name',
      plan: 'Preisliste',
    },
    callerIds: {
      title: 'Rufnummern',
      help: 'Nummern, die Ihnen gehören. Ihr Anbieter prüft jede, bevor Ihre Anrufe sie zeigen dürfen.',
      state: 'Stand',
      verified: 'Geprüft',
      unverified: 'Noch nicht geprüft',
      add: 'Nummer hinzufügen',
      edit: 'Nummer bearbeiten',
      remove: 'Nummer entfernen',
      removeText: '{{what}} steht nicht mehr in Ihrer Liste, und Ihre Anrufe zeigen sie nicht mehr.',
      empty: 'Noch keine Nummern von Ihnen',
      emptyText: 'Fügen Sie eine Nummer hinzu, die Ihnen gehört, etwa die Ihres Büros.',
      field: {
        number: {
          label: 'Nummer',
          help: 'International, etwa +493012345678. Eine geänderte Nummer wird neu geprüft.',
        },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Zentrale“. Darf leer sein.' },
      },
    },
  },
};
