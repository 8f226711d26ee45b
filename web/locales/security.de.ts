/** Die eigene Anmeldung. */
export const securityDe = {
  security: {
    title: 'Sicherheit',
    password: {
      title: 'Passwort',
      change: 'Passwort ändern',
      changed: 'Ihr Passwort ist geändert. Alle anderen Sitzungen sind beendet.',
      help: 'Ein neues Passwort beendet alle anderen Sitzungen. Haben Sie eine E-Mail-Adresse, wird es Ihnen dort gemeldet.',
      field: {
        currentPassword: { label: 'Aktuelles Passwort', help: 'Das, mit dem Sie sich angemeldet haben.' },
        newPassword: {
          label: 'Neues Passwort',
          help: 'Ein Satz lässt sich leichter merken als Sonderzeichen.',
        },
      },
    },
    sessions: {
      title: 'Wo Sie angemeldet sind',
      agent: '{{browser}} unter {{system}}',
      current: 'Diese hier',
      end: 'Beenden',
      endOthers: 'Alle anderen beenden',
      endOthersText: 'Hier bleiben Sie angemeldet. Überall sonst müssen Sie sich neu anmelden.',
      endWhat: 'Die Sitzung mit {{what}} von {{address}} beenden',
      ended: 'Die Sitzung ist beendet.',
      from: 'Von',
      othersEnded: 'Alle anderen Sitzungen sind beendet.',
      program: 'Ein Programm',
      seen: 'Zuletzt benutzt',
      since: 'Angemeldet',
      with: 'Mit',
    },
  },
};
