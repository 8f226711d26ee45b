/** Produkte: was der Betreiber und Wiederverkäufer neben Anrufen verkaufen. */
export const productsDe = {
  products: {
    title: 'Produkte',
    help: 'Was Sie neben Anrufen verkaufen: Anschlüsse, Rufnummern, Freiminuten, Einrichtungen. Konten haben sie gegen eine Gebühr.',
    search: 'Produkte suchen',
    searchHint: 'Name oder Beschreibung',
    empty: 'Noch keine Produkte',
    emptyText:
      'Legen Sie Ihr erstes Produkt an, etwa einen Anschluss für 9,90 im Monat, und bestellen Sie es für Konten oder lassen Sie diese selbst bestellen.',
    add: 'Produkt anlegen',
    addFirst: 'Erstes Produkt anlegen',
    price: 'Preis',
    have: 'Haben es',
    unpaidOf_one: '{{count}} unbezahlt',
    unpaidOf_other: '{{count}} unbezahlt',
    whoOrders: 'Wer bestellen darf',
    orderedBy: {
      you: 'Sie',
      customers: 'Kunden',
      resellers: 'Wiederverkäufer',
      resold: 'Wiederverkäufer verkaufen es weiter',
    },
    ordersFilter: { customers: 'Kunden bestellen es', resellers: 'Wiederverkäufer bestellen es' },
    gives: {
      number: 'mit Rufnummer',
      minutes: 'Freiminuten: {{name}}',
      resold: 'verkauft {{name}} weiter',
    },
    status: { active: 'Im Angebot', inactive: 'Nicht im Angebot' },
    hadBy_one: '{{count}} Abonnement',
    hadBy_other: '{{count}} Abonnements',
    hadByNobody: 'Noch hat es niemand',
    fixed:
      'Es wurde verkauft oder wird weiterverkauft: Zeitraum, Währung und was dazugehört, bleiben, wie sie sind. Ein neuer Preis gilt ab dem nächsten Zeitraum jedes Kontos.',
    section: {
      what: 'Was es ist',
      price: 'Was es kostet',
      noMoney: 'Wenn für eine Verlängerung das Geld fehlt',
      gives: 'Was dazugehört',
      who: 'Wer es bestellen darf',
    },
    whoHelp:
      'Sie bestellen es für jedes Konto, das bei Ihnen kauft. Wer selbst bestellt, sieht den Preis, bevor etwas berechnet wird.',
    resellsNothing: 'Ein eigenes Produkt',
    resoldFor: '{{name}}: Sie zahlen {{price}}',
    noPackage: 'Keine Freiminuten',
    interval: {
      once: 'Einmal, mit der Bestellung',
      day: 'Jeden Tag',
      week: 'Jede Woche',
      month: 'Jeden Monat',
      quarter: 'Jedes Quartal',
      year: 'Jedes Jahr',
    },
    anchor: {
      order_day: 'Am Tag der Bestellung',
      billing_day: 'Am Abrechnungstag des Kontos',
    },
    noMoney: {
      pause: 'Es ruht, bis Geld da ist',
      end: 'Es endet',
      owe: 'Es wird trotzdem berechnet',
    },
    noMoneyText: {
      pause:
        'Was dazugehört, ruht. Sobald Geld da ist, wird es von selbst berechnet und läuft weiter; Tage ohne es kosten nichts.',
      end: 'Was dazugehört, endet endgültig; eine Rufnummer wird wieder für andere frei. Wer es wieder haben will, bestellt neu.',
      owe: 'Das Konto schuldet die Gebühr: Sein Guthaben geht unter die Grenze, und Anrufe werden womöglich abgewiesen, bis es zahlt.',
    },
    margin: {
      left: 'Von jeder Gebühr von {{price}} zahlen Sie {{cost}}: {{left}} bleiben Ihnen.',
      loss: 'Von jeder Gebühr von {{price}} zahlen Sie {{cost}}: Sie verlieren mit jeder ({{left}}).',
      otherCurrency: 'Von jeder Gebühr zahlen Sie {{cost}}, zum Wechselkurs des Augenblicks.',
    },
    example: {
      empty: 'Was die ersten Zeiträume kosten, steht hier, sobald es eine Gebühr gibt.',
      title: 'Am {{at}} bestellt, kostet eines:',
      titleBilled: 'Am {{at}} von einem Konto bestellt, das am 1. abgerechnet wird, kostet eines:',
      now: 'Sofort {{total}}: {{parts}}',
      setup: '{{amount}} Einrichtung',
      whole: '{{amount}} für {{from}} bis {{to}}',
      part: '{{amount}} für {{days}} von {{daysOfWhole}} Tagen, {{from}} bis {{to}}',
      once: '{{amount}}, und nie wieder',
      later: 'Am {{at}} {{amount}} für {{from}} bis {{to}}',
    },
    switch: {
      active: 'Wieder anbieten',
      inactive: 'Nicht mehr anbieten',
      activeWhat: '{{what}} wieder anbieten',
      inactiveWhat: '{{what}} nicht mehr anbieten',
      activeText: '{{what}} kann wieder bestellt werden.',
      inactiveText: 'Niemand bestellt {{what}} mehr. Wer es hat, behält es und zahlt wie bisher.',
    },
    remove: 'Löschen',
    removeWhat: '{{what}} löschen',
    removeText: 'Niemand hat oder hatte {{what}}, darum bleibt nichts davon.',
    field: {
      resellsId: {
        label: 'Verkauft weiter',
        help: 'Ein Produkt dessen, der Ihnen verkauft: Sie zahlen es in dem Augenblick, in dem Sie bezahlt werden.',
      },
      name: {
        label: 'Name',
        help: 'Kunden lesen ihn im Angebot, auf Belegen und Rechnungen, etwa „Telefonanschluss“.',
      },
      status: {
        label: 'Status',
        help: 'Was nicht im Angebot ist, bestellt niemand; wer es hat, behält es.',
      },
      description: {
        label: 'Beschreibung',
        help: 'Was Kunden lesen, bevor sie bestellen. Darf leer sein.',
      },
      interval: { label: 'Wie oft', help: 'Wie oft die Gebühr fällig ist.' },
      currency: {
        label: 'Währung',
        help: 'Ein Konto in einer anderen zahlt zum Wechselkurs des Augenblicks.',
      },
      fee: { label: 'Gebühr', help: 'Je Zeitraum und Stück.' },
      setup: { label: 'Einrichtung', help: 'Einmal, mit der Bestellung, je Stück. Leer: nichts.' },
      anchor: {
        label: 'Wann es sich verlängert',
        help: 'Am Abrechnungstag: Der erste Zeitraum wird nach Tagen bezahlt.',
      },
      creditsUnused: {
        label: 'Ungenutzte Tage werden gutgeschrieben',
        help: 'Wird es sofort gekündigt, geht zurück, was für die Tage danach bezahlt war.',
      },
      noMoney: { label: 'Was geschieht', help: 'Bei einem vorausbezahlten Konto, oder am Kreditlimit.' },
      unpaidDaysMax: { label: 'Tage bis zum Ende', help: 'So lange wartet es auf Geld. 0 bis 365.' },
      packageId: {
        label: 'Freiminuten',
        help: 'Eines Ihrer Pakete: Wer das Produkt hat, hat dessen Minuten. Pakete legen Sie unter Tarife an.',
      },
      isForDid: {
        label: 'Zu jedem gehört eine Rufnummer',
        help: 'Eine freie der Nummern, die dieses Produkt kosten; das wird unter Rufnummern eingestellt.',
      },
      mayOrderCustomers: { label: 'Kunden', help: 'Sie bestellen und kündigen es selbst.' },
      mayOrderResellers: { label: 'Wiederverkäufer', help: 'Sie bestellen und kündigen es für sich.' },
      mayResell: {
        label: 'Wiederverkäufer dürfen es als ihres verkaufen',
        help: 'Sie legen ein eigenes Produkt an, das es weiterverkauft.',
      },
      paysCommission: {
        label: 'Zahlt Provision',
        help: 'Provisionspartner bekommen ihren Teil gutgeschrieben.',
      },
    },
  },
};
