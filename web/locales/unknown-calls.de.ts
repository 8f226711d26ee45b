/** Anrufe und Anmeldungen, die niemandem gehörten. */
export const unknownCallsDe = {
  unknownCalls: {
    help: 'Anrufe und Anmeldungen, die niemandem gehörten, nach Adresse und Fehler. Aufbewahrt werden nur Zähler, mit einem Beispiel je Minute.',
    search: 'Unbekannte Anrufe durchsuchen',
    searchHint: 'Adresse, Netz oder Benutzername',
    kind: 'Was nicht stimmte',
    anyKind: 'Alles',
    since: 'Wie weit zurück',
    period: { hour: 'Eine Stunde', day: '24 Stunden', week: '7 Tage', month: '30 Tage' },
    source: 'Adresse',
    elsewhere: 'Viele Adressen',
    attempts: 'Versuche',
    when: 'Zuletzt, zuerst',
    sample: 'Beispiel',
    username: 'Benutzername',
    dialled: 'Gewählt',
    whose: 'Gerät von {{name}}',
    what: 'Was tun',
    addAddress: 'Einem Konto hinzufügen',
    addAddressWhat: '{{address}} einem Konto hinzufügen',
    added: 'Die Adresse telefoniert jetzt für dieses Konto',
    toNumbers: 'Zu den Rufnummern',
    empty: 'Kein unbekannter Anruf in dieser Zeit',
    emptyText:
      'Hierher kommen Telefone mit falschem Namen oder Passwort, Anrufe von Adressen, die niemandem gehören, und Anrufe von Vorlieferanten zu Nummern, die nicht Ihre sind.',
    kinds: {
      wrong_password: 'Falsches Passwort',
      unknown_username: 'Unbekannter Benutzername',
      credential_ended: 'Alter Benutzername',
      device_inactive: 'Gerät ist aus',
      wrong_realm: 'Falsche SIP-Domain',
      name_mismatch: 'Zwei Namen',
      too_many_contacts: 'Zu viele Telefone',
      contact_refused: 'Contact nicht brauchbar',
      foreign_address: 'Fremde Adresse',
      wrong_tech_prefix: 'Keine Technik-Vorwahl',
      unknown_did: 'Unbekannte DID',
    },
    cause: {
      wrong_password: 'Ein Telefon zeigte den Benutzernamen eines Geräts und ein anderes Passwort.',
      unknown_username: 'Kein Gerät hat diesen Benutzernamen.',
      credential_ended:
        'Das Telefon zeigt einen Benutzernamen, der ersetzt wurde, und dessen 24 Stunden um sind.',
      device_inactive: 'Das Gerät mit diesem Benutzernamen ist ausgeschaltet.',
      wrong_realm: 'Das Gerät mit diesem Benutzernamen ist bekannt, in einer anderen SIP-Domain.',
      name_mismatch: 'Das Telefon zeigte den Digest eines Geräts und wollte einen anderen Namen anmelden.',
      too_many_contacts: 'Mit diesem Gerät sind schon fünf Telefone angemeldet.',
      contact_refused: 'Die Adresse, die das Telefon von sich selbst schrieb (Contact), ist nicht brauchbar.',
      foreign_address:
        'Ein Anruf ohne Passwort kam von einer Adresse, die keinem Konto und keinem Gateway gehört, und auf Nachfrage wurde keines gezeigt.',
      wrong_tech_prefix:
        'Die Adresse ist bekannt, und das Gewählte beginnt mit keiner ihrer Technik-Vorwahlen.',
      unknown_did: 'Ein Vorlieferant schickte einen Anruf zu einer Nummer, die keine Ihrer DIDs ist.',
    },
    remedy: {
      wrong_password:
        'Vergleichen Sie das Passwort im Telefon; hier kann es niemand lesen, erzeugen Sie also bei Bedarf am Gerät ein neues. Viele Versuche von einer Adresse, die nicht die des Kunden ist, raten es: Sperren Sie die Adresse in der Firewall.',
      unknown_username:
        'Tragen Sie den Benutzernamen so ins Telefon ein, wie ihn das Gerät zeigt. Namen wie 100 oder admin, oder viele davon, kommen von einem Scanner: Sperren Sie seine Adresse in der Firewall.',
      credential_ended:
        'Tragen Sie den neuesten Benutzernamen des Geräts mit seinem Passwort ins Telefon ein.',
      device_inactive: 'Schalten Sie das Gerät ein, wenn das Telefon anrufen darf.',
      wrong_realm: 'Stellen Sie Domain und Registrar des Telefons auf die SIP-Domain, die das Gerät zeigt.',
      name_mismatch:
        'Stellen Sie Benutzernamen und Anmeldenamen des Telefons gleich ein: auf den Benutzernamen des Geräts.',
      too_many_contacts:
        'Legen Sie für jedes Telefon ein eigenes Gerät an, oder warten Sie, bis eine alte Anmeldung abläuft.',
      contact_refused: 'Sehen Sie die SIP-Einstellungen des Telefons an, zuerst Outbound-Proxy und NAT.',
      foreign_address:
        'Gehört sie zur Telefonanlage eines Kunden, fügen Sie sie seinem Konto hinzu. Gehört sie einem Vorlieferanten, nehmen Sie sie bei seiner Leitung unter „Anrufe kommen von“ auf. Sonst sperren Sie sie in der Firewall.',
      wrong_tech_prefix:
        'Lassen Sie die Telefonanlage die Technik-Vorwahl wählen, oder nehmen Sie sie von der Adresse. Telefone hinter der Adresse, die danach ein Passwort zeigen, zählen hier mit und telefonieren trotzdem.',
      unknown_did:
        'Ist die Nummer Ihre, nehmen Sie sie unter Rufnummern auf. Sonst fragen Sie den Vorlieferanten, warum er sie schickt. Telefone hinter der Adresse eines Gateways, die danach ein Passwort zeigen, zählen hier mit.',
    },
    field: {
      accountId: { label: 'Konto', help: 'Wessen Telefonanlage an dieser Adresse ist.' },
      acceptOverlap: {
        label: 'Überschneidung ist gewollt',
        help: 'Das engere Netz bekommt die Anrufe, und die längere Technik-Vorwahl.',
      },
      network: { label: 'Adresse oder Netz', help: 'Von dort telefoniert dieses Konto ohne Passwort.' },
      label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Anlage in Berlin“. Darf leer sein.' },
    },
  },
};
