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
  // Card payments
  payment_gateway_not_permitted: {
    status: 403,
    title: 'The account may not pay by card',
    sentence: 'Paying by card is not open for your account.',
    fix: 'Set the payment gateway permission of the account to yes.',
  },
  payment_gateway_off: {
    status: 409,
    title: 'Nobody can pay by card at the moment',
    sentence: 'Paying by card is not possible at the moment.',
    fix: 'Set up the payment gateway under Settings, and make it active.',
  },
  payment_gateway_away: {
    status: 503,
    title: 'The payment gateway does not answer',
    sentence: 'The payment service does not answer. Nothing was charged.',
    fix: 'Try again in a moment, with the same Idempotency-Key.',
  },
  payment_gateway_refused: {
    status: 409,
    title: 'The payment gateway refuses',
    sentence: 'The payment service refused this.',
    fix: 'See detail: it is what the gateway said. "Test the keys" under Settings says whether the keys are right.',
  },
  webhook_not_signed: {
    status: 400,
    title: 'The message is not signed by the payment gateway',
    sentence: 'This message does not come from the payment service.',
    fix: 'Copy the signing secret of the endpoint from the gateway again, and keep the clock right: a message is good for five minutes.',
  },
  too_many_open_payments: {
    status: 429,
    title: 'Too many payments were begun',
    sentence: 'You have begun many payments without finishing them.',
    fix: 'Finish one, or wait an hour: a page that is not used ends by itself.',
  },
  nothing_is_open: {
    status: 409,
    title: 'Nothing of the invoice is open',
    sentence: 'This invoice is paid already.',
    fix: 'Load the invoice again.',
  },
  card_payment_not_paid: {
    status: 409,
    title: 'The card payment is not paid',
    sentence: 'This payment has not been paid.',
    fix: 'Only what was paid can be given back.',
  },
  refund_is_too_much: {
    status: 409,
    title: 'So much is not left of the payment',
    sentence: 'Less than this is left of the payment.',
    fix: 'Give back at most what was paid, less what was given back and what a bank has taken back.',
  },
} as const satisfies Record<string, Definition>;
