/** Money that goes back, and corrections of a balance. */
export const correctionEn = {
  correction: {
    done: 'Posted: {{name}} has a balance of {{balance}}',
    belowLimit: 'The account is then below its limit and cannot call until it is topped up.',
    preview: 'Balance {{before}} {{sign}} {{amount}} = {{after}}. Available afterwards: {{available}}.',
    previewEmpty: 'What will happen stands here once there is an amount.',
    submit: 'Post it',
    title: 'Refund or correct {{name}}',
    tooMuch: 'That is more than is available: a refund of it will be refused.',
    field: {
      kind: {
        label: 'What',
        help: 'A refund pays money back. A correction changes the balance without money changing hands.',
      },
      amount: { label: 'Amount', help: 'Above zero, such as 12.50.' },
      method: { label: 'How it is paid back', help: 'As it will stand on the statement.' },
      note: { label: 'Reason', help: 'Stands on the statement, where the holder reads it.' },
    },
    kinds: {
      refund: 'Refund: money goes back to the holder',
      credit: 'Credit: the balance goes up',
      debit: 'Debit: the balance goes down',
    },
  },
  problem: {
    insufficient_funds:
      'That is more than is available. Look at the preview, or choose a debit, which may go below the limit.',
  },
};
