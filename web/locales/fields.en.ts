/** Label and one-line help of every field of an account. */
export const fieldsEn = {
  panelAccess: {
    revokeApiKeys: {
      label: 'Revoke its API keys, too',
      help: 'A new password ends its sessions; its programs go on.',
    },
    parentId: {
      label: 'Reseller',
      help: 'Who owns the account: sees it, prices it, issues its invoices.',
      helpEdit: 'Another owner: More → Move…, which says first what comes of it.',
    },
    roleId: {
      label: 'Role',
      help: 'What it may do, out of those that you may give.',
    },
    number: {
      label: 'Account number',
      short: 'Number',
      help: 'Sign-in name, card number, and name on every document. Reserved for you for 30 minutes.',
      helpEdit: 'Fixed when the account was made.',
    },
    email: {
      label: 'E-mail',
      help: 'Second sign-in name, and where notices go.',
    },
    inviteByEmail: {
      label: 'Invite by e-mail',
      short: 'Invitation',
      help: 'Instead of a password: a link, valid once and for 24 hours, by which it is chosen.',
    },
    password: {
      label: 'Password',
      help: 'To sign in with. Never mailed, never shown again.',
      helpEdit: 'Leave empty to keep the password.',
    },
    pin: {
      label: 'PIN',
      help: 'For calling cards. Empty: no card calls by number.',
      helpEdit: 'Leave empty to keep the PIN.',
    },
    createSipDevice: {
      label: 'Create SIP device',
      short: 'SIP device',
      help: 'A phone can register at once; its password is shown after saving.',
    },
  },
  settings: {
    concurrentCalls: {
      label: 'Concurrent calls',
      help: 'How many calls at once.',
    },
    cps: {
      label: 'Call attempts per second (CPS)',
      short: 'CPS',
      help: 'How fast calls may be started.',
    },
    localizationId: {
      label: 'Localization',
      help: 'Rules that turn local dialling habits into international numbers.',
    },
    allowLocalCalls: {
      label: 'Allow local calls',
      short: 'Local calls',
      help: 'Calls to SIP devices and numbers of this operator. No at a reseller holds for everybody below it.',
    },
    localCallRate: {
      label: 'Local call rate',
      short: 'Local rate',
      help: 'Price per minute of calls between SIP devices of this operator, in the currency of the account. 0 is free.',
    },
    notifications: {
      label: 'Notifications',
      help: 'Welcome, receipt, invoice and low-balance mails. Security mails always go out.',
    },
    paymentGatewayPermission: {
      label: 'Payment gateway permission',
      short: 'Card payments',
      help: 'The portal offers top-up and payment by card.',
    },
    validDays: {
      label: 'Valid days after first use',
      short: 'Valid days',
      help: 'So many days after its first answered call it makes no calls any more. Empty: no end by use.',
    },
  },
  profile: {
    firstName: { label: 'First name', help: 'In any script, kept as typed.' },
    lastName: { label: 'Last name', help: 'In any script, kept as typed.' },
    company: { label: 'Company', help: 'Printed on documents when given.' },
    phone: { label: 'Phone', help: 'International, with +, such as +49 30 12345678.' },
    notificationEmails: {
      label: 'Notification e-mail',
      help: 'One or more addresses. Empty: the account’s e-mail.',
    },
    address1: { label: 'Address 1', help: 'Street and house number.' },
    address2: { label: 'Address 2', help: 'Building, floor, care of.' },
    zip: { label: 'ZIP', help: 'Postal code.' },
    city: { label: 'City', help: 'Town or city.' },
    province: { label: 'Province', help: 'State, province or region.' },
    country: {
      label: 'Country',
      help: 'Where the account holder is; decides tax and dial rules.',
      helpStaff: 'Where this person is; proposes the time zone.',
    },
    timezone: {
      label: 'Time zone',
      help: 'Decides billing days and every time shown to this account.',
      helpStaff: 'Of all times that this person sees.',
    },
    language: {
      label: 'Language of mails',
      short: 'Mails in',
      help: 'In which invitations and notices are written.',
      none: 'None chosen: English',
      option: { ar: 'Arabic', de: 'German', en: 'English' },
    },
    currency: {
      label: 'Currency',
      help: 'Of balance, charges and invoices. Fixed once something was posted.',
    },
  },
  billing: {
    accountType: {
      label: 'Account type',
      help: 'Prepaid stops when the money ends; postpaid is invoiced on the billing day.',
      helpEdit: 'Changed under More, where you see first what comes of it.',
      option: { prepaid: 'Prepaid', postpaid: 'Postpaid' },
    },
    creditLimit: {
      label: 'Credit limit',
      help: 'How far below zero a postpaid balance may go. Prepaid: 0.',
    },
    rateGroupId: {
      label: 'Rate group',
      help: 'Price list of the account’s calls. Without one, calls are refused.',
    },
    cliPool: {
      label: 'CLI pool',
      help: 'What happens to a caller ID that is not one of the account’s own numbers.',
      option: {
        off: 'Off: any caller ID',
        present_did: 'No match with DIDs: present one of them',
        present_caller_id: 'No match with caller IDs: present one of them',
        rate_did: 'No match with DIDs: NON-CLI rates',
        rate_caller_id: 'No match with caller IDs: NON-CLI rates',
        rate_either: 'No match with either: NON-CLI rates',
        refuse_did: 'No match with DIDs: refuse',
        refuse_caller_id: 'No match with caller IDs: refuse',
        refuse_either: 'No match with either: refuse',
      },
    },
    nonCliRateGroupId: {
      label: 'NON-CLI rate group',
      help: 'Price list when the CLI pool says “NON-CLI rates”; those modes need it.',
    },
    schedule: {
      label: 'Billing schedule',
      help: 'How often a usage receipt (prepaid) or an invoice (postpaid) is made, in the account’s time zone.',
      option: { daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' },
    },
    billingDay: {
      label: 'Billing day',
      help: 'Just after midnight on this day the document of the time since the last one is made. A change moves the next one.',
      option: { last: 'Last day of the month' },
    },
    taxIds: {
      label: 'Taxes',
      help: 'Lines on receipts and invoices, in this order: a compound tax is on those before it.',
    },
    taxNumber: {
      label: 'Tax number',
      help: 'The account’s own, such as a VAT ID. Printed below its address on every document, as it is when that is issued.',
    },
    generateInvoice: {
      label: 'Generate invoice',
      short: 'Invoices of zero',
      help: 'Also make the document of a billing day that comes to zero. One with an amount is always made.',
    },
    invoiceNote: {
      label: 'Invoice note',
      help: 'Printed on each invoice from the next one on, such as a purchase order. Up to 500 characters.',
    },
    reference: {
      label: 'Reference',
      help: 'Your own key for this account: searchable, in lists and exports.',
    },
  },
  resellerTerms: {
    type: {
      label: 'Reseller type',
      help: 'A distributor buys at your price and sells at its own; a commission reseller is credited a share.',
      option: { distributor: 'Distributor', commission: 'Commission' },
    },
    commissionPercent: {
      label: 'Commission in percent',
      help: 'Share of what its customers pay, such as 12.5.',
    },
    invoiceDueDays: {
      label: 'Invoice due days',
      help: 'Days that customers of a distributor have to pay its invoices.',
    },
    useOwnLetterhead: {
      label: 'Own invoice letterhead',
      help: 'Documents of its customers have its own letterhead, which it fills in under Settings, or its profile until then. Otherwise they have that of whoever is above it.',
    },
  },
  facts: {
    title: 'What is billed',
    firstInvoice: 'First invoice',
    firstUsage: 'First usage receipt',
    nextInvoice: 'Next invoice',
    nextUsage: 'Next usage receipt',
    taxes: 'Taxes',
    taxWay: {
      added: 'Of an amount on an invoice:',
      top_up: 'A top-up of {{total}} gives {{net}} of credit:',
      within: 'In the price of what is used:',
    },
  },
  lacks: {
    accountsEdit: 'What is grey takes “Change accounts”, which your role does not have.',
    signInsReset: 'You cannot change this: it takes “Help with sign-ins”.',
    moneyCredit: 'You cannot change this: it takes “Give credit”.',
    ratesAssign: 'You cannot change this: it takes “Choose price lists of accounts”.',
  },
};
