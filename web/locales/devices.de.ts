/** SIP-Geräte eines Kontos. */
export const devicesDe = {
  edit: 'Bearbeiten',
  more: 'Mehr zu {{name}}',
  oldUntil: 'Der bisherige Benutzername gilt bis {{until}}.',
  endOldNow: 'Bisherigen Benutzer und bisheriges Passwort sofort beenden',
  endOldNowHelp: 'Für ein Passwort, das andere kennen. Das Telefon geht erst wieder mit dem neuen.',
  step: {
    off: {
      title: '{{name}} ausschalten?',
      text: 'Das Telefon kann sich weder anmelden noch anrufen, bis es wieder eingeschaltet wird. Ein laufender Anruf wird nicht beendet.',
      submit: 'Ausschalten',
    },
    on: {
      title: '{{name}} einschalten?',
      text: 'Das Telefon meldet sich wieder an und ruft an, mit Benutzername und Passwort, die es hat.',
      submit: 'Einschalten',
    },
    remove: {
      title: '{{name}} entfernen?',
      text: 'Benutzername und Passwort gelten ab sofort nicht mehr und kommen nicht wieder. Ein laufender Anruf wird nicht beendet. Die Anrufe bleiben in der Liste.',
      submit: 'Entfernen',
    },
    endOld: {
      title: 'Altes Passwort von {{name}} beenden?',
      text: 'Wer noch Benutzername und Passwort von vorher verwendet, kann sich weder anmelden noch anrufen. Die neuesten gelten weiter.',
      submit: 'Altes Passwort jetzt beenden',
    },
  },
  field: {
    label: {
      label: 'Name',
      help: 'Für Menschen, etwa „Empfang“ oder „Softphone von Maria“. Darf leer sein.',
    },
    extension: {
      label: 'Nebenstelle',
      help: '2 bis 6 Ziffern, etwa 201. Konten desselben Wiederverkäufers oder Betreibers rufen damit dieses Telefon an. Darf leer sein.',
    },
  },
  add: 'Gerät hinzufügen',
  addedBefore: 'Dieses Gerät gibt es schon',
  addedBeforeText:
    'Dasselbe Formular hatte es schon hinzugefügt. Sein Passwort wurde damals gezeigt und kann nicht noch einmal gezeigt werden; „Neues Passwort“ erzeugt ein anderes.',
  empty: 'Noch keine Geräte',
  emptyOwnText:
    'Bitten Sie Ihren Anbieter um eines; dessen Benutzername und Passwort gehören in Ihr Telefon.',
  emptyText: 'Mit einem Gerät meldet sich ein Telefon oder eine Anlage an. Fügen Sie eines hinzu.',
  newSecret: 'Neues Passwort',
  newSecretText:
    'Es entstehen ein neuer SIP-Benutzer und ein neues Passwort. {{username}} bleibt 24 Stunden gültig, damit das Telefon ohne Ausfall umgestellt werden kann.',
  noted: 'Ich habe es notiert',
  previousValid: 'Bisheriger Benutzer und bisheriges Passwort gelten noch bis {{until}}.',
  registered: 'Anmeldung',
  secretTitle: 'SIP-Gerät: Notieren Sie jetzt das Passwort',
  status: { active: 'Aktiv', inactive: 'Inaktiv' },
  unnamed: 'Gerät ohne Namen',
};
