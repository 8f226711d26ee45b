/** Was sich über einen Anruf sagen lässt: was geprüft wurde, und wie der Preis entstand. */
export const remarksDe = {
  remark: {
    level: { account: 'Konto {{number}}', of: '{{who}}: {{what}}', reseller: 'Wiederverkäufer {{number}}' },
    identity: {
      address: 'Der Anruf kam von {{source}}, einer Adresse des Kontos.',
      card: 'Angerufen wurde mit einer Telefonkarte über die Einwahlnummer {{access}}, von {{caller}} aus.',
      card_from_unknown:
        'Angerufen wurde mit einer Telefonkarte über die Einwahlnummer {{access}}, von einer Nummer aus, die nicht gezeigt wurde.',
      carrier: 'Der Anruf kam von einem Carrier.',
      device: 'Das SIP-Gerät {{username}} rief von {{source}} an.',
      forwarded: 'Der Anruf geht von {{number}} aus weiter, die weitergeleitet wird.',
      gateway: 'Der Anruf kam über {{trunk}} von {{source}}.',
      own_call: 'Der Anruf kam von einem anderen Konto hier.',
      device_from_unknown: 'Das SIP-Gerät {{username}} rief von einer unbekannten Adresse an.',
    },
    emergency: {
      is: '{{dialled}} ist eine Notrufnummer: Nach nichts anderem wird gefragt, und keine Grenze gilt.',
    },
    cps: {
      passed: 'Die Anrufversuche dieser Sekunde lagen innerhalb der Grenzen.',
      reached: 'In einer Sekunde wurden mehr Anrufe versucht, als die Grenze von {{max}} zulässt.',
    },
    status: {
      above: 'Das darüberliegende Konto {{number}} ist nicht aktiv.',
      expired: 'Dieses Konto ist abgelaufen: {{at}}.',
      passed: 'Das Konto und alle darüber sind aktiv.',
    },
    guards: {
      risky_prefixes:
        'Binnen einer Stunde wurden zu viele verschiedene riskante Ziele versucht: Anrufe sind gesperrt seit {{at}}.',
      spend_cap: 'Eine Ausgabengrenze wurde erreicht: Anrufe sind gesperrt seit {{at}}.',
    },
    number: {
      access: '{{number}} ist die Einwahlnummer selbst: Das ist der Anruf bei ihr.',
      device: '{{username}} ist der Name eines SIP-Geräts: Der Anruf bleibt im Haus.',
      extension: '{{extension}} ist die Nebenstelle des SIP-Geräts {{username}}: Der Anruf bleibt im Haus.',
      dialled: 'Gewählt wurde {{dialled}}, das ist {{number}}.',
      invalid: '{{dialled}} ist keine Nummer, die man anrufen kann.',
      is: 'Das ist {{number}}.',
      came_in: 'Angerufen wurde {{number}}, eine Nummer des Kontos.',
      forwarded_too_often: 'Der Anruf wurde schon {{max}} Mal weitergeleitet.',
      no_phone: '{{number}} hat kein Konto, oder kein Telefon, das angerufen werden darf.',
      own: '{{number}} ist eine Nummer hier: Der Anruf geht zu dem Konto, das sie hat.',
      not_in_service: 'Das SIP-Gerät {{username}} oder sein Konto ist nicht aktiv.',
      localized: 'Die Lokalisierung macht daraus {{localized}}.',
      stands_for: 'Gewählt wurde {{dialled}}, das steht für {{meant}}.',
      typed: 'Gewählt wurde {{dialled}}.',
    },
    blocked: {
      passed: 'Keine gesperrte Vorwahl trifft auf die Nummer zu.',
      prefix: 'Die Vorwahl {{prefix}} ist gesperrt, und {{number}} beginnt mit ihr.',
    },
    destination_class: {
      closed:
        '{{number}} beginnt mit {{prefix}} und ist {{kind}}: Solche Anrufe sind für das Konto nicht offen.',
      none: 'Das Ziel ist von keiner Art, die erst geöffnet werden muss.',
      open: 'Das Ziel ist {{kind}}, und solche Anrufe sind für das Konto offen.',
    },
    caller: {
      forced: 'Gezeigt wird die feste Anrufernummer {{number}}.',
      none: 'Eine Rufnummer, die gezeigt werden kann, wurde nicht mitgegeben: Der Anruf geht ohne hinaus.',
      none_allowed:
        'Eine lesbare Rufnummer wurde nicht mitgegeben, und der CLI-Pool verlangt eine des Kontos.',
      not_allowed: 'Die Rufnummer {{number}} ist keine von denen, die der CLI-Pool verlangt.',
      other_prices:
        'Die Rufnummer {{given}} ist keine des Kontos: Den Preis bestimmt die NON-CLI-Tarifgruppe.',
      other_prices_for_none:
        'Eine Rufnummer wurde nicht mitgegeben: Den Preis bestimmt die NON-CLI-Tarifgruppe.',
      own: 'Die Rufnummer {{given}} ist eine des Kontos, wie es sein CLI-Pool verlangt.',
      presented: 'Die Rufnummer {{given}} ist keine des Kontos: {{number}} tritt an ihre Stelle.',
      presented_for_none:
        'Eine Rufnummer wurde nicht mitgegeben: {{number}}, eine des Kontos, tritt an ihre Stelle.',
      unverified: 'Die Anrufernummer {{given}} steht beim Konto und ist nicht geprüft: Sie zählt nicht.',
      not_own: 'Die Anrufernummer {{given}} ist keine des Kontos: Sie wird nicht gezeigt.',
      shown: 'Der Anruf zeigt {{number}}.',
    },
    kind: {
      high_risk: 'eines mit hohem Betrugsrisiko',
      premium: 'eine Mehrwertnummer',
      satellite: 'ein Satelliten- oder internationales Netz',
    },
    rate: {
      access: 'Anrufe bei dieser Einwahlnummer zu {{price}}, {{increments}}.',
      access_free: 'Anrufe bei dieser Einwahlnummer sind frei.',
      connection: '{{connection}} für die Verbindung und {{rate}} je Minute',
      destination: 'Vorwahl {{prefix}} ({{destination}}) aus {{rateGroup}}, {{price}}, {{increments}}.',
      grace: '{{increments}} nach {{grace}} frei',
      group_inactive: 'Die Tarifgruppe {{rateGroup}} ist inaktiv.',
      local: 'interne Anrufe zu {{rate}} je Minute, {{increments}}.',
      inbound: 'Anrufe, die über diese Nummer kommen, zu {{price}}, {{increments}}.',
      inbound_free: 'Anrufe, die über diese Nummer kommen, sind frei.',
      local_free: 'interne Anrufe sind frei.',
      minute: '{{rate}} je Minute',
      no_exchange_rate: 'Es gibt keinen Wechselkurs von {{from}} nach {{to}}.',
      no_group: 'Es ist keine Tarifgruppe gewählt.',
      none: 'Kein Tarif aus {{rateGroup}} deckt {{number}} ab.',
      personal:
        'persönlicher Tarif der Vorwahl {{prefix}} ({{destination}}) aus {{rateGroup}}, {{price}}, {{increments}}.',
      personal_prefix:
        'persönlicher Tarif der Vorwahl {{prefix}} aus {{rateGroup}}, {{price}}, {{increments}}.',
      prefix: 'Vorwahl {{prefix}} aus {{rateGroup}}, {{price}}, {{increments}}.',
    },
    package: {
      left: '{{name}}: noch {{left}} von {{included}} sind frei.',
      none: 'kein Paket deckt die Nummer ab.',
      used_up: '{{name}}: alle {{included}} sind verbraucht oder vorgemerkt.',
    },
    concurrent_calls: {
      of: 'Anruf {{call}} von gleichzeitig {{max}}.',
      reached: '{{live}} von {{max}} gleichzeitigen Anrufen sind belegt.',
      unlimited: 'Anruf {{call}} von gleichzeitig beliebig vielen.',
    },
    spend_caps: {
      held: '{{amount}} waren für laufende Anrufe vorgemerkt.',
      length: 'Ein Anruf des Kontos darf höchstens {{seconds}} dauern.',
      none: 'Das Konto hat keine Grenze für seine Ausgaben.',
      not_in_force: 'Keine Grenze für Ausgaben war in Kraft.',
    },
    cap_remedy: {
      callCost:
        'Warten hilft nicht: Erhöhen Sie die Grenze für einen Anruf unter den Schutzgrenzen des Kontos, wenn solche Anrufe gewollt sind.',
      spendPerDay:
        'Warten Sie auf den nächsten Tag (UTC), oder erhöhen Sie die Grenze unter den Schutzgrenzen des Kontos, wenn die Anrufe gewollt sind.',
      spendPerHour:
        'Warten Sie auf die nächste Stunde (UTC), oder erhöhen Sie die Grenze unter den Schutzgrenzen des Kontos, wenn die Anrufe gewollt sind.',
    },
    cap_help: {
      callCost: 'Warten hilft nicht: Bitten Sie Ihren Anbieter, die Grenze für einen Anruf zu erhöhen.',
      spendPerDay:
        'Warten Sie auf den nächsten Tag (UTC), oder bitten Sie Ihren Anbieter, die Grenze zu erhöhen.',
      spendPerHour:
        'Warten Sie auf die nächste Stunde (UTC), oder bitten Sie Ihren Anbieter, die Grenze zu erhöhen.',
    },
    cap: {
      callCost: 'Das Konto darf höchstens {{cap}} für einen Anruf ausgeben.',
      spendPerDay:
        'Das Konto darf an diesem Tag (UTC) höchstens {{cap}} ausgeben, vorher waren es {{spent}}.',
      spendPerHour:
        'Das Konto darf in dieser Stunde (UTC) höchstens {{cap}} ausgeben, vorher waren es {{spent}}.',
    },
    cap_reached: {
      callCost: 'Die Grenze ist {{cap}} für einen Anruf, und der erste Takt kostet {{first}}.',
      spendPerDay:
        'Die Grenze ist {{cap}} an diesem Tag (UTC), {{used}} sind ausgegeben oder vorgemerkt, und der erste Takt kostet {{first}}.',
      spendPerHour:
        'Die Grenze ist {{cap}} in dieser Stunde (UTC), {{used}} sind ausgegeben oder vorgemerkt, und der erste Takt kostet {{first}}.',
    },
    ending: {
      above: 'Ein längerer Anruf ist zurzeit nicht möglich.',
      callCost: 'Dann beendet ihn die Grenze von {{cap}} für einen Anruf.',
      length: 'Länger darf kein Anruf dauern.',
      money: 'Dann beendet ihn das Geld: {{who}} hat {{amount}} verfügbar.',
      spendPerDay: 'Dann beendet ihn die Grenze von {{cap}} an diesem Tag (UTC).',
      spendPerHour: 'Dann beendet ihn die Grenze von {{cap}} in dieser Stunde (UTC).',
    },
    money: {
      allowed: 'Dem Anruf waren am Ende {{seconds}} erlaubt.',
      available: '{{amount}} waren verfügbar.',
      short: '{{available}} sind verfügbar, und der erste Takt kostet {{first}}.',
    },
    onward: {
      forward_granted: '{{number}} ist weitergeleitet: der Anruf von dort aus wurde zugelassen.',
      forward_refused: '{{number}} ist weitergeleitet: der Anruf von dort aus wurde abgelehnt.',
      number_granted: 'Das Konto, das {{number}} hat, wurde gefragt, und sein Anruf wurde zugelassen.',
      number_refused: 'Das Konto, das {{number}} hat, wurde gefragt, und sein Anruf wurde abgelehnt.',
    },
    route: {
      access: 'Der Anrufer sollte hören, was einzugeben ist.',
      device: 'Das Telefon des Geräts sollte klingeln.',
      forward_always: 'Der Anruf sollte sofort zu {{number}} weitergehen.',
      forward_no_answer: 'Ohne Antwort nach {{seconds}} sollte der Anruf zu {{number}} weitergehen.',
      forward_unregistered: 'Ohne angemeldetes Telefon sollte der Anruf zu {{number}} weitergehen.',
      gateway_left_out: 'Ausgelassen: Gateway {{gateway}} von {{trunk}} ({{why}}).',
      goes_on: 'Der Anruf sollte zu dem Konto weitergehen, das die Nummer hat.',
      phones: 'Telefone, die klingeln sollten: {{devices}}.',
      found: 'Es gab einen Weg zum Ziel.',
      last_resort: 'Alle Gateways, die infrage kommen, sind gestört; deshalb werden sie trotzdem versucht.',
      left_out: 'Ausgelassen: {{trunk}} ({{why}}).',
      not_used: 'Keine wurde benutzt.',
      number: '{{trunk}} bekommt {{number}} gesendet.',
      order: 'Leitungen in ihrer Reihenfolge: {{trunks}}.',
      shown: '{{trunk}} bekommt die Anrufernummer {{number}} gezeigt.',
      shown_none: '{{trunk}} bekommt keine Anrufernummer gezeigt.',
      trial: 'Gateway {{gateway}} von {{trunk}} ist gestört, und dieser Anruf versucht es wieder.',
      tried: 'Ohne Erfolg versucht: {{trunk}} über {{uri}}.',
      used: 'Benutzt: {{trunk}} über {{uri}}.',
    },
    skip: {
      inactive: 'inaktiv',
      no_exchange_rate: 'kein Wechselkurs',
      no_gateway: 'kein aktives Gateway',
      no_rate: 'kein Tarif für die Nummer',
      not_profitable: 'kostet mehr, als der Anruf einbringt',
      number_not_dialable: 'ihre Regeln lassen nichts zu wählen übrig',
      trunk_cps_reached: 'nimmt in dieser Sekunde keine Anrufe mehr an',
      unhealthy: 'gestört: Anrufe sind dort gescheitert',
      trunk_full: 'alle ihre gleichzeitigen Anrufe sind belegt',
    },
    price: {
      all_covered:
        '{{who}}: {{increments}}, {{paid}} werden als {{billed}} berechnet, und Pakete decken sie: Auch die Verbindung kostet dann nichts.',
      all_free: '{{who}}: {{increments}}, {{paid}} werden als {{billed}} berechnet, alle davon sind frei.',
      alone: '{{increments}}, {{price}} = {{amount}}',
      alone_none: 'Ohne eine Sekunde Gespräch ist nichts fällig.',
      alone_rounded: '{{increments}}, {{paid}} werden als {{billed}} berechnet: {{price}} = {{amount}}',
      brackets: '({{price}})',
      capped: 'Nur die {{seconds}}, die erlaubt waren, werden berechnet.',
      commission: '{{who}} bekommt {{percent}} % von {{net}} = {{amount}}',
      connection: '{{connection}} für die Verbindung + {{price}}',
      emergency: 'Notrufe sind frei.',
      estimate: 'Das Ende ging verloren: Dies ist eine Schätzung bis zum letzten Lebenszeichen des Anrufs.',
      exchange: '{{price}} × {{factor}} {{to}} je {{from}}',
      free_by: '{{free}} kamen aus dem Paket {{name}}.',
      line: '{{who}}: {{increments}}, {{price}} = {{amount}}',
      line_free:
        '{{who}}: {{increments}}, {{paid}} werden als {{billed}} berechnet, davon {{free}} frei: {{price}} = {{amount}}',
      line_rounded:
        '{{who}}: {{increments}}, {{paid}} werden als {{billed}} berechnet: {{price}} = {{amount}}',
      margin: '{{who}} behält {{income}} − {{cost}} = {{margin}}',
      margin_commission: '{{who}} behält {{income}} − {{cost}} − {{commission}} Provision = {{margin}}',
      mark_up: '{{price}} × {{factor}}',
      minutes: '{{rate}} je Minute × {{billed}} ÷ 60',
      none: '{{who}}: ohne eine Sekunde Gespräch ist nichts fällig.',
      overrun: 'Die Vermittlung ließ den Anruf über die erlaubten {{seconds}} hinaus laufen.',
      talk: '{{talk}} Gespräch zählen als {{seconds}}.',
    },
    hung_up: {
      account_barred: 'Der Anruf wurde beendet: Sein Konto oder eines darüber darf nicht mehr anrufen.',
      by: '{{who}} hat ihn beendet.',
      fraud: 'Der Anruf wurde von hier beendet: Es bestand Verdacht auf Betrug.',
      limit_lost: 'Der Anruf wurde beendet: Er lief über seine Grenze hinaus.',
      maintenance: 'Der Anruf wurde von hier beendet: wegen einer Wartung.',
      nobody_there: 'Der Anruf wurde von hier beendet: Niemand sprach.',
      other: 'Der Anruf wurde vom Betreiber des Dienstes beendet.',
      quality: 'Der Anruf wurde von hier beendet: Seine Qualität war schlecht.',
      requested: 'Der Anruf wurde von hier beendet: Der Anrufer bat darum.',
      wrong_destination: 'Der Anruf wurde von hier beendet: Er ging an ein falsches Ziel.',
    },
    help: {
      reseller_suspended: 'Bitte fragen Sie Ihren Anbieter.',
      blocked_by_guard: 'Bitte fragen Sie Ihren Anbieter.',
      no_rate_group: 'Bitte fragen Sie Ihren Anbieter.',
      no_exchange_rate: 'Bitte fragen Sie Ihren Anbieter.',
      account_closed: 'Benutzen Sie ein anderes Konto, oder bitten Sie Ihren Anbieter um eines.',
      account_expired: 'Bitten Sie Ihren Anbieter, es zu verlängern.',
      suspended_for_debt:
        'Zahlen Sie, was überfällig ist: binnen einer Minute sind Anrufe wieder möglich. Was es ist, steht bei Ihren Rechnungen.',
      account_suspended: 'Fragen Sie Ihren Anbieter, was zu tun ist, damit Anrufe wieder möglich sind.',
      caller_id_not_in_pool: 'Stellen Sie Ihr Telefon so ein, dass es eine Nummer dieses Kontos zeigt.',
      concurrent_calls_reached:
        'Beenden Sie einen Anruf, oder bitten Sie Ihren Anbieter um mehr gleichzeitige Anrufe.',
      cps_reached: 'Warten Sie einen Augenblick und rufen Sie noch einmal an.',
      destination_blocked:
        'Sehen Sie die gesperrten Präfixe Ihres Kontos durch. Ist keines davon gemeint, fragen Sie Ihren Anbieter.',
      destination_class_closed: 'Bitten Sie Ihren Anbieter, sie zu öffnen, wenn Sie solche Anrufe wünschen.',
      forwarded_too_often: 'Wenn eine Ihrer Nummern weitergeleitet wird, ändern Sie, wohin sie führt.',
      insufficient_funds: 'Laden Sie das Konto auf, oder fragen Sie Ihren Anbieter.',
      local_calls_not_allowed: 'Bitten Sie Ihren Anbieter, sie einzuschalten.',
      no_profitable_route: 'Versuchen Sie es später noch einmal. Bleibt es so, sagen Sie es Ihrem Anbieter.',
      no_rate_for_destination: 'Prüfen Sie die Nummer, oder fragen Sie Ihren Anbieter nach diesem Ziel.',
      no_route: 'Versuchen Sie es später noch einmal. Bleibt es so, sagen Sie es Ihrem Anbieter.',
      number_invalid:
        'Wählen Sie die Nummer mit Landesvorwahl, etwa +49 30 123456, oder so, wie sie in Ihrem Land gewählt wird.',
      number_not_paid: 'Laden Sie Ihr Konto auf: binnen einer Minute ist die Rufnummer wieder in Betrieb.',
      number_not_in_service: 'Prüfen Sie, was gewählt wurde.',
      spend_cap_reached:
        'Warten Sie auf die nächste Stunde oder den nächsten Tag (UTC), oder bitten Sie Ihren Anbieter, die Obergrenze zu erhöhen.',
      trunks_full: 'Versuchen Sie es später noch einmal. Bleibt es so, sagen Sie es Ihrem Anbieter.',
    },
    remedy: {
      blocked_by_guard:
        'Sehen Sie sich die Anrufe unter „Schutzgrenzen“ an. Waren sie nicht gewollt, ändern Sie die Passwörter der Telefone; heben Sie dann die Sperre auf.',
      account_closed: 'Benutzen Sie ein anderes Konto.',
      account_expired: 'Verlängern Sie die Gültigkeit des Kontos.',
      suspended_for_debt: 'Buchen Sie die Zahlung, oder heben Sie die Sperre unter Mahnungen des Kontos auf.',
      account_suspended: 'Setzen Sie den Status des Kontos auf aktiv.',
      caller_id_not_in_pool:
        'Senden Sie als Rufnummer eine DID des Kontos oder eine seiner Rufnummern, die gezeigt werden dürfen, oder ändern Sie seinen CLI-Pool.',
      concurrent_calls_reached:
        'Beenden Sie einen Anruf, oder erlauben Sie dem Konto mehr gleichzeitige Anrufe.',
      cps_reached: 'Warten Sie einen Moment, oder erlauben Sie dem Konto mehr Anrufversuche pro Sekunde.',
      destination_blocked:
        'Entfernen Sie die gesperrte Vorwahl des Kontos (oder des Resellers darüber), wenn der Anruf erlaubt sein soll.',
      destination_class_closed:
        'Öffnen Sie die Art von Ziel unter den Schutzgrenzen des Kontos oder in den Einstellungen, wenn solche Anrufe gewollt sind.',
      insufficient_funds: 'Laden Sie das Konto auf, oder erhöhen Sie seinen Kreditrahmen.',
      local_calls_not_allowed: 'Erlauben Sie dem Konto und jedem Reseller darüber interne Anrufe.',
      no_exchange_rate:
        'Legen Sie einen Wechselkurs von der Währung der Tarifgruppe zur Währung des Kontos an.',
      no_profitable_route:
        'Erhöhen Sie den Tarif, oder legen Sie eine billigere Leitung an: Jede kostet mehr, als der Anruf einbringt.',
      no_rate_for_destination:
        'Legen Sie in der genannten Tarifgruppe einen Tarif für eine Vorwahl der Nummer an.',
      no_rate_group:
        'Wählen Sie für das Konto (oder für den genannten Wiederverkäufer) eine aktive Tarifgruppe.',
      no_emergency_route:
        'Legen Sie eine Leitung mit einem Gateway an, die Notrufe aus dem Land des Kontos befördert.',
      no_route:
        'Legen Sie eine aktive Leitung mit einem Gateway und einem Tarif ihres Vorlieferanten für die Nummer an.',
      not_authenticated: 'Prüfen Sie Benutzername, Domain und Passwort des Geräts.',
      forwarded_too_often: 'Nummern werden aufeinander weitergeleitet: Ändern Sie das Ziel von einer.',
      number_not_paid:
        'Buchen Sie eine Zahlung des Kontos, das die Rufnummer hat: Ihr Produkt bezahlt sich dann von selbst.',
      number_not_in_service:
        'Die Nummer hat kein Konto, oder das Gerät ist ausgeschaltet, oder sein Konto darf nicht angerufen werden: Weisen Sie die Nummer zu, und setzen Sie beide auf aktiv.',
      number_invalid:
        'Wählen Sie die Nummer mit Landesvorwahl, etwa +49 30 123456, oder so, wie man sie in Ihrem Land wählt.',
      reseller_suspended:
        'Setzen Sie den Status des Wiederverkäufers auf aktiv, oder buchen Sie die Zahlung seiner überfälligen Rechnungen.',
      spend_cap_reached:
        'Warten Sie auf die nächste Stunde oder den nächsten Tag (UTC), oder erhöhen Sie die Grenze unter den Schutzgrenzen des Kontos, wenn die Anrufe gewollt sind.',
      trunks_full:
        'Erhöhen Sie die gleichzeitigen Anrufe oder die CPS einer Leitung, die die Nummer trägt, oder legen Sie eine weitere an.',
    },
  },
};
