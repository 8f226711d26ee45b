/** Vorlieferanten, Leitungen mit ihren Gateways, und Vermittlungen. */
export const carriersDe = {
  carriers: {
    title: 'Vorlieferanten',
    moreCountries_one: 'und eines mehr',
    moreCountries_other: 'und {{count}} weitere',
    anyCodec: 'Alle',
    currency: 'Währung',
    trunks: {
      title: 'Leitungen',
      help: 'Eine Leitung ist ein Weg zu einem Vorlieferanten: was er verlangt, und wohin Anrufe gehen.',
      search: 'Leitungen suchen',
      searchHint: 'Name oder Vorlieferant',
      add: 'Leitung hinzufügen',
      edit: 'Leitung bearbeiten',
      empty: 'Noch keine Leitung',
      emptyText: 'Fügen Sie eine Leitung hinzu, dann ihre Gateways: Ohne eine verlässt kein Anruf das Haus.',
      noEmergency: 'Keine Leitung befördert die Notrufe von Kunden in diesen Ländern:',
      noEmergencyText: 'Nennen Sie sie bei einer Leitung, deren Vorlieferant ihre Notrufnummern verbindet.',
      needsProvider:
        'Eine Leitung führt zu einem Vorlieferanten. Fügen Sie zuerst das Unternehmen hinzu, bei dem Sie Anrufe einkaufen.',
      needsRates:
        'Eine Leitung muss wissen, was ihr Vorlieferant verlangt. Legen Sie eine Tarifgruppe der Richtung „Was ein Vorlieferant verlangt“ an, und ihre Tarife.',
      makeRates: 'Tarifgruppe anlegen',
      inUse: '{{live}} von {{max}} belegt',
      field: {
        name: { label: 'Name', help: 'Etwa „Carrier Eins, Frankfurt“.' },
        providerId: { label: 'Vorlieferant', help: 'Bei wem ihre Anrufe gekauft werden. Steht dann fest.' },
        terminationRateGroupId: {
          label: 'Was er verlangt',
          help: 'Eine Tarifgruppe der Richtung „Was ein Vorlieferant verlangt“.',
        },
        priority: {
          label: 'Vorrang',
          help: 'Je kleiner, desto eher wird sie versucht. 100 lässt auf beiden Seiten Platz.',
        },
        capacity: {
          label: 'Gleichzeitige Anrufe',
          help: 'Wie viele sie annimmt. Ein Anruf zählt auf jeder Leitung, auf die er noch ausweichen kann. Leer: unbegrenzt.',
        },
        cpsMax: { label: 'CPS', help: 'Anrufe pro Sekunde, die sie annimmt. Leer: unbegrenzt.' },
        stripPrefix: { label: 'Wegnehmen', help: 'Erste Ziffern des Ziels, die nicht gesendet werden.' },
        addPrefix: { label: 'Davorsetzen', help: 'Was der Vorlieferant vor dem Ziel haben will.' },
        localizationId: {
          label: 'Lokalisierung',
          help: 'Ihre Regeln schreiben beide Nummern für diese Leitung; danach kommen die Regeln des Vorlieferanten, dann die Präfixe.',
        },
        inboundNetworks: {
          label: 'Anrufe kommen von',
          help: 'Adressen und Netze, zusätzlich zu denen seiner Gateways, von denen er Anrufe an unsere Nummern schickt, etwa 192.0.2.0/24. Ein Gateway mit einem Namen braucht sie.',
        },
        emergencyCountries: {
          label: 'Notrufe aus',
          help: 'Die Notrufnummern dieser Länder gehen über diese Leitung hinaus, wie sie gewählt wurden, frei und ohne Grenzen.',
        },
        codecs: { label: 'Codecs', help: 'Der Reihe nach, etwa PCMA, G729. Leer: alle.' },
        status: {
          label: 'Status',
          help: 'Inaktiv: Neue Anrufe gehen nicht mehr hier entlang. Laufende gehen weiter.',
        },
      },
    },
    unknown: { title: 'Unbekannte Anrufe' },
    gateways: {
      title: 'Gateways',
      help: 'Adressen, an die Anrufe gehen, eine nach der anderen, bis eine antwortet.',
      add: 'Gateway hinzufügen',
      edit: 'Gateway bearbeiten',
      empty: 'Noch kein Gateway',
      emptyText:
        'Fügen Sie die SIP-Adresse hinzu, die Ihnen der Vorlieferant gab: Ohne eine geht kein Anruf hier entlang.',
      address: 'Adresse',
      field: {
        name: { label: 'Name', help: 'Etwa gw1.' },
        host: { label: 'Host', help: 'Adresse oder Rechnername, ohne Port, etwa 192.0.2.20.' },
        port: { label: 'Port', help: 'Meist 5060.' },
        transport: { label: 'Transport', help: 'UDP, wenn der Vorlieferant nichts anderes sagt.' },
        position: { label: 'Position', help: 'Die kleinste wird zuerst versucht.' },
        username: {
          label: 'Benutzername',
          help: 'Wenn der Vorlieferant fragt, wer anruft (Digest). Darf leer sein.',
        },
        password: { label: 'Passwort', help: 'Wird versiegelt, nie gezeigt. Leer: wie es ist.' },
        status: { label: 'Status', help: 'Inaktiv: wird nicht versucht.' },
      },
    },
    providers: {
      title: 'Vorlieferanten',
      help: 'Unternehmen, bei denen Sie Anrufe einkaufen.',
      search: 'Vorlieferanten suchen',
      searchHint: 'Name, Nummer, Referenz',
      add: 'Vorlieferanten hinzufügen',
      edit: 'Vorlieferanten bearbeiten',
      empty: 'Noch kein Vorlieferant',
      emptyText: 'Fügen Sie das Unternehmen hinzu, bei dem Sie Anrufe einkaufen, dann eine Leitung zu ihm.',
      asSettings: 'Wie in den Einstellungen',
      field: {
        name: { label: 'Name', help: 'Der Name des Unternehmens.' },
        contactName: { label: 'Ansprechpartner', help: 'Wen man dort anruft. Darf leer sein.' },
        email: { label: 'E-Mail', help: 'Wo man es erreicht. Darf leer sein.' },
        reference: { label: 'Referenz', help: 'Ihr eigener Schlüssel. Darf leer sein.' },
        localizationId: {
          label: 'Lokalisierung',
          help: 'Ihre Regeln schreiben beide Nummern für alle Leitungen dieses Vorlieferanten. Darf leer sein.',
        },
        country: { label: 'Land', help: 'Wo es sitzt.' },
        timezone: { label: 'Zeitzone', help: 'Seiner Belege.' },
        status: { label: 'Status', help: 'Geschlossen: bleibt für seine Anrufe von früher.' },
      },
    },
    switches: {
      title: 'Vermittlungen',
      help: 'Die SIP-Server, die Tollbook vor jedem Anruf fragen. Für einen Kamailio macht der Befehl „tollbook switch kamailio“ die Vermittlung hier und ihre ganze Konfiguration.',
      add: 'Vermittlung hinzufügen',
      edit: 'Vermittlung bearbeiten',
      empty: 'Noch keine Vermittlung',
      emptyText:
        'Ohne Vermittlung kann niemand telefonieren. Führen Sie auf dem Server „tollbook switch kamailio“ aus, oder fügen Sie eine hinzu, die den Vertrag spricht.',
      key: 'Schlüssel',
      keyText:
        'Mit diesem Schlüssel weist {{name}} sich aus. Tragen Sie ihn jetzt in die Konfiguration ein: Er wird nie wieder gezeigt.',
      keyTitle: 'Schlüssel der Vermittlung: Notieren Sie ihn jetzt',
      lastSeen: 'Zuletzt gesehen',
      neverSeen: 'Nie gesehen',
      newKey: 'Neuer Schlüssel',
      newKeyText:
        'Ein neuer Schlüssel entsteht, und der bisherige endet: {{name}} wird abgewiesen, bis der neue eingetragen ist. Bis dahin kann kein Anruf beginnen.',
      kind: { asterisk: 'Asterisk', freeswitch: 'FreeSWITCH', kamailio: 'Kamailio', other: 'Andere' },
      field: {
        name: { label: 'Name', help: 'Etwa „kamailio-1“.' },
        kind: { label: 'Art', help: 'Woraus sie besteht.' },
        controlUrl: {
          label: 'Steueradresse',
          help: 'Wohin neue Grenzen laufender Anrufe und das Auflegen gehen, etwa http://127.0.0.1:5062. Darf leer sein.',
        },
        controlKey: {
          label: 'Steuerschlüssel',
          help: 'Geht jedes Mal mit; ein Kamailio braucht ihn. Wird versiegelt, nie gezeigt. Leer: wie er ist.',
        },
        status: { label: 'Status', help: 'Inaktiv: wird wie eine unbekannte abgewiesen.' },
      },
    },
  },
};
