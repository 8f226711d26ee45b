/** An invoice with a bit of everything, for tests of how it is printed. */
import type { BillingDocument, DocumentContent } from './document.ts';

function content(over: Partial<DocumentContent> = {}): DocumentContent {
  return {
    version: 1,
    issuer: {
      name: 'Nordlicht GmbH',
      address: ['Speicherstraße 12', '20457 Hamburg'],
      taxNumber: 'DE123456789',
      footer: ['IBAN DE89 3704 0044 0532 0130 00'],
      logoHash: null,
    },
    customer: {
      accountNumber: '4711000815',
      name: 'Ada Lovelace',
      company: 'Analytical Engines Ltd',
      address: ['10 St James’s Square', 'London'],
      taxNumber: '',
      reference: 'PO-117',
    },
    language: 'en',
    timezone: 'Europe/Berlin',
    lines: [
      {
        kind: 'charge',
        text: 'Set-up',
        quantity: '2.500000',
        unitMicros: '4995500',
        amountMicros: '1234500000',
      },
      {
        kind: 'calls',
        text: '',
        amountMicros: '-500000',
        calls: {
          direction: 'outbound',
          destination: 'Germany mobile',
          prefixes: ['4915', '4916'],
          calls: 1234,
          talkSeconds: 36_061,
          billedSeconds: 40_000,
          isLate: true,
        },
      },
    ],
    taxes: [
      {
        taxId: 'vat',
        name: 'VAT',
        jurisdiction: 'Germany',
        kind: 'percentage',
        ratePpm: 195_000,
        isCompound: false,
        isInclusive: false,
        baseMicros: '1234000000',
        amountMicros: '240630000',
      },
    ],
    note: '',
    ...over,
  };
}

export function invoice(
  over: Partial<BillingDocument> = {},
  contentOver: Partial<DocumentContent> = {},
): BillingDocument {
  return {
    publicId: '00000000-0000-4000-8000-000000000001',
    kind: 'invoice',
    number: 'INV-2026-00042',
    accountPublicId: '00000000-0000-4000-8000-000000000002',
    currency: 'EUR',
    // On the clocks of Berlin: 1 to 31 October.
    periodFrom: new Date('2026-09-30T22:00:00Z'),
    periodTo: new Date('2026-10-31T23:00:00Z'),
    issuedAt: new Date('2026-10-31T23:00:05Z'),
    dueAt: new Date('2026-11-14T23:00:00Z'),
    netMicros: 1_234_000_000n,
    taxMicros: 240_630_000n,
    totalMicros: 1_474_630_000n,
    content: content(contentOver),
    ...over,
  };
}
