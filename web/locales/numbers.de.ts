/** Was zeilenweise zu einem Konto gehört, und seine Grenzen. */
export const numbersDe = {
  numbers: {
    label: 'Bezeichnung',
    controls: {
      over: {
        customer:
          'Das ist schon vorbei: Seit {{at}} telefoniert dieses Konto dann nicht mehr, und laufende Anrufe enden binnen Sekunden. Anmelden geht weiterhin, und das Geld bleibt.',
        reseller:
          'Das ist schon vorbei: Seit {{at}} telefoniert dann kein Konto unter diesem mehr, und laufende Anrufe enden binnen Sekunden. Anmelden geht weiterhin, und das Geld bleibt.',
      },
      title: 'Gültigkeit, Rufnummer und Warnung',
      noAlert: 'Keine Warnung',
      noEnd: 'Kein Ende',
      ownNumber: 'Die Nummer, die der Anrufer sendet',
      field: {
        validUntil: {
          label: 'Gültig bis',
          help: 'Danach werden Anrufe abgewiesen und laufende beendet. Leer: kein Ende.',
        },
        forcedCallerId: {
          label: 'Feste Anrufernummer',
          help: 'Was jeder abgehende Anruf zeigt. Leer: die Nummer, die der Anrufer sendet.',
        },
        alertThreshold: {
          label: 'Warnschwelle',
          help: 'Ist weniger Geld verfügbar, bekommt das Konto eine Mail, einmal, bis wieder mehr da ist. Leer: keine.',
        },
      },
    },
    guards: {
      title: 'Schutzgrenzen',
      help: 'Sie begrenzen den Schaden, wenn ein Telefon oder Passwort gestohlen wird. Stunden und Tage sind die von UTC.',
      from: { account: 'von diesem Konto', above: 'nach den Einstellungen', built_in: 'Vorgabe' },
      used: '{{spent}} ausgegeben + {{held}} vorgemerkt',
      reached: 'Erreicht',
      uncapped: 'Keine Grenze',
      open: 'Offen',
      closed: 'Gesperrt',
      limits: 'Gleichzeitige Anrufe, Versuche je Sekunde',
      notCounted: 'Nicht gezählt',
      ownLength: 'Eine eigene Länge',
      ownNumber: 'Eine eigene Zahl',
      firesAt: '{{count}}, dann {{step}}',
      step: {
        observe: 'vermerken',
        alert: 'die darüber benachrichtigen',
        block: 'neue Anrufe sperren',
        hang_up: 'neue Anrufe sperren und laufende beenden',
      },
      limitsText: '{{calls}} · {{attempts}}',
      option: {
        settings: 'Wie in den Einstellungen: {{value}}',
        own: 'Ein eigener Betrag',
        unlimited: 'Keine Grenze',
        open: 'Offen',
        closed: 'Gesperrt',
      },
      field: {
        spendPerHour: {
          label: 'Ausgaben je Stunde',
          help: 'Was für laufende Anrufe reserviert ist, zählt mit.',
        },
        spendPerDay: { label: 'Ausgaben je Tag', help: 'Was für laufende Anrufe reserviert ist, zählt mit.' },
        callCost: {
          label: 'Kosten eines Anrufs',
          help: 'Ein Anruf wird beendet, wenn er so viel gekostet hat.',
        },
        callSeconds: {
          label: 'Länge eines Anrufs',
          help: 'Danach wird ein Anruf beendet. 60 bis 86400; was die Einstellungen sagen, ist das Höchste.',
        },
        satellite: { label: 'Satelliten', help: 'Satellitentelefone und internationale Netze.' },
        premium: {
          label: 'Mehrwertnummern',
          help: 'Mehrwertnummern im Ausland; die des eigenen Landes sind immer offen.',
        },
        highRisk: {
          label: 'Hohes Risiko',
          help: 'Ziele, an denen Betrug häufig ist; das Land des Kontos ist immer offen.',
        },
        riskyPrefixes: {
          label: 'Riskante Ziele je Stunde',
          help: 'Werden so viele verschiedene Vorwahlen der drei Arten darüber binnen einer Stunde versucht, sperrt das neue Anrufe, oder was die Einstellungen sagen.',
        },
      },
    },
    ipAddresses: {
      title: 'IP-Adressen',
      help: 'Eine Telefonanlage an einer dieser Adressen telefoniert ohne Passwort für dieses Konto.',
      add: 'IP-Adresse hinzufügen',
      edit: 'IP-Adresse bearbeiten',
      remove: 'IP-Adresse entfernen',
      removeText:
        'Anrufe von {{what}} werden ab jetzt abgewiesen, es sei denn, ein anderer Eintrag umfasst die Adresse. Laufende Anrufe bleiben.',
      empty: 'Keine IP-Adressen',
      emptyText:
        'Telefone melden sich mit ihrem SIP-Passwort an. Fügen Sie eine Adresse für eine Anlage hinzu, die das nicht kann.',
      field: {
        network: { label: 'Adresse oder Netz', help: 'Etwa 192.0.2.10, 192.0.2.0/28 oder 2001:db8::/64.' },
        techPrefix: {
          label: 'Technische Vorwahl',
          help: 'Was vor jeder Nummer gewählt wird, um Konten hinter einer Adresse zu unterscheiden, etwa 99 oder 99#. Darf leer sein.',
        },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Anlage in Berlin“. Darf leer sein.' },
        acceptOverlap: {
          label: 'Überschneidung ist gewollt',
          help: 'Das engere Netz bekommt die Anrufe, und die längere Technik-Vorwahl.',
        },
      },
    },
    callerIds: {
      title: 'Anrufernummern',
      help: 'Nummern, die zu diesem Konto gehören.',
      flags: 'Verwendung',
      add: 'Anrufernummer hinzufügen',
      edit: 'Anrufernummer bearbeiten',
      remove: 'Anrufernummer entfernen',
      removeText:
        '{{what}} gehört nicht mehr zu diesem Konto: Der CLI-Pool zeigt die Nummer nicht mehr, und Kartenanrufe von ihr brauchen die PIN.',
      empty: 'Keine Anrufernummern',
      emptyText:
        'Fügen Sie eine Nummer hinzu, damit der CLI-Pool sie zeigen kann oder Anrufe von ihr keine PIN brauchen.',
      field: {
        number: { label: 'Nummer', help: 'International, etwa +493012345678.' },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Zentrale“. Darf leer sein.' },
        isPresent: {
          label: 'Anzeigen',
          short: 'anzeigen',
          help: 'Der CLI-Pool darf sie statt einer Nummer zeigen, die nicht zum Konto gehört.',
        },
        isPinless: {
          label: 'Ohne PIN',
          short: 'ohne PIN',
          help: 'Kartenanrufe von dieser Nummer brauchen keine PIN. Jede Nummer öffnet nur ein Konto.',
        },
        isVerified: {
          label: 'Geprüft',
          short: 'geprüft',
          help: 'Jemand hat nachgewiesen, dass die Nummer dem Inhaber gehört. Eine Einstellung sagt, ob andere im CLI-Pool und ohne PIN zählen.',
        },
      },
    },
    dids: {
      title: 'DIDs',
      help: 'Nummern, über die Anrufe zu diesem Konto hereinkommen.',
      place: 'Ort',
      since: 'Seit',
      assign: 'DID zuweisen',
      assignText: 'Das Konto bekommt die Nummer, und niemand sonst, bis sie zurückgenommen wird.',
      choice: 'Nummer',
      choiceHelp:
        'Freie Nummern von Ihnen und von Wiederverkäufern über dem Konto. Geben Sie den Anfang ein, etwa +4930.',
      assigned: '{{what}} ist zugewiesen',
      takeBack: 'Zurücknehmen',
      takeBackWhat: '{{what}} zurücknehmen',
      takeBackText:
        'Das Konto verliert {{what}} sofort. Die Nummer ist frei und kann wieder zugewiesen werden.',
      takenBack: '{{what}} ist frei',
      empty: 'Keine DIDs',
      emptyText:
        'Weisen Sie eine Ihrer freien Nummern zu. Sie gehört nur diesem Konto, bis Sie sie zurücknehmen.',
      field: { number: { label: 'Nummer' }, label: { label: 'Bezeichnung' } },
      more: 'Nur die ersten {{count}} stehen hier. Alle finden Sie in der Liste der Rufnummern.',
    },
    forwarding: {
      title: '{{what}} weiterleiten',
      label: 'Weiterleitung',
      edit: 'Weiterleiten',
      when: {
        never: 'Keine',
        always: 'Immer',
        unregistered: 'Wenn kein Telefon angemeldet ist',
        no_answer: 'Wenn niemand abnimmt oder kein Telefon angemeldet ist',
      },
      simulate: 'Simulieren',
      told: {
        always: 'Immer zu {{to}}',
        unregistered: 'Ohne angemeldetes Telefon zu {{to}}',
        no_answer: 'Ohne Antwort zu {{to}}',
      },
      field: {
        when: {
          label: 'Wann',
          help: 'Was weitergeht, bezahlt das Konto wie seine eigenen Anrufe, innerhalb seiner Schutzgrenzen.',
        },
        to: { label: 'Wohin', help: 'International, etwa +493012345678.' },
        afterSeconds: { label: 'Nach Sekunden', help: 'So lange klingeln die Telefone: 5 bis 120.' },
      },
    },
    speedDials: {
      title: 'Kurzwahlen',
      help: 'Wenige Ziffern, die statt einer ganzen Nummer gewählt werden.',
      add: 'Kurzwahl hinzufügen',
      edit: 'Kurzwahl bearbeiten',
      remove: 'Kurzwahl entfernen',
      removeText: 'Wer {{what}} wählt, erreicht die Nummer dann nicht mehr.',
      empty: 'Keine Kurzwahlen',
      emptyText: 'Fügen Sie eine hinzu, etwa 1 für das Büro.',
      field: {
        digits: { label: 'Ziffern', help: '1 bis 3 Ziffern.' },
        destination: { label: 'Ruft an', help: 'Was stattdessen gewählt wird, etwa +493012345678.' },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Büro“. Darf leer sein.' },
      },
    },
    blockedPrefixes: {
      title: 'Gesperrte Vorwahlen',
      help: 'Anrufe zu Nummern, die so beginnen, werden abgewiesen.',
      helpOfReseller: 'Anrufe zu Nummern, die so beginnen, werden allen unter diesem Reseller abgewiesen.',
      setBy: { label: 'Gesetzt von', above: 'Jemand darüber', itself: 'Der Reseller selbst' },
      add: 'Vorwahl sperren',
      edit: 'Gesperrte Vorwahl bearbeiten',
      remove: 'Vorwahl freigeben',
      removeText: 'Anrufe zu Nummern, die mit {{what}} beginnen, sind sofort wieder möglich.',
      empty: 'Nichts ist gesperrt',
      emptyText: 'Sperren Sie, was hier niemand anrufen soll, etwa +4990 für Sondernummern in Deutschland.',
      field: {
        prefix: {
          label: 'Vorwahl',
          help: 'Wie die Nummern beginnen, mit der Landeskennzahl, etwa +4990.',
        },
        label: { label: 'Bezeichnung', help: 'Für Menschen, etwa „Sondernummern“. Darf leer sein.' },
      },
    },
  },
};
