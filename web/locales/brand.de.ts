/** Die Marke des Betreibers oder eines Wiederverkäufers. */
export const brandDe = {
  brand: {
    title: 'Marke',
    help: 'Wie die Oberfläche heißt und aussieht, für Sie und alle unter Ihnen. Was Sie leer lassen, ist wie bei dem, der über Ihnen steht.',
    addLogo: 'Logo hier ablegen oder auswählen',
    contrast: 'Kontrast {{ratio}} : 1; nötig sind 4,5 : 1.',
    host: {
      title: 'Eigener Rechnername',
      change: 'Rechnernamen ändern',
      help: 'Wer über diesen Namen kommt, sieht vor der Anmeldung die Marke dieses Wiederverkäufers, und nur Konten unter ihm können sich anmelden. Um DNS und TLS dafür kümmern Sie sich.',
      name: 'Rechnername',
      field: { host: { label: 'Rechnername', help: 'Etwa portal.example.com. Leer: keiner.' } },
    },
    sipDomain: {
      title: 'Eigene SIP-Domain',
      change: 'SIP-Domain ändern',
      help: 'Geräte, die ab jetzt unter diesem Wiederverkäufer entstehen, melden sich dauerhaft in dieser Domain an, und ihre Namen müssen nur in ihr eindeutig sein. Vorhandene Geräte behalten ihre. Ihr DNS muss zu Ihrer Vermittlung führen; darum kümmern Sie sich.',
      name: 'SIP-Domain',
      field: {
        domain: {
          label: 'SIP-Domain',
          help: 'Etwa sip.example.com. Leer: die der Ebene darüber. Sie bleibt, solange ein Gerät sie hat.',
        },
      },
    },
    logo: 'Logo',
    logoHelp: 'PNG, JPEG oder WebP, höchstens 256 kB. Es wird 26 Pixel hoch gezeigt.',
    noPicture:
      'Diese Datei ist kein PNG-, JPEG- oder WebP-Bild. Speichern Sie das Logo als eines davon; SVG wird nicht angenommen.',
    pick: 'Aussuchen: {{what}}',
    removeLogo: 'Logo entfernen',
    replaceLogo: 'Anderes Logo hier ablegen oder auswählen',
    sample: 'Wörter darauf',
    sending: 'Das Logo wird gesendet',
    tooLarge: 'Diese Datei hat mehr als 256 kB. Verkleinern Sie das Bild.',
    field: {
      productName: { label: 'Produktname', help: 'Steht neben dem Logo und im Titel der Seite.' },
      buttonColour: { label: 'Farbe der Knöpfe', help: 'Etwa #14664f, mit weißen Wörtern darauf.' },
      barColour: {
        label: 'Farbe der Leiste',
        help: 'Etwa #10241d: hinter dem Menü, mit hellen Wörtern darauf.',
      },
    },
  },
};
