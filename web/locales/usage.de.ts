/** Was auf einem Konto geschieht: laufende Anrufe, Ausgaben gegen ihre Grenzen, Nutzung. */
export const usageDe = {
  problem: {
    call_not_ended:
      'Der Anruf konnte nicht beendet werden: Seine Vermittlung nimmt keine Befehle an oder hat nicht geantwortet. Versuchen Sie es noch einmal.',
  },
  usage: {
    allHeld:
      'Nein: Alles Geld ist für laufende Anrufe vorgemerkt. Was sie nicht brauchen, ist nach ihrem Ende wieder frei.',
    calls: {
      continues: 'Setzt fort',
      onward: 'Ging weiter als',
      direction: 'Richtung',
      directions: {
        emergency: 'Notruf',
        forwarded: 'Weitergeleitet',
        access: 'Einwahlnummer',
        inbound: 'Eingehend',
        local: 'Intern',
        outbound: 'Ausgehend',
      },
      goesOn: 'Dieser Anruf läuft. Was er kostet, steht fest, wenn er vorbei ist.',
      state: { answered: 'Gespräch läuft', ending: 'Endet', ringing: 'Klingelt' },
      given: 'Vom Telefon gesendet',
      givenAs: 'Gesendet: {{number}}',
      export: {
        csv: 'Als CSV',
        done: 'Die Datei ist gespeichert',
        title: 'Exportieren',
        xlsx: 'Als XLSX',
      },
      noneFound: 'Kein Anruf passt',
      noneFoundText: 'Ändern Sie oben die Tage, die Nummer oder das Ergebnis.',
      noneYet: 'Keiner unter den neuesten Anrufen',
      noneYetText: 'Gehen Sie zur nächsten Seite: Sie sieht die Anrufe davor an.',
      ownOnly: 'Nur eigene',
      search: 'Anrufe nach Nummer suchen',
      searchHint: 'Nummer oder ihr Anfang',
    },
    capReached: 'Erreicht: weitere Anrufe werden bis {{at}} abgewiesen.',
    counts: 'Ein Tag in UTC, bis {{at}}, mit Vorgemerktem',
    days: {
      chart: '{{what}} je Tag, {{from}} bis {{to}}',
      date: 'Tag',
      empty: 'Kein angenommener Anruf in 30 Tagen',
      emptyText: 'Sobald es Anrufe gibt, werden sie hier je Tag zusammengezählt.',
      latest: 'Die letzten Tage',
      ofReseller: {
        charged:
          'Mit den Anrufen aller Konten darunter; Beträge sind, was denen berechnet wird, die in {{currency}} zahlen.',
        paid: 'Mit den Anrufen aller Konten darunter; Beträge sind, was der Wiederverkäufer selbst dafür zahlt.',
      },
      shortened:
        'Es sind mehr Anrufe, als sich für 30 Tage zusammenzählen lassen. Die früheren stehen in der Liste der Anrufe.',
      show: 'Anzeigen',
      title: 'Die letzten 30 Tage',
      total_one: '{{count}} angenommener Anruf, {{talk}} Gespräch, {{amount}}',
      total_other: '{{count}} angenommene Anrufe, {{talk}} Gespräch, {{amount}}',
      view: { amount: 'Betrag', calls: 'Anrufe', minutes: 'Minuten', table: 'Tabelle' },
      zone: 'Tage in {{zone}}. Zeigen Sie auf einen Tag, um seinen Wert zu sehen; die Tabelle hat alle.',
    },
    destinations: {
      destination: 'Ziel',
      latest: 'Teuerste Ziele, die letzten Tage',
      title: 'Teuerste Ziele, 30 Tage',
      ways: {
        access: 'An Einwahlnummern',
        emergency: 'Notrufe',
        forwarded: 'Weitergeleitete Anrufe',
        inbound: 'Eingehende Anrufe',
        local: 'Interne Anrufe',
        outbound: 'Ohne Tarif',
      },
    },
    filter: {
      clear: 'Anrufe aller Tage und Ziele zeigen',
      from: 'ab {{date}}',
      ratePrefix: 'Tarif {{prefix}}',
      to: 'bis {{date}}',
    },
    low: 'Es sind weniger als {{amount}} übrig: die Warnschwelle dieses Kontos.',
    live: {
      goOn_one:
        '{{count}} laufender Anruf geht weiter, höchstens bis {{until}}: ein Notruf, oder seine Vermittlung nimmt keine Befehle an.',
      goOn_other:
        '{{count}} laufende Anrufe gehen weiter, höchstens bis {{until}}: Notrufe, oder ihre Vermittlung nimmt keine Befehle an.',
      willEnd_one: '{{count}} laufender Anruf endet in wenigen Sekunden.',
      willEnd_other: '{{count}} laufende Anrufe enden in wenigen Sekunden.',
      who: 'Wer',
    },
    liveCalls: 'Laufende Anrufe',
    noCap: '{{amount}}, ohne Grenze',
    noLimit: '{{count}}, ohne Grenze',
    ofCap: '{{amount}} von {{cap}}',
    ofLimit: '{{count}} von {{limit}}',
    replay: 'Nach anderer Tarifgruppe…',
    simulate: 'Anruf simulieren',
    spendPerDay: 'Heute vertelefoniert',
    spendPerHour: 'In dieser Stunde vertelefoniert',
    spentAndHeld: '{{spent}} ausgegeben + {{held}} vorgemerkt',
    title: 'Jetzt',
  },
};
