/** Warum etwas nicht ging, nach den Codes der API. */
export const problemsDe = {
  mail_no_address:
    'Der Test geht an Ihre eigene E-Mail-Adresse, und Ihr Konto hat keine. Tragen Sie auf der Seite Ihres Kontos eine ein, und senden Sie den Test noch einmal.',
  no_exchange_rate:
    'Zwischen diesen beiden Währungen gibt es keinen Wechselkurs. Setzen Sie zuerst einen unter Tarife, oder nehmen Sie die Währung des Kontos.',
  needs_another_person:
    'Sie haben das selbst erfasst, also entscheidet jemand anderes. Eine Zahlung können Sie zurückziehen.',
  coupon_unknown: 'Dieser Code ist nicht gültig. Prüfen Sie ihn Zeichen für Zeichen.',
  coupon_is_redeemed:
    'Dieser Gutschein wurde schon eingelöst; er steht auf dem Kontoauszug des Kontos, für das er eingelöst wurde.',
  payment_is_decided: 'Über diese Zahlung hat schon jemand entschieden. Laden Sie die Seite neu.',
  invoice_needs_postpaid:
    'Dieses Konto ist prepaid: Es zahlt im Voraus und erhält Quittungen. Belasten Sie es durch eine Korrektur, oder stellen Sie es zuerst auf Postpaid um.',
  nothing_to_invoice:
    'Es gibt nichts abzurechnen. Schreiben Sie eine Zeile mit einem Preis, oder nehmen Sie hinzu, was noch nicht abgerechnet ist.',
  invoice_is_negative:
    'Das ergäbe weniger als nichts. Nehmen Sie eine ausgestellte Rechnung durch eine Rechnungskorrektur zurück, oder schreiben Sie dem Konto den Betrag durch eine Korrektur gut.',
  not_an_invoice:
    'Nur eine Rechnung lässt sich durch eine Rechnungskorrektur zurücknehmen. Eine Quittung berichtigen Sie durch eine Erstattung oder Korrektur.',
  payment_gateway_not_permitted: 'Für Ihr Konto ist die Zahlung mit Karte nicht freigegeben.',
  payment_gateway_off: 'Zahlungen mit Karte sind zurzeit nicht möglich.',
  payment_gateway_away:
    'Der Zahlungsanbieter antwortet nicht. Es wurde nichts abgebucht. Versuchen Sie es gleich noch einmal.',
  payment_gateway_refused: 'Der Zahlungsanbieter hat das abgelehnt.',
  too_many_open_payments:
    'Sie haben viele Zahlungen begonnen und keine beendet. Schließen Sie eine ab, oder warten Sie eine Stunde.',
  nothing_is_open: 'Diese Rechnung ist schon bezahlt.',
  card_payment_not_paid: 'Diese Zahlung wurde nicht bezahlt: Zurückgegeben wird nur, was bezahlt wurde.',
  refund_is_too_much: 'So viel ist von dieser Zahlung nicht mehr übrig.',
  credited_already:
    'Von dieser Rechnung ist nichts mehr übrig: Ihre Rechnungskorrekturen haben sie zurückgenommen.',
  product_not_offered: 'Dieses Produkt wird gerade nicht angeboten. Wählen Sie ein anderes.',
  price_changed:
    'Der Preis hat sich inzwischen geändert, und nichts wurde bestellt. Sehen Sie nach, was es jetzt kostet, und bestellen Sie erneut.',
  not_possible_now: 'Das ist im Moment nicht möglich. Bitte fragen Sie Ihren Anbieter.',
  no_number_left: 'Für dieses Produkt ist keine Rufnummer frei.',
  account_is_suspended: 'Ein gesperrtes Konto bestellt nichts. Setzen Sie es zuerst auf aktiv.',
  subscription_has_ended: 'Dieses Abonnement ist beendet. Bestellen Sie das Produkt neu.',
  document_not_written:
    'Das Dokument ist ausgestellt, aber sein PDF ließ sich nicht schreiben. Versuchen Sie es gleich noch einmal; bleibt es dabei, steht der Grund im Protokoll des Servers.',
  nothing_overdue:
    'Von diesem Konto ist keine Rechnung überfällig, oder es ist vereinbart, darauf zu warten. Soll es aus einem anderen Grund nicht anrufen, sperren Sie es über seinen Status.',
  not_parked: 'Für dieses Konto wartet nichts mehr. Vielleicht hat es schon jemand freigegeben.',
  second_factor_wrong: 'Dieser Code stimmt nicht, oder er wurde schon benutzt. Warten Sie auf den nächsten.',
  second_factor_is_on: 'Ihr Konto hat schon einen zweiten Faktor.',
  second_factor_is_off: 'Dieses Konto hat keinen zweiten Faktor.',
  session_too_old: 'Sie wurden abgemeldet, weil Ihre Anmeldung lange her ist.',
  session_was_idle: 'Sie wurden abgemeldet, weil hier eine Weile nichts geschah.',
  account_is_closed:
    'Dieses Konto ist geschlossen. Öffnen Sie es zuerst wieder, oder nehmen Sie ein anderes.',
  account_was_moved:
    'Dieses Konto wurde gerade zu einem anderen Wiederverkäufer verschoben. Laden Sie die Seite neu; gebucht wurde nichts.',
  changed_meanwhile: 'Jemand anderes hat dies inzwischen geändert. Laden Sie es neu.',
  only_looking: 'Sie sehen nur mit einer anderen Rolle zu. Verlassen Sie die Ansicht, um etwas zu ändern.',
  change_is_blocked: 'Dieser Änderung steht etwas im Weg. „Mehr“ auf der Seite des Kontos sagt, was.',
  idempotency_key_reused:
    'Dieses Formular wurde schon mit anderem Inhalt gespeichert. Sehen Sie in der Liste nach, bevor Sie noch einmal speichern.',
  api_key_expired: 'Dieser API-Schlüssel ist abgelaufen.',
  api_key_address: 'Dieser API-Schlüssel gilt nicht von hier aus.',
  passkey_failed:
    'Dieser Passkey meldet hier nicht an. Er wurde entfernt, oder es dauerte zu lange. Versuchen Sie es noch einmal, oder melden Sie sich anders an.',
  passkey_is_known: 'Dieses Gerät hat schon einen Passkey für Ihr Konto.',
  too_many_streams: 'Laufende Anrufe sind in zu vielen Fenstern zugleich offen. Schließen Sie eines.',
  too_many_passkeys:
    'Ihr Konto hat so viele Passkeys, wie es haben darf. Entfernen Sie einen, der nicht mehr benutzt wird.',
  passkey_not_given: 'Es wurde kein Passkey gegeben: abgebrochen, oder das Gerät hat keinen für diese Seite.',
  passkey_not_taken:
    'Der Passkey wurde nicht angenommen: Es dauerte zu lange, oder er war für eine andere Seite. Versuchen Sie es noch einmal.',
  https_required: 'Diese Adresse ist nur über https erreichbar.',
  password_reset_not_valid:
    'Dieser Link gilt nicht mehr: Er wurde benutzt, ist älter als eine Stunde, oder es gibt einen neueren. Fordern Sie mit „Passwort vergessen?“ einen neuen an.',
  invite_not_valid:
    'Dieser Link gilt nicht mehr: Er wurde benutzt, ist zu alt, oder ein neuerer wurde gesendet. Bitten Sie den Absender um einen neuen.',
  sign_up_closed:
    'Hier kann zurzeit kein Konto eröffnet werden. Prüfen Sie den Link, oder fragen Sie, wer ihn Ihnen gab.',
  sign_up_link_not_valid:
    'Dieser Link gilt nicht mehr: Er wurde benutzt oder ist älter als 24 Stunden. Melden Sie sich an, wenn Ihr Konto schon eröffnet ist, oder eröffnen Sie es noch einmal.',
  internal_error: 'Bei uns ging etwas schief. Versuchen Sie es noch einmal; Ihre Eingaben sind noch da.',
  not_found: 'Hier ist nichts, oder Sie dürfen es nicht sehen.',
  page_not_found: 'Diese Seite gibt es nicht.',
  sign_in_failed: 'Kontonummer, E-Mail-Adresse oder Passwort ist nicht richtig.',
  too_many_attempts: 'Zu viele Versuche. Warten Sie einen Moment.',
  unavailable:
    'Der Server ist gerade nicht verfügbar. Versuchen Sie es noch einmal; Ihre Eingaben sind noch da.',
  unreachable:
    'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal; Ihre Eingaben sind noch da.',
};
