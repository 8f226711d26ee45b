/** Sätze über das, was ein Feld oder eine Seite nicht annimmt, nach ihrem englischen Wortlaut. */
export const messagesOfRulesDe = {
  'Those above you allow {n}. Send as much or less.':
    'Wer über Ihnen steht, erlaubt {n}. Geben Sie so viel oder weniger an.',
  'Send whole seconds from {n} to {n}, or null for what the settings say.':
    'Geben Sie ganze Sekunden von {n} bis {n} an, oder nichts für das, was die Einstellungen sagen.',
  '"{name}" is no variable of this mail. Use one of these: {list}.':
    '„{name}“ ist keine Variable dieser Mail. Verwenden Sie eine von diesen: {list}.',
  'Braces that belong to no variable stand here. Use one of these: {list}.':
    'Hier stehen geschweifte Klammern, die zu keiner Variable gehören. Verwenden Sie eine von diesen: {list}.',
  'This mail does not do without these: {list}.': 'Diese Mail kommt ohne diese nicht aus: {list}.',
  'Name each address once.': 'Nennen Sie jede Adresse einmal.',
  'Documents of your accounts have the letterhead of whoever is above you, who decides whether you have one of your own.':
    'Dokumente Ihrer Konten haben den Briefkopf dessen, der über Ihnen steht; er entscheidet, ob Sie einen eigenen haben.',
  'There is no logo of its own yet. Upload one, or choose another.':
    'Es gibt noch kein eigenes Logo. Laden Sie eines hoch, oder wählen Sie ein anderes.',
  'At most {n} lines.': 'Höchstens {n} Zeilen.',
  'Send "on_top_up" or "on_usage".': 'Wählen Sie bei jeder Aufladung oder in den Preisen des Verbrauchs.',
  'Send a text with {year} and {number} once each, such as "INV-{year}-{number:5}".':
    'Geben Sie einen Text ein, in dem {year} und {number} je einmal stehen, etwa „INV-{year}-{number:5}“.',
  'Use Latin letters without accents, digits and signs, with no space at either end.':
    'Verwenden Sie lateinische Buchstaben ohne Akzente, Ziffern und Zeichen, ohne Leerzeichen am Anfang und am Ende.',
  'Write {year} and {number} once each, such as "INV-{year}-{number:5}".':
    'Schreiben Sie {year} und {number} je einmal, etwa „INV-{year}-{number:5}“.',
  'Use braces for {year} and {number} only. {number:5} has five digits at least; twelve are the most.':
    'Verwenden Sie geschweifte Klammern nur für {year} und {number}. {number:5} hat mindestens fünf Ziffern; mehr als zwölf gehen nicht.',
  'Another kind of document could get the same number. Begin each with other letters.':
    'Ein Dokument anderer Art könnte dieselbe Nummer bekommen. Beginnen Sie jede mit anderen Buchstaben.',
  'Only a fixed tax has an amount and a currency. Leave it out.':
    'Nur eine feste Steuer hat einen Betrag und eine Währung. Lassen Sie das weg.',
  'A fixed tax has an amount, and no percentage. Leave it out.':
    'Eine feste Steuer hat einen Betrag und keinen Prozentsatz. Lassen Sie ihn weg.',
  'A fixed tax is of nothing else. Only a percentage is compound.':
    'Eine feste Steuer richtet sich nach nichts anderem. Nur ein Prozentsatz gilt auch für Steuern davor.',
  'Say why: the reason “other” needs a note.': 'Sagen Sie, warum: Ein anderer Grund braucht eine Bemerkung.',
  'At most {n} calls can be ended at once.': 'Höchstens {n} Anrufe lassen sich auf einmal beenden.',
  'This line comes to nothing.': 'Diese Zeile ergibt keinen Betrag.',
  'This line comes to more than an amount may be.': 'Diese Zeile ergibt mehr, als ein Betrag sein darf.',
  'The invoice has no such line.': 'Die Rechnung hat keine solche Zeile.',
  'It is more than what is left of the line.': 'Es ist mehr, als von der Zeile übrig ist.',
  'This line is named twice.': 'Diese Zeile ist zweimal genannt.',
  'Write at most {n} lines.': 'Schreiben Sie höchstens {n} Zeilen.',
  'Name at most {n} lines.': 'Nennen Sie höchstens {n} Zeilen.',
  'Name a line, or leave this out for all that is left.':
    'Nennen Sie eine Zeile, oder lassen Sie dies weg für alles, was übrig ist.',
  'Send days from {n} to {n}.': 'Geben Sie {n} bis {n} Tage an.',
  'Send a place from {n} on.': 'Geben Sie eine Stelle ab {n} an.',
  'Send a smaller place.': 'Geben Sie eine kleinere Stelle an.',
  'The document has no line with calls at this place.':
    'An dieser Stelle hat der Beleg keine Zeile mit Anrufen.',
  'Name a reseller whose book you may see.':
    'Nennen Sie einen Wiederverkäufer, dessen Bücher Sie sehen dürfen.',
  'Together these lines would charge instead of taking back. Take back what they are a discount on, too.':
    'Zusammen würden diese Zeilen belasten, statt zurückzunehmen. Nehmen Sie auch zurück, worauf sie ein Nachlass sind.',
  'Together this is more than what is left of the invoice. Take its discounts back, too.':
    'Zusammen ist das mehr, als von der Rechnung übrig ist. Nehmen Sie auch ihre Nachlässe zurück.',
  'Choose a call.': 'Wählen Sie einen Anruf.',
  'A code is shorter than this.': 'Ein Code ist kürzer.',
  'A commission reseller has a percentage, and a distributor has none.':
    'Ein Wiederverkäufer auf Provision hat einen Prozentsatz, ein Distributor hat keinen.',
  'A password needs its user.': 'Zu einem Passwort gehört sein Benutzer.',
  'Account numbers are not typed here: take the one the server proposed.':
    'Kontonummern werden hier nicht eingetippt: Nehmen Sie die vorgeschlagene.',
  'Addresses of one link alone are refused: clouds keep credentials there. Send the address of a mail server.':
    'Adressen, die nur auf einer Leitung gelten (Link-Local), werden abgelehnt: Clouds bewahren dort Zugangsdaten auf. Geben Sie die Adresse eines Mailservers ein.',
  'Carriers are the operator’s: leave it out.': 'Carrier gehören dem Betreiber: Lassen Sie das weg.',
  'Change your own password with the current one.': 'Ändern Sie Ihr eigenes Passwort mit dem aktuellen.',
  'Choose a customer. A reseller gets numbers as their owner.':
    'Wählen Sie einen Kunden. Ein Wiederverkäufer bekommt Nummern als ihr Eigentümer.',
  'Choose a rate group of direction termination: what the carrier asks.':
    'Wählen Sie eine Tarifgruppe mit dem, was der Carrier verlangt.',
  'Choose one of the rule sets offered.': 'Wählen Sie einen der angebotenen Regelsätze.',
  'Choose one of your resellers, or none.': 'Wählen Sie einen Ihrer Wiederverkäufer oder keinen.',
  'Use at most {n} letters and digits.': 'Nehmen Sie höchstens {n} Buchstaben und Ziffern.',
  'Send the last four symbols of a code.': 'Geben Sie die letzten vier Zeichen eines Codes ein.',
  'Choose an end that is still to come.': 'Wählen Sie ein Ende, das noch bevorsteht.',
  '{n} of these pairs have a rate from that very moment already. Take them out of the file.':
    '{n} dieser Paare haben schon einen Kurs ab genau diesem Augenblick. Nehmen Sie sie aus der Datei.',
  'This pair and moment stand in row {n} already.':
    'Dieses Paar mit diesem Zeitpunkt steht schon in Zeile {n}.',
  'The first row names the columns: from, to, rate, and valid from, which may be left out.':
    'Die erste Zeile nennt die Spalten: von, nach, Kurs und gültig ab, das fehlen darf.',
  'This comes to nothing in {n}. Send more.': 'Das ergibt in {n} nichts. Geben Sie mehr ein.',
  'A correction is in the currency of the account.': 'Eine Korrektur ist in der Währung des Kontos.',
  'Choose two different accounts.': 'Wählen Sie zwei verschiedene Konten.',
  'Leave this out, or ask for the permission {permission}.':
    'Lassen Sie das weg, oder bitten Sie um das Recht {permission}.',
  'Leave this out: whoever is above you says it, once the number is proved to be yours.':
    'Lassen Sie das weg: Das sagt, wer über Ihnen steht, sobald die Nummer nachweislich Ihre ist.',
  'Name each permission once.': 'Nennen Sie jedes Recht einmal.',
  'Nobody calls from there: it is a loopback, link-local, multicast or reserved address. Send the one that the calls come from.':
    'Von dort ruft niemand an: Die Adresse ist eine Loopback-, Link-Local-, Multicast- oder reservierte Adresse. Geben Sie die ein, von der die Anrufe kommen.',
  'Only a commission reseller has a percentage.':
    'Nur ein Wiederverkäufer auf Provision hat einen Prozentsatz.',
  'Only customers call, so only they are used.': 'Nur Kunden telefonieren, also gilt das nur für sie.',
  'Only customers have a PIN.': 'Nur Kunden haben eine PIN.',
  'Only customers show a caller ID.': 'Nur Kunden zeigen eine Rufnummer.',
  'Only resellers have a host name of their own.': 'Nur Wiederverkäufer haben einen eigenen Hostnamen.',
  'Only the operator changes where a number is from.': 'Nur der Betreiber ändert, woher eine Nummer ist.',
  'Routes are the operator’s: leave them out.': 'Wege gehören dem Betreiber: Lassen Sie sie weg.',
  'Row {n} has a cell of more than {n} characters. Shorten it, or close its quote.':
    'Zeile {n} hat eine Zelle mit mehr als {n} Zeichen. Kürzen Sie sie, oder schließen Sie ihr Anführungszeichen.',
  'Row {n} has a cell of more than {n} characters. Shorten it.':
    'Zeile {n} hat eine Zelle mit mehr als {n} Zeichen. Kürzen Sie sie.',
  'Send "active" or "suspended". Accounts are closed one by one.':
    'Wählen Sie aktiv oder gesperrt. Konten werden einzeln geschlossen.',
  'Send a UUID.': 'Geben Sie eine UUID an.',
  'Send a count together with first only.': 'Geben Sie eine Anzahl nur zusammen mit der ersten Nummer an.',
  'Send a limit from {n} to {n}.': 'Geben Sie eine Grenze von {n} bis {n} an.',
  'Send a whole number.': 'Geben Sie eine ganze Zahl ein.',
  'Send at least {n}, or "unlimited".': 'Geben Sie mindestens {n} ein, oder wählen Sie unbegrenzt.',
  'Send at least one account.': 'Wählen Sie mindestens ein Konto.',
  'Send at least one number.': 'Geben Sie mindestens eine Nummer an.',
  'Send at least one thing to change.': 'Wählen Sie mindestens eine Änderung.',
  'Send at most {n}, or "unlimited".': 'Geben Sie höchstens {n} ein, oder wählen Sie unbegrenzt.',
  'Send at most {n} fields.': 'Höchstens {n} Felder.',
  'Send at most {n} accounts. Change the others afterwards.':
    'Höchstens {n} Konten. Ändern Sie die anderen danach.',
  'Send at most {n} numbers; a range may have more.': 'Höchstens {n} Nummern; ein Bereich darf mehr haben.',
  'Send either accountIds or filter.': 'Geben Sie entweder Konten oder einen Filter an.',
  'Send either numbers or a range, not both.':
    'Geben Sie entweder Nummern oder einen Bereich an, nicht beides.',
  'Send nextCursor of the page before, with the same filters and sort.':
    'Diese Seite der Liste gibt es nicht mehr. Beginnen Sie auf der ersten.',
  'Send numbers, or first and count of a range.':
    'Geben Sie Nummern an, oder den Anfang und die Anzahl eines Bereichs.',
  'Send the digits that the number begins with, such as "+{n}".':
    'Geben Sie die Ziffern an, mit denen die Nummer beginnt, etwa „+{n}“.',
  'Send the first digits of international numbers, such as "+{n}".':
    'Geben Sie die ersten Ziffern internationaler Nummern an, etwa „+{n}“.',
  'Send the name of an encoding, such as "windows-1252".':
    'Nennen Sie eine Zeichenkodierung, etwa „windows-1252“.',
  'Send the prefix of a rate: {n} to {n} digits.':
    'Geben Sie die Vorwahl eines Tarifs an: {n} bis {n} Ziffern.',
  'Several providers are called "{name}". Give one of them another name first.':
    'Mehrere Anbieter heißen „{name}“. Geben Sie einem davon zuerst einen anderen Namen.',
  'Somebody changed this since. What it has now stays.':
    'Das hat seither jemand geändert. Was jetzt da steht, bleibt.',
  'Something was posted or called in {currency}, so the currency stays.':
    'In {currency} wurde schon gebucht oder telefoniert, darum bleibt die Währung.',
  'Staff are the operator’s: choose resellers.':
    'Mitarbeiter gehören dem Betreiber: Wählen Sie Wiederverkäufer.',
  'The account has no e-mail address to send the invitation to. Give it one first.':
    'Das Konto hat keine E-Mail-Adresse für die Einladung. Geben Sie ihm zuerst eine.',
  'The encoding "{name}" is not known. Send one such as utf-8 or windows-1252.':
    'Die Zeichenkodierung „{name}“ ist unbekannt. Nehmen Sie eine wie utf-8 oder windows-1252.',
  'The end must be after the start.': 'Das Ende muss nach dem Beginn liegen.',
  'The first row has no column "{name}". Say what the columns mean, or name them: {columns}.':
    'Die erste Zeile hat keine Spalte „{name}“. Sagen Sie, was die Spalten bedeuten, oder nennen Sie sie: {columns}.',
  'The job is being undone already.': 'Der Auftrag wird schon zurückgenommen.',
  'The network overlaps one of {accounts}, below another reseller: the narrower network, and the longer tech prefix, takes the calls. Send true if that is meant.':
    'Das Netz überschneidet sich mit einem von {accounts}, unter einem anderen Wiederverkäufer: Das engere Netz und das längere Tech-Präfix bekommt die Anrufe. Bestätigen Sie, wenn das so gemeint ist.',
  'The number {n} is in use. Choose another, or leave it to the server.':
    'Die Nummer {n} ist vergeben. Wählen Sie eine andere, oder überlassen Sie sie dem Server.',
  'The operator lets no reseller have a sign-up page. Ask whoever is above you.':
    'Der Betreiber erlaubt Wiederverkäufern keine Anmeldeseite. Fragen Sie, wer über Ihnen steht.',
  'The passkey was not taken: it was made for another page, or it took too long. Try again.':
    'Der Passkey wurde nicht angenommen: Er ist für eine andere Seite, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.',
  'The password would travel in the clear. Choose starttls or tls, or take the password away.':
    'Das Passwort ginge unverschlüsselt über die Leitung. Wählen Sie STARTTLS oder TLS, oder nehmen Sie das Passwort weg.',
  'The sheet has {n} columns. Send a field or null for each, in their order.':
    'Die Tabelle hat {n} Spalten. Ordnen Sie jeder ein Feld oder nichts zu.',
  'The type is fixed once the reseller has accounts of its own.':
    'Die Art steht fest, sobald der Wiederverkäufer eigene Konten hat.',
  'There is no provider "{name}". Create it first, or leave the cell empty.':
    'Es gibt keinen Anbieter „{name}“. Legen Sie ihn zuerst an, oder lassen Sie die Zelle leer.',
  'There is no such field here. Check its name.': 'Dieses Feld gibt es hier nicht. Prüfen Sie seinen Namen.',
  'There is no such thing.': 'Das gibt es nicht.',
  'There is no such trunk.': 'Diese Leitung gibt es nicht.',
  'This begins like a VAT number of {country} and has not the form of one. Check its digits, or leave {country} out when it is another number.':
    'Das beginnt wie eine Umsatzsteuernummer aus {country} und hat nicht deren Form. Prüfen Sie die Ziffern, oder lassen Sie {country} weg, wenn es eine andere Nummer ist.',
  'This field is required.': 'Pflichtfeld.',
  'This is no id: send one as the API gave it.': 'Das ist keine Kennung. Wählen Sie aus der Liste.',
  'This kind of account has no currency.': 'Diese Art von Konto hat keine Währung.',
  'This kind of account has no {group}.': 'Bei dieser Art von Konto gibt es das nicht ({group}).',
  'This network, or a part of it, is in use. Give the addresses that are this account’s alone, or ask whoever is above you.':
    'Dieses Netz oder ein Teil davon ist vergeben. Geben Sie die Adressen an, die nur zu diesem Konto gehören, oder fragen Sie, wer über Ihnen steht.',
  'This number is in the list already.': 'Diese Nummer steht schon in der Liste.',
  'This number is in use. Choose another, or leave it to the server.':
    'Diese Nummer ist vergeben. Wählen Sie eine andere, oder überlassen Sie sie dem Server.',
  'This prefix is listed already. Change that one instead.':
    'Diese Vorwahl steht schon in der Liste. Ändern Sie jene.',
  'This template is for accounts of the kind "{kind}".':
    'Diese Vorlage ist für Konten einer anderen Art ({kind}).',
  'Gateway "{gateway}" of this trunk has this host, port and transport already. Change that one, or type another host or port.':
    'Das Gateway „{gateway}“ dieser Leitung hat diesen Host, Port und Transport schon. Ändern Sie jenes, oder geben Sie einen anderen Host oder Port ein.',
  '"{network}" is an address of trunk "{trunk}", which takes the calls that come in from there. Take it away there, or leave it out here.':
    '„{network}“ ist eine Adresse der Leitung „{trunk}“, die die Anrufe bekommt, die von dort kommen. Nehmen Sie sie dort weg, oder lassen Sie sie hier weg.',
  'Type a user name without quotation marks, backslashes and control characters: it is sent within quotation marks.':
    'Geben Sie einen Benutzernamen ohne Anführungszeichen, Backslash und Steuerzeichen ein: Er wird in Anführungszeichen gesendet.',
  'Account {number} said at {at} what became of it: "{said}". That stays.':
    'Konto {number} hat am {at} gesagt, was daraus wurde: „{said}“. Das bleibt so stehen.',
  'To register there, type the password.': 'Um sich dort zu registrieren, geben Sie das Passwort ein.',
  'To register there, type the user name: up to 64 letters, digits, ".", "_", "+" and "-".':
    'Um sich dort zu registrieren, geben Sie den Benutzernamen ein: bis zu 64 Buchstaben, Ziffern, „.“, „_“, „+“ und „-“.',
  'Type the code of your app.': 'Geben Sie den Code Ihrer App ein.',
  'Only a gateway that is inactive has a reason.': 'Nur ein abgeschaltetes Gateway hat einen Grund.',
  'Type the password again: it was given for another host, port, security or user.':
    'Geben Sie das Passwort noch einmal ein: Es galt für einen anderen Host, Port, Schutz oder Benutzer.',
  'Type the password.': 'Geben Sie das Passwort ein.',
  'What carriers ask is not yours to see: choose origination.':
    'Was Carrier verlangen, sehen Sie nicht: Wählen Sie, was Kunden zahlen.',
  '"{typed}" is an address of account {n}, whose calls come from there. Take it away there, or give it a tech prefix there.':
    '„{typed}“ ist eine Adresse des Kontos {n}, dessen Anrufe von dort kommen. Nehmen Sie sie dort weg, oder geben Sie ihr dort ein Tech-Präfix.',
  '"{name}" is no column, or is named twice. Send some of: {columns}.':
    '„{name}“ ist keine Spalte oder doppelt genannt. Es gibt: {columns}.',
  '"{name}" is no field of a rate. Send one of: {fields}; or nothing.':
    '„{name}“ ist kein Feld eines Tarifs. Es gibt: {fields}; oder nichts.',
  '"{typed}" is the address of a carrier or a switch: what comes from there would be this customer\'s. Give the customer\'s own address, or a tech prefix.':
    '„{typed}“ ist die Adresse eines Carriers oder einer Vermittlung: Was von dort kommt, gehörte diesem Kunden. Geben Sie die eigene Adresse des Kunden an, oder ein Tech-Präfix.',
  '"{typed}" is the panel\'s own address. Choose another host name.':
    '„{typed}“ ist die Adresse des Panels selbst. Wählen Sie einen anderen Hostnamen.',
  'Only resellers have a SIP domain of their own.': 'Nur Wiederverkäufer haben eine eigene SIP-Domain.',
  'Devices have "{typed}", and their passwords are good in it only. It stays until the last of them is deleted.':
    'Geräte haben „{typed}“, und ihre Passwörter gelten nur darin. Sie bleibt, bis das letzte von ihnen gelöscht ist.',
  'This is the SIP domain of another reseller.': 'Dies ist die SIP-Domain eines anderen Wiederverkäufers.',
  '"{typed}" is the domain of devices of others. Choose another domain.':
    '„{typed}“ ist die Domain der Geräte anderer. Wählen Sie eine andere Domain.',
  'Send a domain of {n} characters at most: that is what switches keep.':
    'Geben Sie eine Domain mit höchstens {n} Zeichen ein: So viel behalten Vermittlungen.',
  '{field} is named for two columns. Choose one.': '{field} ist für zwei Spalten angegeben. Wählen Sie eine.',
  'Undo an import of rates among the versions of its rate group.':
    'Einen Import von Tarifen nehmen Sie bei den Versionen seiner Tarifgruppe zurück.',
  'An undoing cannot be undone.': 'Ein Zurücknehmen lässt sich nicht zurücknehmen.',
  'The job is not over. Cancel it first, or wait.':
    'Der Auftrag läuft noch. Brechen Sie ihn zuerst ab, oder warten Sie.',
  'A job can be undone for {n} hours. Change or close the accounts one by one instead.':
    'Ein Auftrag lässt sich {n} Stunden lang zurücknehmen. Ändern oder schließen Sie die Konten stattdessen einzeln.',
  'Guards take the permission guards:edit. Leave this out, or ask for it.':
    'Für Grenzen und Sperren braucht es das Recht guards:edit. Lassen Sie das weg, oder bitten Sie darum.',
  'With the commission resellers above it, {percent} % would be given. Write less: together at most 100 %.':
    'Mit den Wiederverkäufern auf Provision darüber würden {percent} % vergeben. Schreiben Sie weniger: zusammen höchstens 100 %.',
  'Write active or suspended, as an export does. Closed accounts are not made again: leave the row out.':
    'Schreiben Sie active oder suspended, wie ein Export. Geschlossene Konten werden nicht neu angelegt: Lassen Sie die Zeile weg.',
  'With the commission resellers above and below it, {percent} % would be given. Send less: together at most 100 %.':
    'Mit den Wiederverkäufern auf Provision darüber und darunter würden {percent} % vergeben. Geben Sie weniger an: zusammen höchstens 100 %.',
  'Credit takes the permission money:credit. Choose prepaid, a template that gives it, or ask for the permission.':
    'Für Kredit braucht es das Recht money:credit. Wählen Sie vorausbezahlt oder eine Vorlage, die ihn gibt, oder bitten Sie um das Recht.',
  'Send a number or how it begins: {n} to {n} digits.':
    'Geben Sie eine Nummer oder ihren Anfang ein: {n} bis {n} Ziffern.',
  'A dry run is answered at once: leave one of the two out.':
    'Ein Probelauf wird sofort beantwortet: Lassen Sie eines von beiden weg.',
  'Reasons are added up for the staff of the operator only.':
    'Gründe werden nur für die Leute des Betreibers zusammengezählt.',
  'Send 1 to 15 digits.': 'Geben Sie 1 bis 15 Ziffern ein.',
  'Send a reason as calls have it, such as "insufficient_funds".':
    'Geben Sie einen Grund so ein, wie Anrufe ihn haben, etwa „insufficient_funds“.',
  'Send three or more digits of a number, or the id of a call or an attempt.':
    'Geben Sie drei oder mehr Ziffern einer Nummer ein oder die Kennung eines Anrufs oder Versuchs.',
  'Trunks are the business of whoever may see carriers.': 'Leitungen sieht nur, wer Carrier sehen darf.',
  'Losses are the business of whoever sells and may see costs.':
    'Verluste sind Sache dessen, der verkauft und Kosten sehen darf.',
  'Have at most {n} steps.': 'Höchstens {n} Schritte.',
  'Send at most 20 currencies.': 'Höchstens 20 Währungen.',
  'This currency is there already. Choose another one.':
    'Diese Währung steht schon da. Wählen Sie eine andere.',
  'It is exempt for good already. Leave the day out.':
    'Es ist schon auf Dauer ausgenommen. Lassen Sie den Tag weg.',
  'Choose at most 200 accounts.': 'Wählen Sie höchstens 200 Konten.',
  'Choose at least one account.': 'Wählen Sie mindestens ein Konto.',
  'There is such a step already. Choose another day.':
    'Diesen Schritt gibt es schon. Wählen Sie einen anderen Tag.',
  'An account is suspended once. Remove the other step that suspends.':
    'Ein Konto wird einmal gesperrt. Entfernen Sie den anderen Schritt, der sperrt.',
  'Suspend one day after the due day at the earliest.':
    'Sperren Sie frühestens einen Tag nach der Fälligkeit.',
  'This is over already. Choose a later day.': 'Das ist schon vorbei. Wählen Sie einen späteren Tag.',
};
