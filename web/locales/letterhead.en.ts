/** The head and foot of documents. */
export const letterheadEn = {
  letterhead: {
    title: 'Letterhead',
    help: 'Who issues: it stands at the head and foot of receipts, invoices and notes. What was issued stays as it was.',
    copy: 'Copy from my profile',
    fromProfile:
      'Nobody has filled this in yet, so documents have what stands in your profile. Save it once to decide yourself.',
    ofAbove:
      'Documents of your accounts have this letterhead. Whoever is above you decides whether you have one of your own.',
    preview: 'How it looks on a document',
    sample: 'Invoice INV-2026-00042',
    logoHelp: 'PNG, JPEG or WebP, 256 kB at most: for documents only, instead of the logo of the brand.',
    logoFrom: { brand: 'That of the brand', own: 'One of its own', none: 'None' },
    field: {
      name: { label: 'Name', help: 'The company, or whoever issues.' },
      address: { label: 'Address', help: 'A line each, the country last.' },
      taxNumber: { label: 'Tax number', help: 'Such as a VAT ID.' },
      footer: { label: 'Foot', help: 'A line each: e-mail, telephone, bank, register.' },
      logo: { label: 'Logo', help: 'What is uploaded below is used at once.' },
    },
  },
};
