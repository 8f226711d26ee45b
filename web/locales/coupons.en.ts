/** Coupons: batches and what became of them. */
export const couponsEn = {
  coupons: {
    title: 'Coupons',
    help: 'Codes that are worth money. Make a batch, print or send its file, and whoever buys from you redeems each code once.',
    add: 'Make coupons',
    empty: 'No coupons',
    emptyText: 'Make a batch, such as 100 coupons of 10.00, and hand out the file with their codes.',
    made: 'Made: {{count}}',
    beingMade: '{{count}} are being made. You may leave this page.',
    madeOf: '{{made}} of {{count}} are made.',
    progress: 'Coupons made',
    facts: 'Batch',
    redeemed: 'Redeemed',
    inactive: 'Switched off',
    forEver: 'for ever',
    export: 'Download codes',
    edit: 'Change',
    save: 'Save changes',
    turn: {
      active: 'Switch on',
      inactive: 'Switch off',
    },
    turnBatch: {
      active: 'Switch on {{name}}',
      inactive: 'Switch off {{name}}',
    },
    turnText: {
      active:
        'Its coupons can be redeemed again, but for those that were switched off one by one. Where the batch is above the limit for approvals, another person than its maker switches it on.',
      inactive: 'None of its coupons can be redeemed any more. What was redeemed stays.',
    },
    state: {
      active: 'Not redeemed',
      inactive: 'Switched off',
      redeemed: 'Redeemed',
    },
    field: {
      name: {
        label: 'Name',
        help: 'For yourself, such as “Spring kiosk”.',
      },
      count: {
        label: 'How many',
        help: '1 to 100,000; more than 1,000 are made in the background.',
      },
      prefix: {
        label: 'Text before the code',
        help: 'Up to 12 letters and digits; it is no part of the secret.',
      },
      amount: {
        label: 'Amount of each',
        help: 'With no more digits than its currency has.',
      },
      currency: {
        label: 'Currency',
        help: 'An account in another one gets what it is worth at the exchange rate of the moment.',
      },
      validFrom: {
        label: 'Valid from',
        help: 'Empty: from now on.',
      },
      validTo: {
        label: 'Valid until',
        help: 'Empty: for ever.',
      },
      note: {
        label: 'Note',
        help: 'For yourself.',
      },
      status: {
        label: 'Status',
        help: '',
      },
    },
    list: {
      title: 'Coupons of this batch',
      search: 'Search coupons',
      searchHint: 'Last four symbols',
      empty: 'No coupons yet',
      emptyText: 'They are being made.',
      position: 'Place',
      number: 'No. {{number}}',
      last4: 'Code ends in',
      account: 'Redeemed for',
      redeemedAt: 'Redeemed at',
      actions: 'Actions',
    },
  },
};
