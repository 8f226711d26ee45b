/** Kopf und Fuß von Dokumenten. */
export const letterheadDe = {
  letterhead: {
    title: 'Briefkopf',
    help: 'Wer ausstellt: steht oben und unten auf Belegen, Rechnungen und Rechnungskorrekturen. Was ausgestellt ist, bleibt, wie es war.',
    copy: 'Aus meinem Profil übernehmen',
    fromProfile:
      'Das hat noch niemand ausgefüllt; auf Dokumenten steht, was in Ihrem Profil steht. Speichern Sie es einmal, um selbst zu bestimmen.',
    ofAbove:
      'Dokumente Ihrer Konten haben diesen Briefkopf. Ob Sie einen eigenen haben, entscheidet, wer über Ihnen steht.',
    preview: 'So sieht es auf einem Dokument aus',
    sample: 'Rechnung INV-2026-00042',
    logoHelp: 'PNG, JPEG oder WebP, höchstens 256 kB: nur für Dokumente, statt des Logos der Marke.',
    logoFrom: { brand: 'Das der Marke', own: 'Ein eigenes', none: 'Keines' },
    field: {
      name: { label: 'Name', help: 'Die Firma oder wer ausstellt.' },
      address: { label: 'Anschrift', help: 'Je eine Zeile, das Land zuletzt.' },
      taxNumber: { label: 'Steuernummer', help: 'Etwa eine USt-IdNr.' },
      footer: { label: 'Fußzeilen', help: 'Je eine Zeile: E-Mail, Telefon, Bank, Register.' },
      logo: { label: 'Logo', help: 'Was unten hochgeladen wird, wird sofort verwendet.' },
    },
  },
};
