/** Sätze über Konten und Einstellungen, nach ihrem englischen Wortlaut. */
export const messagesOfPeopleDe = {
  'Type a name without a link in it.': 'Geben Sie einen Namen ohne Link ein.',
  'Send an instant between 1970 and 2199.': 'Geben Sie eine Zeit zwischen 1970 und 2199 ein.',
  'Send addresses such as "192.0.2.10", or networks without host bits such as "192.0.2.0/24" or "2001:db8::/48".':
    'Geben Sie Adressen ein, etwa „192.0.2.10“, oder Netze ohne Host-Bits, etwa „192.0.2.0/24“ oder „2001:db8::/48“.',
  'Choose a moment that is still to come, or none.':
    'Wählen Sie einen Zeitpunkt, der noch kommt, oder keinen.',
  'Send a host name such as "portal.example.com", without "https://".':
    'Geben Sie einen Rechnernamen wie „portal.example.com“ ein, ohne „https://“.',
  'Send a SIP domain such as "sip.example.com", without "sip:".':
    'Geben Sie eine SIP-Domain wie „sip.example.com“ ein, ohne „sip:“.',
  'This is the host name of another reseller.': 'Dies ist der Rechnername eines anderen Wiederverkäufers.',
  'The contrast of the words on this colour is {n} : {n}, and {n} : {n} is needed. Choose a darker colour.':
    'Der Kontrast der Wörter auf dieser Farbe ist {n} : {n}, nötig sind {n} : {n}. Wählen Sie eine dunklere Farbe.',
  'Send a colour of six hexadecimal digits, such as "#14664f".':
    'Geben Sie eine Farbe mit sechs hexadezimalen Ziffern ein, etwa „#14664f“.',
  'Write customer or reseller. Other kinds of accounts are made one by one.':
    'Schreiben Sie customer oder reseller. Andere Arten von Konten werden einzeln angelegt.',
  'An account of this kind has no such field. Empty the cell, or correct the kind.':
    'Ein Konto dieser Art hat dieses Feld nicht. Leeren Sie die Zelle, oder berichtigen Sie die Art.',
  'Write a time such as "2027-06-30 22:00" below a header that names its zone, such as "Valid until (Europe/Berlin)".':
    'Schreiben Sie eine Zeit wie „2027-06-30 22:00“ unter eine Überschrift, die ihre Zeitzone nennt, etwa „Valid until (Europe/Berlin)“.',
  'Send "distributor" or "commission".': 'Schreiben Sie „distributor“ oder „commission“.',
  '"{typed}" is none of the roles that you made for resellers. Write its name as it is there.':
    '„{typed}“ ist keine der Rollen, die Sie für Wiederverkäufer angelegt haben. Schreiben Sie ihren Namen genau so.',
  'Resellers stand at most {n} deep below the operator. Choose another reseller above.':
    'Wiederverkäufer stehen höchstens {n} Ebenen unter dem Betreiber. Wählen Sie einen anderen darüber.',
  '"{typed}" is none of the active rate groups of whoever sells to this account. Write its name as it is there.':
    '„{typed}“ ist keine aktive Tarifgruppe dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
  '"{typed}" is none of the active taxes of whoever sells to this account. Write its name as it is there.':
    '„{typed}“ ist keine aktive Steuer dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
  '"{typed}" is none of the localizations of whoever sells to this account. Write its name as it is there.':
    '„{typed}“ ist keine Lokalisierung dessen, der an dieses Konto verkauft. Schreiben Sie ihren Namen genau so.',
  '"{typed}" is the number of none of your open resellers. Correct it, or leave it empty.':
    '„{typed}“ ist keine Nummer eines Ihrer offenen Wiederverkäufer. Berichtigen Sie sie, oder lassen Sie das Feld leer.',
  'Send at least 1.': 'Geben Sie mindestens 1 ein.',
  '{n} numbers from {n} on need more digits than it has. Begin lower, or make fewer.':
    '{n} Nummern ab {n} brauchen mehr Ziffern, als sie hat. Beginnen Sie niedriger, oder legen Sie weniger an.',
  'Say what at least one column means.': 'Sagen Sie, was mindestens eine Spalte bedeutet.',
  'The file is empty. Send the header and at least one row.':
    'Die Datei ist leer. Sie braucht die Kopfzeile und mindestens eine Zeile.',
  'This is an XLS or a protected file. Save it as XLSX or CSV without a password.':
    'Das ist eine XLS- oder geschützte Datei. Speichern Sie sie ohne Passwort als XLSX oder CSV.',
  'The file is no spreadsheet that can be read. Save it as XLSX or CSV again.':
    'Die Datei ist keine lesbare Tabelle. Speichern Sie sie noch einmal als XLSX oder CSV.',
  'The file has no sheet. Save it as XLSX or CSV again.':
    'Die Datei hat kein Tabellenblatt. Speichern Sie sie noch einmal als XLSX oder CSV.',
  'The file is damaged: its XML cannot be read. Save it as XLSX or CSV again.':
    'Die Datei ist beschädigt: Ihr XML ist nicht lesbar. Speichern Sie sie noch einmal als XLSX oder CSV.',
  'The file is damaged: a part of it cannot be unpacked.':
    'Die Datei ist beschädigt: Ein Teil lässt sich nicht entpacken.',
  'The sheet is too large when unpacked. Send it as CSV, or in parts.':
    'Die Tabelle ist entpackt zu groß. Nehmen Sie CSV, oder teilen Sie sie.',
  'The sheet has more than {n} cells. Remove columns that are not needed, or send it in parts.':
    'Die Liste hat mehr als {n} Zellen. Entfernen Sie Spalten, die nicht gebraucht werden, oder teilen Sie sie.',
  'The sheet has too much text. Remove columns that are not needed, or send it in parts.':
    'Die Liste hat zu viel Text. Entfernen Sie Spalten, die nicht gebraucht werden, oder teilen Sie sie.',
  'The sheet has too many texts. Send it in parts.': 'Die Liste hat zu viele Texte. Teilen Sie sie.',
  'The sheet takes too long to read. Send it as CSV, or in parts.':
    'Die Liste braucht zu lange zum Lesen. Nehmen Sie CSV, oder teilen Sie sie.',
  'The sheet takes too much memory to read. Send it as CSV, or in parts.':
    'Die Liste braucht zu viel Speicher zum Lesen. Nehmen Sie CSV, oder teilen Sie sie.',
  'A cell of the sheet has too long a text. Shorten it.':
    'Eine Zelle der Liste hat einen zu langen Text. Kürzen Sie ihn.',
  '{n} of these numbers were added by somebody else at this moment. Check the file again.':
    '{n} dieser Nummern hat soeben jemand anderes hinzugefügt. Prüfen Sie die Datei noch einmal.',
  'The file is no CSV: a quote is not closed, or a row is too long. Correct it, or save it as CSV again.':
    'Die Datei ist kein CSV: Ein Anführungszeichen ist nicht geschlossen, oder eine Zeile ist zu lang. Berichtigen Sie das, oder speichern Sie sie noch einmal als CSV.',
  'The file has too many parts for a spreadsheet. Save it as XLSX or CSV again.':
    'Die Datei hat zu viele Teile für eine Tabelle. Speichern Sie sie noch einmal als XLSX oder CSV.',
  'The sheet has more than {n} columns. Remove those that are not needed.':
    'Die Liste hat mehr als {n} Spalten. Entfernen Sie, was nicht gebraucht wird.',
  'The sheet has more than {n} rows. Send it in parts.': 'Die Liste hat mehr als {n} Zeilen. Teilen Sie sie.',
  'Something went wrong on our side. What was made before is complete.':
    'Bei uns ging etwas schief. Was vorher angelegt wurde, ist vollständig.',
  'The sheet of this import is gone. Send it again.':
    'Die Liste dieses Imports ist nicht mehr da. Laden Sie sie noch einmal hoch.',
  '{n} row cannot be used, so nothing was made. Correct them, or import the valid rows only.':
    '{n} Zeile ist unbrauchbar, darum wurde nichts angelegt. Berichtigen Sie sie, oder lesen Sie nur die guten ein.',
  '{n} rows cannot be used, so nothing was made. Correct them, or import the valid rows only.':
    '{n} Zeilen sind unbrauchbar, darum wurde nichts angelegt. Berichtigen Sie sie, oder lesen Sie nur die guten ein.',
  'This number is in use. Give another one.': 'Diese Nummer wird schon benutzt. Geben Sie eine andere an.',
  'This reference is in use. Give another one.':
    'Diese Referenz wird schon benutzt. Geben Sie eine andere an.',
  'This address is in row {n} already. Give each account its own.':
    'Diese Adresse steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
  'This number is in row {n} already. Give each account its own.':
    'Diese Nummer steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
  'This reference is in row {n} already. Give each account its own.':
    'Diese Referenz steht schon in Zeile {n}. Geben Sie jedem Konto eine eigene.',
  'The row has more cells than the header has columns ({n}). A text with the delimiter in it needs quotes.':
    'Die Zeile hat mehr Zellen, als die Kopfzeile Spalten hat ({n}). Ein Text mit dem Trennzeichen darin braucht Anführungszeichen.',
  'Account numbers are not typed here. Leave the column out: the server draws them.':
    'Kontonummern werden hier nicht vorgegeben. Lassen Sie die Spalte aus: Der Server zieht sie.',
  'A PIN has {n} digits here. A spreadsheet may have cut leading zeros.':
    'Eine PIN hat hier {n} Ziffern. Vielleicht hat eine Tabelle führende Nullen abgeschnitten.',
  'Choose one of the active rate groups of whoever sells to this account.':
    'Wählen Sie eine aktive Tarifgruppe dessen, der an dieses Konto verkauft.',
  'Choose one of your open resellers, or none.':
    'Wählen Sie einen Ihrer offenen Wiederverkäufer, oder keinen.',
  'Write yes or no.': 'Schreiben Sie ja oder nein.',
  'Keep the name among the columns: it opens the account.':
    'Lassen Sie den Namen unter den Spalten: Er öffnet das Konto.',
  'Name each column once.': 'Nennen Sie jede Spalte einmal.',
  '"{typed}" is no telephone number. Type it with "+", or as it is dialled in the country of the account.':
    '„{typed}“ ist keine Telefonnummer. Schreiben Sie sie mit „+“ oder so, wie sie im Land des Kontos gewählt wird.',
  'Choose one of your templates for customers, or none.':
    'Wählen Sie eine Ihrer Vorlagen für Kunden oder keine.',
  'You have a template of this name for accounts of this kind. Choose another name.':
    'Sie haben für diese Art von Konten schon eine Vorlage mit diesem Namen. Wählen Sie einen anderen.',
  'You have {n} templates, which is as many as there may be. Delete one first.':
    'Sie haben {n} Vorlagen, mehr sind nicht möglich. Löschen Sie zuerst eine.',
  'This network with this tech prefix is in use. Give a tech prefix that tells the accounts apart.':
    'Dieses Netz mit dieser technischen Vorwahl wird schon benutzt. Geben Sie eine an, die die Konten unterscheidet.',
  'Send 2 to 6 digits of which the first is not 0, or nothing.':
    'Geben Sie 2 bis 6 Ziffern ein, von denen die erste nicht 0 ist, oder nichts.',
  '{n} calls for help. Choose other digits.': '{n} ruft um Hilfe. Wählen Sie andere Ziffern.',
  'Calls to other countries begin like {n}. Choose other digits.':
    'Wie {n} beginnen Anrufe in andere Länder. Wählen Sie andere Ziffern.',
  'A device of account {n} has the extension {n}. Choose another one.':
    'Ein Gerät des Kontos {n} hat schon die Nebenstelle {n}. Wählen Sie eine andere.',
  'Another device has this extension. Choose another one.':
    'Ein anderes Gerät hat diese Nebenstelle. Wählen Sie eine andere.',
  'The account has this number already.': 'Das Konto hat diese Nummer schon.',
  'Another account has this number without a PIN. One number can open one account only.':
    'Ein anderes Konto hat diese Nummer ohne PIN. Eine Nummer kann nur ein Konto öffnen.',
  'The account has these digits already. Change that one instead.':
    'Das Konto hat diese Ziffern schon. Ändern Sie stattdessen jenen Eintrag.',
  'The account has this prefix already.': 'Das Konto hat diese Vorwahl schon.',
  'Send an address such as "192.0.2.10", or a network without host bits such as "192.0.2.0/24" or "2001:db8::/48".':
    'Geben Sie eine Adresse wie „192.0.2.10“ ein, oder ein Netz ohne gesetzte Hostbits wie „192.0.2.0/24“ oder „2001:db8::/48“.',
  'Send an IP address such as "192.0.2.1", or a network such as "192.0.2.0/24".':
    'Geben Sie eine IP-Adresse ein, etwa „192.0.2.1“, oder ein Netz, etwa „192.0.2.0/24“.',
  'Send a narrower network: /{n} at least, or calls of strangers would be let in.':
    'Geben Sie ein engeres Netz ein, mindestens /{n}: Sonst würden Anrufe von Fremden angenommen.',
  'Send up to 10 digits, * or #, or nothing.': 'Geben Sie bis zu 10 Ziffern, * oder # ein, oder nichts.',
  'Send an international number of 7 to 15 digits, such as "+493012345678".':
    'Geben Sie eine internationale Nummer mit 7 bis 15 Ziffern ein, etwa „+493012345678“.',
  'Send 1 to 3 digits.': 'Geben Sie 1 bis 3 Ziffern ein.',
  'Send what is to be dialled: 2 to 32 digits, with "+" in front if wanted.':
    'Geben Sie ein, was gewählt werden soll: 2 bis 32 Ziffern, auf Wunsch mit „+“ davor.',
  'Send an instant in ISO 8601 with its zone, such as "2026-11-24T00:00:00Z".':
    'Geben Sie Datum und Uhrzeit vollständig ein.',
  'This is not the code of this moment, or it was used already. Wait for the next one.':
    'Das ist nicht der Code dieses Augenblicks, oder er wurde schon benutzt. Warten Sie auf den nächsten.',
  'Type the code.': 'Geben Sie den Code ein.',
  'Send a host name such as "mail.example.com", or an IP address.':
    'Geben Sie einen Rechnernamen wie „mail.example.com“ oder eine IP-Adresse ein.',
  'Send a port from {n} to {n}.': 'Geben Sie einen Port von {n} bis {n} ein.',
  'Send a whole number from {n} to {n}.': 'Geben Sie eine ganze Zahl von {n} bis {n} ein.',
  'Send a whole number of days from {n} to {n}, or nothing (null).':
    'Geben Sie eine ganze Zahl von Tagen von {n} bis {n} ein, oder nichts.',
  'Send up to 12 digits, or nothing.': 'Geben Sie bis zu 12 Ziffern ein, oder nichts.',
  'Send an ISO 3166 code of two letters, such as "DE".': 'Wählen Sie ein Land.',
  'Send an ISO 4217 code of three letters, such as "EUR".': 'Wählen Sie eine Währung.',
  'Send an IANA name, such as "Europe/Berlin".': 'Wählen Sie eine Zeitzone.',
  'Leave at least four digits of the account number to chance.':
    'Lassen Sie mindestens vier Ziffern der Kontonummer dem Zufall.',
  'Accept the terms to go on.': 'Akzeptieren Sie die Bedingungen, um weiterzumachen.',
  'New accounts would have no rate group and could not call. Choose one under "Proposed for new accounts", or in your default template for customers.':
    'Neue Konten hätten keine Tarifgruppe und könnten nicht telefonieren. Wählen Sie eine unter „Vorschläge für neue Konten“ oder in Ihrer Standardvorlage für Kunden.',
  'Send the address of a web page, such as "https://example.com/terms".':
    'Geben Sie die Adresse einer Webseite ein, etwa „https://example.com/terms“.',
  'This is not the password that you chose when you signed up. Try again, or sign up anew.':
    'Das ist nicht das Passwort, das Sie bei der Eröffnung gewählt haben. Versuchen Sie es noch einmal, oder beginnen Sie die Eröffnung neu.',
};
