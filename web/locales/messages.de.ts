/** Sätze aus den gemeinsamen Schemas, nach ihrem englischen Wortlaut. */
import { messagesOfPeopleDe } from './messages-of-people.de.ts';
import { messagesOfPricesDe } from './messages-of-prices.de.ts';
import { messagesOfRulesDe } from './messages-of-rules.de.ts';
import { messagesOfWebhooksDe } from './messages-of-webhooks.de.ts';

export const messagesDe = {
  'This currency has no digits after the point. Send a whole amount.':
    'Diese Währung hat keine Nachkommastellen. Geben Sie einen ganzen Betrag ein.',
  'This currency has {n} digits after the point. Send no more.':
    'Diese Währung hat {n} Nachkommastellen. Geben Sie nicht mehr ein.',
  'You have {n} roles, which is as many as there may be. Delete one first.':
    'Sie haben {n} Rollen, mehr gehen nicht. Löschen Sie zuerst eine.',
  'You have a role of this name. Choose another name.':
    'Sie haben schon eine Rolle dieses Namens. Wählen Sie einen anderen.',
  'This holds what nobody of this kind may have. Leave it out.':
    'Hier steht etwas, das niemand dieser Art haben darf. Lassen Sie es weg.',
  'You cannot give what you do not have yourself. Leave it out.':
    'Was Sie selbst nicht dürfen, können Sie nicht vergeben. Lassen Sie es weg.',
  'Choose one of your roles for this kind of account.':
    'Wählen Sie eine Ihrer Rollen für diese Art von Konto.',
  'Choose a role: without one this account could do more than you.':
    'Wählen Sie eine Rolle: Ohne sie dürfte dieses Konto mehr als Sie.',
  'This role may do more than you. Choose another one.':
    'Diese Rolle darf mehr als Sie. Wählen Sie eine andere.',
  'This account has no role.': 'Dieses Konto hat keine Rolle.',
  'Your own role is given to you by somebody else.': 'Ihre eigene Rolle gibt Ihnen jemand anderes.',
  'This role was given by somebody above you, and stays.':
    'Diese Rolle hat jemand über Ihnen vergeben, sie bleibt.',
  'You have a view of this name. Choose another name.':
    'Sie haben schon eine Ansicht dieses Namens. Wählen Sie einen anderen.',
  'You have {n} views, which is as many as there may be. Delete one first.':
    'Sie haben {n} Ansichten, mehr gehen nicht. Löschen Sie zuerst eine.',
  'Required: type something here.': 'Pflichtfeld: Geben Sie etwas ein.',
  'Required: choose one.': 'Pflichtfeld: Wählen Sie etwas aus.',
  'Too small: expected number to be >={n}': 'Geben Sie mindestens {n} ein.',
  'Too big: expected number to be <={n}': 'Geben Sie höchstens {n} ein.',
  'Type a whole number.': 'Geben Sie eine ganze Zahl ein.',
  'Send an e-mail address such as "name@example.com".':
    'Geben Sie eine E-Mail-Adresse ein, etwa „name@example.com“.',
  'Send an international phone number with "+", such as "+493012345678".':
    'Geben Sie eine internationale Nummer mit „+“ ein, etwa „+493012345678“.',
  'This is not the current password.': 'Das ist nicht das aktuelle Passwort.',
  'The new password is the current one. Choose another.':
    'Das neue Passwort ist das aktuelle. Wählen Sie ein anderes.',
  'Type the current password.': 'Geben Sie das aktuelle Passwort ein.',
  'Use at least {n} characters.': 'Nehmen Sie mindestens {n} Zeichen.',
  'Use at most {n} characters.': 'Nehmen Sie höchstens {n} Zeichen.',
  'Give a password.': 'Geben Sie ein Passwort an.',
  'This address is in use. Give another one.': 'Diese Adresse wird schon benutzt. Geben Sie eine andere an.',
  'At most {n} addresses.': 'Höchstens {n} Adressen.',
  'You have {n} taxes, which is as many as there may be. Delete one first.':
    'Sie haben {n} Steuern, mehr gehen nicht. Löschen Sie zuerst eine.',
  '{n} account has this tax. Take it off there first, or make it inactive.':
    '{n} Konto hat diese Steuer. Entfernen Sie sie dort zuerst, oder machen Sie sie inaktiv.',
  '{n} accounts have this tax. Take it off there first, or make it inactive.':
    '{n} Konten haben diese Steuer. Entfernen Sie sie dort zuerst, oder machen Sie sie inaktiv.',
  'Choose active taxes of whoever sells to this account, each at most once.':
    'Wählen Sie aktive Steuern des Verkäufers dieses Kontos, jede höchstens einmal.',
  'You have a tax of this name. Choose another name.':
    'Sie haben eine Steuer dieses Namens. Wählen Sie einen anderen Namen.',
  'At most {n} taxes.': 'Höchstens {n} Steuern.',
  'This holds half a character, which cannot be stored. Delete it and type it again.':
    'Hier steht ein halbes Zeichen, das sich nicht speichern lässt. Löschen Sie es, und geben Sie es noch einmal ein.',
  'Remove the invisible characters that turn the direction of the text (U+202A to U+202E, U+2066 to U+2069).':
    'Entfernen Sie die unsichtbaren Zeichen, die die Schreibrichtung umkehren (U+202A bis U+202E, U+2066 bis U+2069).',
  'All characters of this are invisible. Type something that can be read.':
    'Alle Zeichen hier sind unsichtbar. Geben Sie etwas Lesbares ein.',
  'Remove the control characters.': 'Entfernen Sie die Steuerzeichen.',
  'Remove the line breaks and control characters.': 'Entfernen Sie Zeilenumbrüche und Steuerzeichen.',
  'Send an ISO 3166 country code in capitals, such as "DE".': 'Wählen Sie ein Land.',
  'Send an IANA time zone such as "Europe/Berlin".': 'Wählen Sie eine Zeitzone.',
  'Send an ISO 4217 currency code in capitals, such as "EUR".': 'Wählen Sie eine Währung.',
  'Send an amount from {n} to {n}.': 'Geben Sie einen Betrag von {n} bis {n} ein.',
  'Send a percentage such as "12.5", at most four digits after the point.':
    'Geben Sie einen Prozentsatz ein, etwa „12,5“, höchstens vier Stellen nach dem Komma.',
  'Send at most {n}.': 'Geben Sie höchstens {n} ein.',
  'Send {n} to {n} days.': 'Geben Sie {n} bis {n} Tage ein.',
  'A commission reseller needs its percentage.':
    'Ein Wiederverkäufer auf Provision braucht seinen Prozentsatz.',
  'This password is among the first that anyone would try. Choose another.':
    'Dieses Passwort würde jeder zuerst versuchen. Wählen Sie ein anderes.',
  'A PIN has 4 to 12 digits and nothing else.': 'Eine PIN hat 4 bis 12 Ziffern und sonst nichts.',
  'A PIN has {n} digits here.': 'Eine PIN hat hier {n} Ziffern.',
  'An account number has 6 to 20 digits and nothing else.':
    'Eine Kontonummer hat 6 bis 20 Ziffern und sonst nichts.',
  'A prepaid account has no credit limit. Set it to 0, or make the account postpaid.':
    'Ein vorausbezahltes Konto hat keinen Kreditrahmen. Setzen Sie ihn auf 0, oder wählen Sie „auf Rechnung“.',
  'This CLI pool mode prices calls by the NON-CLI rate group. Choose one.':
    'Diese Art des CLI-Pools berechnet nach der NON-CLI-Tarifgruppe. Wählen Sie eine.',
  'Type a whole number from 1, or choose "unlimited".':
    'Geben Sie eine ganze Zahl ab 1 ein, oder wählen Sie „Unbegrenzt“.',
  'Send a decimal amount such as "12.50", at most six digits after the point.':
    'Geben Sie einen Betrag ein, etwa „12,50“, höchstens sechs Stellen nach dem Komma.',
  'Send a whole number from {n} to {n}, "unlimited", or null for the default.':
    'Geben Sie eine ganze Zahl von {n} bis {n} ein, oder wählen Sie unbegrenzt oder die Vorgabe.',
  'Send a day from {n} to {n}, "last", or null for a daily schedule.':
    'Wählen Sie einen Tag von {n} bis {n} oder den letzten des Monats.',
  'Send an amount of {n} or more such as "{n}", "unlimited", or null for what the settings say.':
    'Geben Sie einen Betrag ab {n} ein, etwa {n}.',
  'Send a whole number from {n} to {n}, or null for no limit.':
    'Geben Sie eine ganze Zahl von {n} bis {n} ein, oder nichts für keine Grenze.',
  'Send an address such as "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", or null for no feed.':
    'Geben Sie eine Adresse ein, etwa https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml, oder nichts für keine.',
  'Send an amount of {n} or more, such as "{n}", or null for no approval.':
    'Geben Sie einen Betrag von mindestens {n} ein, etwa {n}, oder nichts für keine Freigabe.',
  'Send a percentage from {n} to {n} with at most two digits after the point, such as "{n}".':
    'Geben Sie einen Prozentsatz von {n} bis {n} mit höchstens zwei Nachkommastellen ein, etwa {n}.',
  'Send an amount of {n} or more, such as "{n}", or null for no cap.':
    'Geben Sie einen Betrag ab {n} ein, etwa {n}, oder nichts für keine Grenze.',
  'Send the id of one of your active rate groups, or null.':
    'Wählen Sie eine Ihrer aktiven Tarifgruppen, oder keine.',
  'Send a whole number of days from {n} to {n}, or null for no end.':
    'Geben Sie eine ganze Zahl von Tagen von {n} bis {n} ein, oder nichts für kein Ende.',
  ...messagesOfPeopleDe,
  ...messagesOfPricesDe,
  ...messagesOfRulesDe,
  ...messagesOfWebhooksDe,
};
