/** Sätze über Preise, Wege und Nummern, nach ihrem englischen Wortlaut. */
export const messagesOfPricesDe = {
  'So far, one {from} is {rate} {to}: this is far from it. Send true if that is meant.':
    'Bisher ist ein {from} {rate} {to}: Das ist weit davon entfernt. Bestätigen Sie es, wenn es so gemeint ist.',
  'By the rate of {to} in {from}, one {from} is {rate} {to}: this contradicts it. Send true if that is meant.':
    'Nach dem Kurs von {to} in {from} ist ein {from} {rate} {to}: Das widerspricht ihm. Bestätigen Sie es, wenn es so gemeint ist.',
  'Account {number} has not enough available money for its part of this.':
    'Das Konto {number} hat nicht genug verfügbares Guthaben für seinen Teil.',
  'So much is not left of this payment.': 'So viel ist von dieser Zahlung nicht übrig.',
  'A dry run changed nothing.': 'Ein Probelauf hat nichts geändert.',
  'Choose a day from today on, at most {n} days ahead.':
    'Wählen Sie einen Tag ab heute, höchstens {n} Tage voraus.',
  'Send an IPv4 or IPv6 address or a host name, without port or scheme.':
    'Geben Sie eine IPv4- oder IPv6-Adresse oder einen Rechnernamen ein, ohne Port und Schema.',
  'Send didId alone, or accountId with to.': 'Geben Sie nur didId an, oder accountId mit to.',
  'Send whose call it is: accountId, or didId for a call from outside.':
    'Geben Sie an, wessen Anruf es ist: accountId, oder didId für einen Anruf von außen.',
  'Send what is dialled.': 'Geben Sie an, was gewählt wird.',
  'Send up to 20 digits.': 'Geben Sie bis zu 20 Ziffern ein.',
  'Send up to 20 of 0-9, +, * and #.': 'Geben Sie bis zu 20 Zeichen aus 0-9, +, * und # ein.',
  'A codec is a name such as "PCMA".': 'Ein Codec ist ein Name wie „PCMA“.',
  'Send an address such as "http://127.0.0.1:5062", for a FreeSWITCH "esl://127.0.0.1:8021".':
    'Geben Sie eine Adresse ein, etwa „http://127.0.0.1:5062“, bei einem FreeSWITCH „esl://127.0.0.1:8021“.',
  'Send the event socket as host and port, such as "esl://127.0.0.1:8021".':
    'Geben Sie den Event Socket mit Host und Port ein, etwa „esl://127.0.0.1:8021“.',
  'Only a FreeSWITCH has an event socket. Send an address such as "http://127.0.0.1:5062".':
    'Nur ein FreeSWITCH hat einen Event Socket. Geben Sie eine Adresse ein, etwa „http://127.0.0.1:5062“.',
  'Give the password of event_socket.conf, or leave controlUrl out.':
    'Geben Sie das Kennwort aus event_socket.conf an, oder lassen Sie die Steueradresse weg.',
  'Give the control key of kamailio.cfg, or leave controlUrl out.':
    'Geben Sie den Steuerschlüssel aus kamailio.cfg an, oder lassen Sie die Steueradresse weg.',
  'There is a trunk of this name. Choose another name.':
    'Es gibt schon eine Leitung dieses Namens. Wählen Sie einen anderen.',
  'There is a switch of this name. Choose another name.':
    'Es gibt schon eine Vermittlung dieses Namens. Wählen Sie einen anderen.',
  'The trunk has a gateway of this name. Choose another name.':
    'Die Leitung hat schon ein Gateway dieses Namens. Wählen Sie einen anderen.',
  'No country has a number like this one. Check its country code and the count of its digits.':
    'Kein Land hat so eine Nummer. Prüfen Sie die Landesvorwahl und die Anzahl der Ziffern.',
  '+{n} stands in row {n} already.': '+{n} steht schon in Zeile {n}.',
  'The first row has no column "Number". It must name the columns: Number, Label, Country, City, Provider.':
    'Die erste Zeile hat keine Spalte „Number“. Sie muss die Spalten nennen: Number, Label, Country, City, Provider.',
  '+{n} is in the list already.': '+{n} steht schon in der Liste.',
  'Send a count from {n} to {n}.': 'Geben Sie eine Anzahl von {n} bis {n} ein.',
  'Send how many numbers the range has.': 'Geben Sie ein, wie viele Nummern der Bereich hat.',
  'The range beginning at +{n} ends before that: its numbers would grow longer.':
    'Der Bereich ab +{n} endet vorher: Seine Nummern würden länger.',
  'Choose one of your resellers.': 'Wählen Sie einen Ihrer Wiederverkäufer.',
  'This reseller is closed. Choose another.':
    'Dieser Wiederverkäufer ist geschlossen. Wählen Sie einen anderen.',
  'Choose one of the providers, or none.': 'Wählen Sie einen der Vorlieferanten, oder keinen.',
  'Choose one of your customers: there is no such account.':
    'Wählen Sie einen Ihrer Kunden: Dieses Konto gibt es nicht.',
  'This account is closed. Choose another.': 'Dieses Konto ist geschlossen. Wählen Sie ein anderes.',
  '+{n} is none of your DIDs. Only a number that is yours can be an access number.':
    '+{n} gehört nicht Ihnen. Nur eine eigene Nummer kann Einwahlnummer sein.',
  'Send what the number begins with, such as "00", or "*" for every number.':
    'Geben Sie an, womit die Nummer beginnt, etwa „00“, oder „*“ für jede Nummer.',
  'Send {n} to {n}, or null.': 'Geben Sie {n} bis {n} ein, oder nichts.',
  'Send "match", or how many signs to cut ({n} to {n}).':
    'Geben Sie ein, wie viele Zeichen wegfallen ({n} bis {n}).',
  'Send up to {n} digits, with "+" if wanted, or nothing.':
    'Geben Sie bis zu {n} Ziffern ein, wenn gewünscht mit „+“, oder nichts.',
  'The longest is shorter than the shortest.': 'Die längste ist kürzer als die kürzeste.',
  'You have a rule set of this name. Choose another name.':
    'Sie haben schon einen Regelsatz dieses Namens. Wählen Sie einen anderen.',
  'A list has at most {n} rules.': 'Eine Liste hat höchstens {n} Regeln.',
  'Give shares to trunks of this rate group only.': 'Geben Sie nur Leitungen dieser Tarifgruppe Anteile.',
  'Shares come to {n} % together; these come to {n} %.':
    'Anteile ergeben zusammen {n} %; diese ergeben {n} %.',
  'Send {n} to {n} %.': 'Geben Sie {n} bis {n} % ein.',
  'Choose an account that is priced by this rate group: calls of others never look here.':
    'Wählen Sie ein Konto, das nach dieser Tarifgruppe zahlt: Anrufe anderer sehen hier nie nach.',
  'Choose an existing trunk.': 'Wählen Sie eine Leitung, die es gibt.',
  'Send 0 to 15 digits.': 'Geben Sie 0 bis 15 Ziffern an.',
  'Send up to 15 digits, with "+" in front or not.':
    'Geben Sie bis zu 15 Ziffern ein, mit oder ohne „+“ davor.',
  'Only rates that a carrier asks change the number that is dialled: leave this out.':
    'Nur Tarife, die ein Vorlieferant verlangt, ändern die gewählte Nummer: Lassen Sie das weg.',
  "{field} is of carriers' rates only. Leave this column out.":
    '{field} gibt es nur bei Tarifen von Vorlieferanten. Lassen Sie diese Spalte aus.',
  '"{typed}" must be a whole number of digits from 0 to 15.':
    '„{typed}“ muss eine ganze Zahl von 0 bis 15 Ziffern sein.',
  '"{typed}" must be up to 15 digits, with "+" in front or not.':
    '„{typed}“ darf bis zu 15 Ziffern haben, mit oder ohne „+“ davor.',
  'Only rates that customers pay choose a trunk: leave this out.':
    'Nur was Kunden zahlen, wählt eine Leitung: Lassen Sie das weg.',
  'Routes are the operator’s: leave this out.': 'Wege sind Sache des Betreibers: Lassen Sie das weg.',
  '"{typed}" must be 1 to 15 digits without spaces or dashes, one code in a row.':
    '„{typed}“ muss aus 1 bis 15 Ziffern ohne Leerzeichen und Striche bestehen, ein Code je Zeile.',
  '"{typed}" must be one line of at most 200 characters.':
    '„{typed}“ muss eine Zeile von höchstens 200 Zeichen sein.',
  '"{typed}" must be a rate from 0 to 1000000 with at most nine digits after the point.':
    '„{typed}“ muss ein Preis von 0 bis 1000000 mit höchstens neun Nachkommastellen sein.',
  '"{typed}" must be an amount from 0 to 1000000 with at most six digits after the point.':
    '„{typed}“ muss ein Betrag von 0 bis 1000000 mit höchstens sechs Nachkommastellen sein.',
  '"{typed}" must be whole seconds from 0 to 3600.': '„{typed}“ müssen ganze Sekunden von 0 bis 3600 sein.',
  '"{typed}" must be whole seconds from 1 to 3600.': '„{typed}“ müssen ganze Sekunden von 1 bis 3600 sein.',
  '{n} is listed above already.': '{n} steht weiter oben schon.',
  'Send a percentage from -{n} to {n} with at most four digits after the point.':
    'Geben Sie einen Prozentsatz von -{n} bis {n} mit höchstens vier Nachkommastellen ein.',
  'Send whole seconds.': 'Geben Sie ganze Sekunden ein.',
  'Send {n} to {n} seconds.': 'Geben Sie {n} bis {n} Sekunden ein.',
  'Send a decimal rate per minute such as "0.0125", at most nine digits after the point.':
    'Geben Sie einen Preis pro Minute ein, etwa „0,0125“, höchstens neun Nachkommastellen.',
  'Send a rate from 0 to 1000000 per minute.': 'Geben Sie einen Preis von 0 bis 1000000 pro Minute ein.',
  'Send a positive rate of at most 100000000 with at most ten digits after the point.':
    'Geben Sie einen Kurs über 0 bis 100000000 mit höchstens zehn Nachkommastellen ein.',
  'Choose two different currencies.': 'Wählen Sie zwei verschiedene Währungen.',
  'You have a rate group of this name. Choose another name.':
    'Sie haben schon eine Tarifgruppe dieses Namens. Wählen Sie einen anderen.',
  'There is a rate for this prefix from this moment. Edit it, or choose another moment.':
    'Für diese Vorwahl gibt es von diesem Zeitpunkt an schon einen Tarif. Bearbeiten Sie ihn, oder wählen Sie einen anderen Zeitpunkt.',
  'There is an exchange rate from this moment. Choose another moment.':
    'Von diesem Zeitpunkt an gibt es schon einen Kurs. Wählen Sie einen anderen.',
  'Choose existing trunks, each once.': 'Wählen Sie vorhandene Leitungen, jede einmal.',
  'The first row has no column "Code". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.':
    'Die erste Zeile hat keine Spalte „Code“. Sie muss die Spalten nennen: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.',
  'The first row has no column "Cost/Min". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.':
    'Die erste Zeile hat keine Spalte „Cost/Min“. Sie muss die Spalten nennen: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.',
  'The sheet has more than {n} codes. Send it in parts.':
    'Die Liste hat mehr als {n} Vorwahlen. Senden Sie sie in Teilen.',
  'The sheet has more than {n} dates. Is this the column of the dates?':
    'Die Liste hat mehr als {n} verschiedene Daten. Ist das die Spalte mit dem Datum?',
  '{n} stands in row {n} already.': '{n} steht schon in Zeile {n}.',
  '"{typed}" must be 1 to 15 digits, a list such as 44, 4420, or a range in the last digit such as 4420-4422.':
    '„{typed}“ muss 1 bis 15 Ziffern haben, eine Aufzählung wie 44, 4420 sein oder ein Bereich in der letzten Ziffer wie 4420-4422.',
  '"{typed}" begins no international number: none begins with 0. Write country code and area without it, such as 4930.':
    'Mit „{typed}“ beginnt keine internationale Nummer, denn keine beginnt mit 0. Schreiben Sie Landes- und Ortsvorwahl ohne sie, etwa 4930.',
  '"{typed}" must be two numbers of seconds such as 60/6.':
    '„{typed}“ muss aus zwei Zahlen von Sekunden bestehen, etwa 60/6.',
  '"{typed}" must be said once: another column of this row has increments, too.':
    '„{typed}“ darf nur einmal dastehen: Eine andere Spalte dieser Zeile nennt auch Takte.',
  '"{typed}" is no clear date: the day or the month may come first. Say which does, or write it as 2026-12-31.':
    '„{typed}“ ist kein eindeutiges Datum: Tag oder Monat kann vorn stehen. Geben Sie an, was vorn steht, oder schreiben Sie es wie 2026-12-31.',
  '"{typed}" is no date. Write it as 2026-12-31.':
    '„{typed}“ ist kein Datum. Schreiben Sie es wie 2026-12-31.',
  '{n} rows have a code that cannot be read, so that nobody knows what is missing from the sheet. Mend or delete them, or import without ending what is missing.':
    'In {n} Zeilen ist die Vorwahl nicht lesbar, also weiß niemand, was im Blatt fehlt. Verbessern oder löschen Sie die Zeilen, oder importieren Sie, ohne zu beenden, was fehlt.',
  'The operator buys by no rate group: only resellers sell at what they pay and a mark-up.':
    'Der Betreiber kauft nach keiner Tarifgruppe: Nur Reseller verkaufen zu dem, was sie zahlen, und einem Aufschlag.',
  'Send 1 to 3600 seconds.': 'Geben Sie 1 bis 3600 Sekunden an.',
  'Send 5 to 120 seconds.': 'Geben Sie 5 bis 120 Sekunden an.',
  'Send another number: this one would lead to itself.':
    'Geben Sie eine andere Nummer an: Diese würde zu sich selbst führen.',
  'What you pay for the number is said by whoever is above you.':
    'Was Sie für die Nummer zahlen, sagt, wer über Ihnen steht.',
  'A number of the operator’s own has no price for its owner: leave it out.':
    'Eine Nummer des Betreibers selbst hat keinen Preis für ihren Eigentümer: Lassen Sie ihn weg.',
  'Send 1 to {n} calls.': 'Geben Sie 1 bis {n} Anrufe ein.',
  'Choose a rate group of the same direction.': 'Wählen Sie eine Tarifgruppe derselben Richtung.',
  'Choose a rate group in the same currency: these prices are in {n}.':
    'Wählen Sie eine Tarifgruppe in derselben Währung: Diese Preise sind in {n}.',
  'Choose a rate group that customers pay.': 'Wählen Sie eine Tarifgruppe, nach der Kunden zahlen.',
  'There is no exchange rate from {n} to {n}. Set one, or choose another rate group.':
    'Es gibt keinen Wechselkurs von {n} nach {n}. Legen Sie einen fest, oder wählen Sie eine andere Tarifgruppe.',
  'Send at most {n} prefixes.': 'Geben Sie höchstens {n} Vorwahlen an.',
  'An account has at most {n} packages.': 'Ein Konto hat höchstens {n} Pakete.',
  'Choose one of the active packages of whoever sells to this account.':
    'Wählen Sie eines der aktiven Pakete dessen, der diesem Konto verkauft.',
  'The account has this package at the same time already. Choose another time.':
    'Das Konto hat dieses Paket zur selben Zeit schon. Wählen Sie eine andere Zeit.',
  'The end must not be before the beginning.': 'Das Ende darf nicht vor dem Anfang liegen.',
  'Send a moment after the one from which the account has it.':
    'Geben Sie einen Zeitpunkt nach dem an, von dem an das Konto es hat.',
  'You have {n} packages, which is as many as there may be. Delete one first.':
    'Sie haben {n} Pakete, mehr sind nicht möglich. Löschen Sie zuerst eines.',
  'Choose one of its owner’s products for numbers, or none.':
    'Wählen Sie ein Produkt für Rufnummern des Besitzers oder keines.',
  'Choose one of the free numbers of this product.': 'Wählen Sie eine der freien Rufnummern dieses Produkts.',
  'Each number is ordered by itself: leave the quantity at 1.':
    'Jede Rufnummer wird einzeln bestellt: Lassen Sie die Menge bei 1.',
  'This has prices of its own: whoever sells to you adds further ones.':
    'Dies hat eigene Preise: Weitere fügt hinzu, wer Ihnen verkauft.',
  'A package is had once: leave the quantity at 1.': 'Ein Paket hat man einmal: Lassen Sie die Menge bei 1.',
  'Whoever sells to this account has no active product for this number. Make one that resells it first.':
    'Wer diesem Konto verkauft, hat kein aktives Produkt für diese Rufnummer. Legen Sie zuerst eines an, das sie weiterverkauft.',
  'This product comes without a number: leave it out.':
    'Zu diesem Produkt gehört keine Rufnummer: Lassen Sie das Feld weg.',
  'A reseller gets numbers as their owner.': 'Ein Wiederverkäufer bekommt Rufnummern als ihr Besitzer.',
  'Choose one of the products of whoever sells to this account.':
    'Wählen Sie eines der Produkte dessen, der diesem Konto verkauft.',
  'You have {n} products, which is as many as there may be. Delete one first.':
    'Sie haben {n} Produkte, mehr sind nicht erlaubt. Löschen Sie zuerst eines.',
  'This is fixed once the product was sold, or somebody resells it. Make a new product instead.':
    'Das liegt fest, sobald das Produkt verkauft wurde oder jemand es weiterverkauft. Legen Sie stattdessen ein neues an.',
  'Choose one of your active packages, or none.': 'Wählen Sie eines Ihrer aktiven Pakete oder keines.',
  'Choose one of the products that you may resell, or none.':
    'Wählen Sie eines der Produkte, die Sie weiterverkaufen dürfen, oder keines.',
  'Choose the interval of the product that it resells.':
    'Wählen Sie den Zeitraum des Produkts, das es weiterverkauft.',
  'The product that it resells comes with a number: this one does, too.':
    'Zu dem Produkt, das es weiterverkauft, gehört eine Rufnummer: zu diesem auch.',
  'The product that it resells comes without a number: this one does, too.':
    'Zu dem Produkt, das es weiterverkauft, gehört keine Rufnummer: zu diesem auch nicht.',
  'The account has the package of this product at the same time already.':
    'Das Konto hat das Paket dieses Produkts zur selben Zeit schon.',
  'You have a product of this name. Choose another name.':
    'Sie haben schon ein Produkt dieses Namens. Wählen Sie einen anderen.',
  'You have a package of this name. Choose another name.':
    'Sie haben schon ein Paket dieses Namens. Wählen Sie einen anderen.',
  'Whoever sells to this account gives it packages.':
    'Pakete bekommt dieses Konto von dem, der ihm verkauft.',
  'Account {number} would pay {due} {currency} and has {available} {currency} available.':
    'Das Konto {number} würde {due} {currency} zahlen und hat {available} {currency} verfügbar.',
  'Send an amount or an invoice, one of both.':
    'Geben Sie einen Betrag oder eine Rechnung an, eines von beiden.',
  'Send a secret key (sk_…) or a restricted key (rk_…) of Stripe.':
    'Geben Sie einen geheimen Schlüssel (sk_…) oder einen eingeschränkten Schlüssel (rk_…) von Stripe ein.',
  'Send the signing secret of the endpoint (whsec_…).':
    'Geben Sie das Signaturgeheimnis des Endpunkts ein (whsec_…).',
  'The month must have room for one top-up at least. Send as much as the amount, or more.':
    'Der Monat muss Platz für mindestens eine Aufladung haben. Geben Sie so viel wie den Betrag ein, oder mehr.',
  'Choose one of your saved cards.': 'Wählen Sie eine Ihrer gespeicherten Karten.',
  'The most must not be less than the least.': 'Der größte Betrag darf nicht kleiner als der kleinste sein.',
  'An active gateway needs its secret key.':
    'Ein aktiver Zahlungsanbieter braucht seinen geheimen Schlüssel.',
  'An active gateway needs the signing secret of its webhook.':
    'Ein aktiver Zahlungsanbieter braucht das Signaturgeheimnis seines Webhooks.',
  'Cards are charged in hundredths of this currency. End the amount with a zero.':
    'Karten werden in Hundertsteln dieser Währung belastet. Lassen Sie den Betrag mit einer Null enden.',
  'Cards are charged in whole units of this currency. Send a whole amount.':
    'Karten werden in ganzen Einheiten dieser Währung belastet. Geben Sie einen ganzen Betrag ein.',
};
