/** Why a call was refused, as the caller may read it. */
export const reasonsDe = {
  account_closed: 'Dieses Konto ist geschlossen.',
  account_expired: 'Dieses Konto ist abgelaufen.',
  account_suspended: 'Dieses Konto ist gesperrt.',
  blocked_by_guard: 'Neue Anrufe dieses Kontos sind gesperrt, weil ungewöhnliche aufgefallen sind.',
  concurrent_calls_reached: 'Alle Leitungen dieses Kontos sind belegt.',
  caller_id_not_in_pool: 'Die Rufnummer dieses Anrufs ist keine der Nummern dieses Kontos.',
  cps_reached: 'In einer Sekunde wurden zu viele Anrufe begonnen.',
  destination_blocked: 'Anrufe zu diesem Ziel sind gesperrt.',
  destination_class_closed: 'Ziele dieser Art sind für dieses Konto nicht offen.',
  insufficient_funds: 'Für diesen Anruf ist nicht genug Guthaben verfügbar.',
  local_calls_not_allowed: 'Anrufe zu anderen Geräten sind für dieses Konto nicht erlaubt.',
  no_emergency_route: 'Notrufe können gerade nicht verbunden werden. Benutzen Sie ein anderes Telefon.',
  no_exchange_rate: 'Anrufe sind gerade nicht möglich.',
  no_profitable_route: 'Dieses Ziel ist gerade nicht erreichbar.',
  no_rate_for_destination: 'Dieses Ziel wird nicht angeboten.',
  no_rate_group: 'Für dieses Konto sind Anrufe noch nicht eingerichtet.',
  no_route: 'Dieses Ziel ist gerade nicht erreichbar.',
  not_authenticated: 'Das Gerät ist nicht bekannt.',
  number_not_paid: 'Die Rufnummer ist nicht bezahlt und bis dahin nicht in Betrieb.',
  forwarded_too_often: 'Der Anruf wurde zu oft weitergeleitet.',
  number_not_in_service: 'Was gewählt wurde, ist nicht in Betrieb.',
  number_invalid: 'Die gewählte Nummer ist ungültig.',
  suspended_for_debt: 'Dieses Konto ist gesperrt, weil Rechnungen nicht bezahlt sind.',
  reseller_suspended: 'Anrufe sind gerade nicht möglich.',
  spend_cap_reached: 'Das Konto hat vorerst ausgegeben, was es für Anrufe ausgeben darf.',
  trunks_full: 'Dieses Ziel ist gerade nicht erreichbar.',
};

/** The same for staff: what failed. */
export const failedDe = {
  account_closed: 'Das Konto ist geschlossen.',
  account_expired: 'Das Konto ist nicht mehr gültig.',
  account_suspended: 'Der Status des Kontos ist „gesperrt“.',
  blocked_by_guard: 'Eine Schutzgrenze hat neue Anrufe des Kontos gesperrt.',
  caller_id_not_in_pool: 'Die Rufnummer des Anrufers steht nicht im CLI-Pool des Kontos.',
  concurrent_calls_reached: 'Das Konto, oder eines darüber, führt so viele Anrufe gleichzeitig, wie es darf.',
  cps_reached: 'Das Konto, oder eines darüber, hat in einer Sekunde so viele Anrufe begonnen, wie es darf.',
  destination_blocked: 'Eine gesperrte Vorwahl des Kontos, oder eines darüber, trifft die Nummer.',
  destination_class_closed:
    'Diese Art von Ziel, etwa Mehrwertdienste oder Satellit, ist für das Konto geschlossen.',
  forwarded_too_often: 'Nummern wurden öfter zueinander weitergeleitet als erlaubt.',
  insufficient_funds:
    'Das verfügbare Guthaben des Kontos, oder eines Wiederverkäufers darüber, deckt den ersten Takt nicht.',
  local_calls_not_allowed: 'Interne Anrufe sind ausgeschaltet.',
  no_emergency_route: 'Keine aktive Leitung trägt Notrufe im Land des Kontos.',
  no_exchange_rate: 'Es gibt keinen Wechselkurs von der Währung eines Tarifs in die des Kontos.',
  no_profitable_route: 'Jede Leitung kostet mehr, als der Anruf einbringt.',
  no_rate_for_destination:
    'Eine Tarifgruppe, nach der der Anruf berechnet wird, hat keinen Tarif für die Nummer.',
  no_rate_group: 'Das Konto, oder ein Wiederverkäufer darüber, hat keine aktive Tarifgruppe.',
  no_route: 'Keine aktive Leitung hat ein Gateway und einen Tarif des Vorlieferanten für die Nummer.',
  not_authenticated:
    'Kein Gerät, keine Adresse und keine Karte ist an dem bekannt, was die Vermittlung gesandt hat.',
  number_invalid: 'Was gewählt wurde, ist im Land des Kontos keine gültige Nummer.',
  number_not_in_service: 'Die gewählte Nummer oder das Gerät hat kein Konto oder ist nicht aktiv.',
  number_not_paid: 'Das Produkt der gewählten Nummer ist nicht bezahlt.',
  reseller_suspended:
    'Ein Wiederverkäufer über dem Konto ist nicht aktiv, oder seine Rechnungen sind überfällig.',
  spend_cap_reached: 'Das Konto hat eine seiner Schutzgrenzen für Ausgaben erreicht.',
  suspended_for_debt:
    'Rechnungen des Kontos sind überfällig; seine Anrufe sind gesperrt, bis sie bezahlt sind.',
  trunks_full: 'Jede Leitung für die Nummer ist an ihrer Grenze: gleichzeitige Anrufe oder CPS.',
};
