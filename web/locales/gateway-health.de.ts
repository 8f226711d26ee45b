/** Wie es Gateways geht: auf der Übersicht und bei den Leitungen. */
export const gatewayHealthDe = {
  gatewayHealth: {
    unhealthy: 'Gestört',
    some: '{{unhealthy}} von {{gateways}} Gateways',
    since: 'Seit {{at}}.',
    lastFailure: 'Letzter Fehlschlag {{at}}: {{what}}.',
    row: 'Fehlschläge nacheinander: {{failures}}.',
    said: 'SIP {{status}}',
    silent: 'es sagte nichts',
    untold: 'die Vermittlung nannte keinen Grund',
    retryAt: 'Wieder versucht ab {{at}}.',
    retryNext: 'Der nächste Anruf versucht es.',
    recovered: 'Geht wieder seit {{at}}.',
    registered: 'Registriert seit {{at}}.',
    notRegistered: 'Nicht registriert seit {{at}}: Prüfen Sie Benutzername, Passwort und Host.',
    registrationUnknown: 'Keine Vermittlung sagt zurzeit, ob es registriert ist.',
    unread: 'Welche Gateways gestört sind, war nicht zu lesen.',
    more: 'Und weitere: siehe die Leitungen.',
    title: 'Gestörte Gateways',
    text: 'Dort scheiterten Anrufe, deshalb gehen sie vorerst an diesen Gateways vorbei. Zur genannten Zeit versucht es ein Anruf wieder; auf der Seite der Leitung setzen Sie eines sofort zurück.',
  },
};
