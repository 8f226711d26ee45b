/** Die eigenen API-Schlüssel. */
export const apiKeysDe = {
  apiKeys: {
    title: 'API-Schlüssel',
    add: 'API-Schlüssel anlegen',
    created: 'Angelegt',
    docs: 'Was die API kann',
    empty: 'Noch keine API-Schlüssel',
    emptyText:
      'Legen Sie für jedes Programm, das für Sie arbeitet, einen an, damit sich jeder einzeln sperren lässt.',
    field: { name: { label: 'Name', help: 'Für welches Programm er ist, etwa „Webshop“.' } },
    help: 'Ein Programm mit einem Ihrer Schlüssel darf, was Sie dürfen. Sperren Sie einen Schlüssel, der in andere Hände kam.',
    keyText:
      'Der Schlüssel von {{name}} wird nur dieses eine Mal gezeigt. Legen Sie ihn dorthin, wo das Programm seine Geheimnisse aufbewahrt.',
    keyTitle: 'API-Schlüssel: jetzt notieren',
    lastUsed: 'Zuletzt benutzt',
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
