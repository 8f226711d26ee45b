/** What the holder of an account pays by card itself. */
export const cardPaymentsDe = {
  payByCard: {
    topUp: 'Aufladen',
    topUpTitle: 'Mit Karte aufladen',
    toPage: 'Weiter zur Zahlung',
    limits: 'Von {{min}} bis {{max}} auf einmal.',
    elsewhere: 'Ihre Karte geben Sie auf der Seite unseres Zahlungsanbieters ein. Wir sehen die Nummer nie.',
    pay: '{{amount}} zahlen',
    payTitle: 'Rechnung {{number}} zahlen',
    payText:
      '{{amount}} sind offen und werden gezahlt. Ist auch eine ältere Rechnung offen, wird diese zuerst gezahlt.',
    outside:
      'Mit Karte zahlen Sie {{min}} bis {{max}} auf einmal. Laden Sie stattdessen auf Ihrer Startseite auf: Die älteste Rechnung wird zuerst gezahlt.',
    field: {
      amount: { label: 'Betrag' },
      savesMethod: {
        label: 'Diese Karte speichern',
        help: 'Für automatische Aufladungen. Der Zahlungsanbieter speichert sie; Sie können sie jederzeit entfernen.',
      },
    },
    cards: 'Ihre Karten',
    noCards: 'Keine Karte gespeichert',
    noCardsText:
      'Wählen Sie beim Aufladen „Diese Karte speichern“, dann kann sie automatisch belastet werden.',
    isDefault: 'Vorgeschlagen',
    until: 'Gültig bis {{date}}',
    makeDefault: 'Vorschlagen',
    makeDefaultOf: '{{card}} vorschlagen',
    remove: 'Entfernen',
    removeOf: '{{card}} entfernen',
    removeText:
      'Auch der Zahlungsanbieter vergisst diese Karte. Mit Ihrer nächsten Zahlung können Sie sie wieder speichern.',
    removeCharged:
      'Auch der Zahlungsanbieter vergisst diese Karte. Ihre automatische Aufladung belastet diese Karte und endet mit ihr.',
    removed: 'Die Karte ist entfernt.',
    auto: {
      title: 'Automatische Aufladung',
      needsCard: 'Speichern Sie zuerst eine Karte: Wählen Sie beim Aufladen „Diese Karte speichern“.',
      off: 'Aus. Eine gespeicherte Karte kann belastet werden, sobald wenig Geld übrig ist, damit Ihre Gespräche weitergehen.',
      on: 'Sind weniger als {{below}} verfügbar, wird {{card}} mit {{amount}} belastet.',
      month: 'Höchstens {{max}} im Monat; in diesem Monat bisher {{charged}}.',
      setUp: 'Einrichten',
      change: 'Ändern',
      end: 'Ausschalten',
      endTitle: 'Automatische Aufladung ausschalten?',
      endText: 'Von selbst wird nichts mehr belastet. Ihre Karten bleiben gespeichert.',
      ended: 'Die automatische Aufladung ist aus.',
      paused: 'Angehalten: Es wird nichts belastet',
      goOn: 'Wieder belasten',
      goesOn: 'Die automatische Aufladung läuft weiter.',
      reason: {
        too_many_failures:
          'Ihre Bank hat dreimal hintereinander abgelehnt. Prüfen Sie die Karte oder wählen Sie eine andere. Fahren Sie dann fort.',
        authentication_required:
          'Ihre Bank will sehen, dass Sie es sind. Laden Sie einmal mit dieser Karte auf und speichern Sie sie. Fahren Sie dann fort.',
        charged_back:
          'Ihre Bank hat eine Zahlung zurückgeholt. Sprechen Sie mit Ihrem Anbieter, bevor Sie fortfahren.',
        no_exchange_rate:
          'Zahlungen in Ihrer Währung sind zurzeit nicht möglich. Versuchen Sie es später oder fragen Sie Ihren Anbieter.',
      },
      consent:
        'Mit dem Speichern stimmen Sie zu, dass diese Karte wie hier angegeben ohne Sie belastet wird, bis Sie es ausschalten.',
      field: {
        below: {
          label: 'Wenn weniger als',
          help: 'Das Geld, das Sie ausgeben können, mit Ihrem Kreditrahmen.',
        },
        amount: { label: 'Belasten mit' },
        monthMax: { label: 'Höchstens im Monat', help: 'Mehr wird nie automatisch belastet.' },
        methodId: { label: 'Karte', help: 'Eine der Karten, die Sie gespeichert haben.' },
      },
    },
    back: {
      title: 'Ihre Zahlung',
      paid: '{{amount}} sind gutgeschrieben.',
      available: 'Sie können ausgeben',
      card: 'Karte',
      receipt: 'Beleg',
      invoice: 'Rechnung',
      refunded: 'Zurückgegeben',
      code: 'Der Zahlungsanbieter meldet:',
      look: 'Noch einmal nachsehen',
      home: 'Zu Ihrem Konto',
      toInvoice: 'Zurück zur Rechnung',
      state: {
        waiting: '{{amount}}: Warten auf den Zahlungsanbieter',
        late: '{{amount}}: noch nicht bestätigt',
        cancelled: '{{amount}} wurden nicht gezahlt',
        held: '{{amount}} sind gezahlt und noch nicht gutgeschrieben',
        failed: '{{amount}} konnten nicht belastet werden',
        expired: '{{amount}} wurden nicht gezahlt',
      },
      text: {
        waiting: 'Die meisten Zahlungen sind in Sekunden bestätigt. Diese Seite folgt von selbst.',
        late: 'Es dauert länger als üblich. Sie müssen nicht warten: Der Betrag wird von selbst gutgeschrieben, sobald er bestätigt ist, und steht dann auf Ihrem Kontoauszug. Zahlen Sie vorerst nicht noch einmal.',
        cancelled:
          'Sie haben die Zahlungsseite verlassen, ohne zu zahlen. Es wurde nichts belastet. Beginnen Sie neu, wann Sie möchten.',
        held: 'Auf unserer Seite steht etwas im Weg. Sie müssen nichts tun: Es wird von selbst wieder versucht. Dauert es an, fragen Sie Ihren Anbieter.',
        failed:
          'Es wurde nichts belastet. Versuchen Sie es mit einer anderen Karte oder fragen Sie Ihre Bank.',
        expired:
          'Die Zahlungsseite war zu lange offen. Es wurde nichts belastet. Beginnen Sie neu, wann Sie möchten.',
      },
    },
  },
};
