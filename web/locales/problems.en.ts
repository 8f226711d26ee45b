/** Why something failed, by the codes of the API. */
export const problemsEn = {
  mail_no_address:
    'The test goes to your own e-mail address, and your account has none. Give your account one on its page, then send the test again.',
  no_exchange_rate:
    'There is no exchange rate between these two currencies. Set one under Rates > Exchange rates first, or use the currency of the account.',
  needs_another_person:
    'You recorded this yourself, so somebody else decides about it. A payment may be withdrawn.',
  coupon_unknown: 'This code is not valid. Check it, symbol by symbol.',
  coupon_is_redeemed:
    'This coupon was redeemed already; it stands on the statement of the account that it went to.',
  payment_is_decided: 'Somebody has decided about this payment already. Load the page again.',
  invoice_needs_postpaid:
    'This account is prepaid: it pays before it uses, and gets receipts. Charge it by a correction, or make it postpaid first.',
  nothing_to_invoice:
    'There is nothing to bill. Write a line with a price, or include what is not billed yet.',
  invoice_is_negative:
    'This would come to less than nothing. Take an issued invoice back by a credit note, or credit the account by a correction.',
  nothing_overdue:
    'No invoice of this account is overdue, or it was agreed to wait for it. Suspend it by its status if it is not to call for another reason.',
  not_an_invoice:
    'Only an invoice can be taken back by a credit note. Correct a receipt by a refund or a correction.',
  payment_gateway_not_permitted: 'Paying by card is not open for your account.',
  payment_gateway_off: 'Paying by card is not possible at the moment.',
  payment_gateway_away: 'The payment service does not answer. Nothing was charged. Try again in a moment.',
  payment_gateway_refused: 'The payment service refused this.',
  too_many_open_payments: 'You have begun many payments and finished none. Finish one, or wait an hour.',
  nothing_is_open: 'This invoice is paid already.',
  card_payment_not_paid: 'This payment was not paid: only what was paid can be given back.',
  refund_is_too_much: 'So much is not left of this payment.',
  credited_already: 'Nothing is left of this invoice: its credit notes have taken it back.',
  product_not_offered: 'This product is not offered at the moment. Choose another one.',
  price_changed:
    'The price has changed in the meantime, and nothing was ordered. Look at what it costs now, and order again.',
  not_possible_now: 'This is not possible at the moment. Please ask your provider.',
  no_number_left: 'There is no free number for this product.',
  account_is_suspended: 'A suspended account orders nothing. Set it to active first.',
  subscription_has_ended: 'This subscription has ended. Order the product again.',
  document_not_written:
    'The document is issued, but its PDF could not be written. Try again in a moment; if it stays, the log of the server says why.',
  not_parked: 'Nothing waits for this account any more. Somebody else may have released it.',
  second_factor_wrong: 'This code is not right, or it was used already. Wait for the next one.',
  second_factor_is_on: 'Your account has a second factor already.',
  second_factor_is_off: 'This account has no second factor.',
  session_too_old: 'You were signed out because you signed in a long time ago.',
  session_was_idle: 'You were signed out because you did nothing here for a while.',
  account_is_closed: 'This account is closed. Open it again first, or use another account.',
  account_was_moved:
    'This account was moved to another reseller a moment ago. Load the page again; nothing was booked.',
  changed_meanwhile: 'Somebody else changed this while you had it open. Load it again.',
  only_looking: 'You are only looking with another role. Leave this view to change something.',
  change_is_blocked: 'Something stands in the way of this change. “More” on the account’s page says what.',
  idempotency_key_reused:
    'This form was already saved with other content. Look for the account in the list before you save again.',
  api_key_expired: 'This API key has expired.',
  api_key_address: 'This API key does not work from here.',
  passkey_failed:
    'This passkey does not sign in here. It was removed, or it took too long. Try again, or sign in another way.',
  passkey_is_known: 'This device has a passkey for your account already.',
  too_many_streams: 'Live calls are shown in too many windows at once. Close one of them.',
  too_many_passkeys: 'Your account has as many passkeys as it may have. Remove one that is no longer used.',
  passkey_not_given: 'No passkey was given: it was cancelled, or the device has none for this page.',
  passkey_not_taken: 'The passkey was not taken: it took too long, or was made for another page. Try again.',
  https_required: 'This address is open by https only.',
  password_reset_not_valid:
    'This link is no longer valid: it was used, it is older than an hour, or a newer one was sent. Ask for a new one with “Forgot your password?”.',
  invite_not_valid:
    'This link is no longer valid: it was used, it is too old, or a newer one was sent. Ask whoever sent it for a new one.',
  sign_up_closed:
    'No account can be opened here at the moment. Check the link, or ask whoever gave it to you.',
  sign_up_link_not_valid:
    'This link is no longer valid: it was used, or it is older than 24 hours. Sign in if your account is open already, or sign up again.',
  internal_error: 'Something went wrong on our side. Try again; nothing you typed is lost.',
  not_found: 'There is nothing here, or it is not yours to see.',
  page_not_found: 'There is no such page.',
  sign_in_failed: 'The account number, e-mail address or password is not right.',
  too_many_attempts: 'Too many attempts. Wait a moment, then try again.',
  unavailable: 'The server is not available for a moment. Try again; nothing you typed is lost.',
  unreachable: 'The server cannot be reached. Check the connection and try again; nothing you typed is lost.',
};
