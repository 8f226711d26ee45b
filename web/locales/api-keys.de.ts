/** Die eigenen API-Schlüssel. */
export const apiKeysDe = {
  apiKeys: {
    title: 'API-Schlüssel',
    add: 'API-Schlüssel anlegen',
    access: { all: 'Alles, was ich darf', read: 'Nur lesen', chosen: 'Was ich wähle' },
    addresses: 'Gilt von',
    everywhere: 'Überall',
    expired: 'Abgelaufen',
    expires: 'Läuft ab',
    soon: 'Bald',
    created: 'Angelegt',
    docs: 'Was die API kann',
    empty: 'Noch keine API-Schlüssel',
    emptyText:
      'Legen Sie für jedes Programm, das für Sie arbeitet, einen an, damit sich jeder einzeln sperren lässt.',
    field: {
      access: {
        label: 'Er darf',
        help: 'Ein Programm, das nur nachsieht, bekommt „Nur lesen“. Ein Schlüssel mit weniger als allem ändert nie Ihre Anmeldung.',
      },
      scopes: { label: 'Rechte', help: 'Was jedes davon braucht, kommt mit.' },
      name: { label: 'Name', help: 'Für welches Programm er ist, etwa „Webshop“.' },
      expiresAt: {
        label: 'Läuft ab',
        help: 'Von da an wird das Programm abgewiesen. Zwei Wochen vorher erfahren Sie es per Mail. Leer: Er läuft nicht von selbst ab.',
      },
      addresses: {
        label: 'Gilt von',
        help: 'Adressen oder Netze des Programms, etwa 192.0.2.10 oder 2001:db8::/48. Leer: von überall.',
      },
    },
    help: 'Ein Programm mit einem Ihrer Schlüssel darf, was Sie dürfen. Sperren Sie einen Schlüssel, der in andere Hände kam.',
    keyText:
      'Der Schlüssel von {{name}} wird nur dieses eine Mal gezeigt. Legen Sie ihn dorthin, wo das Programm seine Geheimnisse aufbewahrt.',
    keyTitle: 'API-Schlüssel: jetzt notieren',
    lastUsed: 'Zuletzt benutzt',
    madeBefore: 'Diesen API-Schlüssel gibt es schon',
    madeBeforeText:
      'Dasselbe Formular hatte {{name}} schon angelegt. Der Schlüssel wurde damals gezeigt und kann nicht noch einmal gezeigt werden. Hat ihn niemand notiert, sperren Sie ihn und legen Sie einen anderen an.',
    may: 'Darf',
    one: 'API-Schlüssel',
    revoke: 'Sperren',
    revokeText:
      'Programme, die {{name}} benutzen, werden ab der nächsten Anfrage abgewiesen. Es gibt kein Zurück.',
    revokeTitle: 'Diesen API-Schlüssel sperren?',
    revokeWhat: '{{name}} sperren',
    revoked: 'Gesperrt: {{name}}',
    timeline: 'Was mit Ihren Schlüsseln geschah',
  },
};
