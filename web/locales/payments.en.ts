/** Payments that wait for another person. */
export const paymentsEn = {
  payments: {
    title: 'Payments to approve',
    shown: 'Which are shown',
    all: 'All',
    help: 'Payments, refunds and corrections above the limit of the settings move nothing until another person approves them. Whoever recorded one may withdraw it; after 30 days it ends by itself.',
    empty: 'No payment waits',
    emptyText:
      'What is recorded above the limit appears here. The limit stands under Settings, Payments and currencies.',
    account: 'Account',
    kindOf: 'Kind',
    amount: 'Amount',
    note: 'Note',
    madeBy: 'Recorded by',
    state: 'Status',
    actions: 'Actions',
    above: 'somebody above you',
    kind: {
      payment: 'Payment',
      refund: 'Refund',
      staff_credit: 'Credit',
      staff_debit: 'Debit',
    },
    status: {
      waiting: 'Waiting',
      approved: 'Approved',
      refused: 'Refused',
      withdrawn: 'Withdrawn',
      ended: 'Ended',
    },
    approve: 'Approve',
    refuse: 'Refuse',
    withdraw: 'Withdraw',
    approveOf: 'Approve: {{kind}} of {{amount}}',
    refuseOf: 'Refuse: {{kind}} of {{amount}}',
    withdrawOf: 'Withdraw: {{kind}} of {{amount}}',
    approveText:
      'It is posted for {{name}} now, at the balance, the taxes and the exchange rate of this moment.',
    withdrawText: 'Nothing is posted for {{name}}. Record it anew if it is still needed.',
    done: {
      approve: 'Approved and posted',
      refuse: 'Refused',
      withdraw: 'Withdrawn',
    },
    field: {
      reason: {
        label: 'Reason',
        help: 'Whoever recorded it reads it.',
      },
    },
  },
};
