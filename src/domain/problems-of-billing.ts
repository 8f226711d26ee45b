/** What can go wrong with a request about receipts and invoices; a part of the registry in `problem.ts`. */
import type { Definition } from './problem.ts';

export const PROBLEMS_OF_BILLING = {
  invoice_needs_postpaid: {
    status: 409,
    title: 'The account is prepaid',
    sentence: 'A prepaid account pays before it uses, and gets receipts.',
    fix: 'Charge it by a correction, which makes a receipt at once, or make the account postpaid first.',
  },
  nothing_to_invoice: {
    status: 409,
    title: 'There is nothing to bill',
    sentence: 'No line of this comes to an amount.',
    fix: 'Write a line with a price, or include what is not billed yet.',
  },
  invoice_is_negative: {
    status: 409,
    title: 'The invoice comes to less than nothing',
    sentence: 'An invoice asks for money, and this one would give some.',
    fix: 'Take an issued invoice back by a credit note, or credit the account by a correction.',
  },
  not_an_invoice: {
    status: 409,
    title: 'This is no invoice',
    sentence: 'A credit note takes back an invoice, and nothing else.',
    fix: 'Correct what a receipt says by a refund or a correction, each of which makes a receipt of its own.',
  },
  credited_already: {
    status: 409,
    title: 'The invoice was taken back already',
    sentence: 'Nothing is left of this invoice.',
    fix: 'Look at its credit notes; write a new invoice for what is still to be paid.',
  },
  not_parked: {
    status: 409,
    title: 'Nothing waits for this account',
    sentence: 'No document of this account waits for somebody to look at it.',
    fix: 'Load the list again: somebody else may have released it.',
  },
  nothing_overdue: {
    status: 409,
    title: 'Nothing is overdue',
    sentence: 'No invoice of this account is overdue, or it was agreed to wait for it.',
    fix: 'Suspend the account by its status if it is not to call for another reason.',
  },
  document_not_written: {
    status: 503,
    title: 'The PDF cannot be written now',
    sentence: 'The document is issued, but its PDF could not be written.',
    fix: 'Try again in a moment. If it stays, run "tollbook doctor" and look into the log of the server, where the cause stands.',
  },
} as const satisfies Record<string, Definition>;
