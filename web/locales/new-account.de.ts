/** Was um das Formular eines neuen Kontos steht: Vorlagen, Entwürfe, der Preis eines Beispielanrufs. */
export const newAccountDe = {
  drafts: {
    continue: 'Weiter',
    continueWhat: 'Weiter mit: {{name}}',
    count_one: '{{count}} Entwurf',
    count_other: '{{count}} Entwürfe',
    discard: 'Verwerfen',
    discardWhat: 'Verwerfen: {{name}}',
    noName: 'Ohne Namen',
    startAnew: 'Verwerfen und neu beginnen',
    state: {
      kept: 'Entwurf gesichert, ohne Passwörter.',
      tab: 'Der Entwurf liegt nur in diesem Tab: Der Server hat ihn nicht angenommen.',
    },
    title: 'Begonnen und noch nicht gespeichert',
  },
  templates: {
    choose: 'Vorlage',
    defaultOne: '{{name}} (Standard)',
    defaultTag: 'Standard',
    edit: 'Vorlage ändern',
    empty: 'Noch keine Vorlagen',
    emptyText:
      'Füllen Sie das Formular eines neuen Kontos aus und wählen Sie darunter „Als Vorlage speichern“.',
    help: 'Werte, mit denen das Formular eines neuen Kontos ausgefüllt wird. Bestehende Konten bleiben, wie sie sind.',
    kind: 'Für',
    name: 'Name',
    none: 'Keine',
    refused: '{{what}}: {{why}} Korrigieren Sie das im Formular und speichern Sie dann die Vorlage.',
    remove: 'Vorlage löschen',
    removeText: '{{name}} wird gelöscht. Damit angelegte Konten bleiben, wie sie sind.',
    save: 'Als Vorlage speichern',
    saved: 'Vorlage gespeichert',
    title: 'Vorlagen für neue Konten',
    field: {
      isDefault: { label: 'Standard', help: 'Das Formular dieser Art beginnt mit ihr.' },
      name: {
        label: 'Name',
        help: 'Etwa „Büro, Postpaid“. Namen, Nummern und Geheimnisse bleiben draußen.',
      },
      withPerson: {
        label: 'Auch Anschrift und Referenzen',
        help: 'Firma, Telefon, Anschrift, Benachrichtigungsadressen, Steuernummer und Referenz.',
      },
    },
  },
  sample: {
    billed: 'Berechnet werden {{seconds}} s.',
    exchange: '1 {{from}} = {{rate}} {{to}} zur Zeit.',
    hidden: 'Die Preise dieser Tarifgruppe sind nicht für Sie, oder sie gehört nicht diesem Besitzer.',
    noSwitch: 'Noch ist kein Switch verbunden: Kein Telefon kann sich anmelden, niemand kann anrufen.',
    number: 'Preis eines Anrufs an',
    to: 'An {{number}}, {{place}}.',
    warning: {
      below_cost: 'Der Reseller verkauft diesen Anruf unter seinem eigenen Preis.',
      no_exchange_rate: 'Kein Wechselkurs von {{from}} nach {{to}}: Anrufe werden abgelehnt.',
      no_rate: 'Kein Tarif für {{number}}: Dieser Anruf wird abgelehnt.',
      no_rate_for_own_country: 'Kein Tarif für Mobiltelefone in {{place}}, dem eigenen Land des Kontos.',
      rate_group_inactive: 'Die Tarifgruppe ist nicht aktiv: Anrufe werden abgelehnt.',
    },
    words: '{{initial}}/{{next}} → {{seconds}} s = {{price}}',
  },
  messages: {
    '"{typed}" is no telephone number. Type it with "+", or as it is dialled in the country of the account.':
      '„{typed}“ ist keine Telefonnummer. Schreiben Sie sie mit „+“ oder so, wie sie im Land des Kontos gewählt wird.',
    'Choose one of your templates for customers, or none.':
      'Wählen Sie eine Ihrer Vorlagen für Kunden oder keine.',
    'You have a template of this name for accounts of this kind. Choose another name.':
      'Sie haben für diese Art von Konten schon eine Vorlage mit diesem Namen. Wählen Sie einen anderen.',
    'You have {n} templates, which is as many as there may be. Delete one first.':
      'Sie haben {n} Vorlagen, mehr sind nicht möglich. Löschen Sie zuerst eine.',
  },
  guardsLine: {
    title: 'Schutzgrenzen',
    allOpen: 'Jedes Ziel mit einem Preis ist offen.',
    calls: 'Gleichzeitige Anrufe: {{calls}}; Versuche je Sekunde: {{attempts}}.',
    spending: 'Gibt höchstens {{hour}} je Stunde, {{day}} je Tag, {{call}} je Anruf aus.',
    closed: 'Gesperrt, bis geöffnet: {{what}}.',
    uncapped: 'unbegrenzt',
    class: { satellite: 'Satelliten', premium: 'Mehrwertnummern im Ausland', high_risk: 'hohes Risiko' },
  },
};
