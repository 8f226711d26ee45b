-- The operator is told of gateways that do not take calls, and of those that take them again.

alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made', 'api_key_expiring',
   'passkey_added', 'passkey_removed', 'guard_noticed', 'guard_blocked', 'calls_blocked',
   'top_up', 'payment_failed', 'refunded', 'charged_back', 'receipt', 'usage_receipt', 'invoice', 'credit_note',
   'commission_note', 'invoice_due', 'invoice_overdue', 'suspended_for_debt', 'restored', 'renewal', 'renewal_unpaid',
   'subscription_ended', 'webhook_paused', 'gateway_unhealthy', 'gateway_recovered'));
