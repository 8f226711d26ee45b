/** Was Schutzgrenzen bemerkt und getan haben. */
export const guardEventsDe = {
  guardEvents: {
    title: 'Schutzgrenzen',
    help: 'Was an Anrufen auffiel, mit den Anrufen selbst. Eine Sperre wird hier aufgehoben, oder sie bleibt: Waren die Anrufe nicht gewollt, ändern Sie zuerst die Passwörter der Telefone.',
    onlyBlocking: 'Nur gesperrte Konten',
    ofAll: 'Von allen Konten',
    empty: 'Keine Schutzgrenze hat angeschlagen',
    noneBlocking: 'Kein Konto ist gesperrt',
    emptyText:
      'Eine Schutzgrenze schlägt an, wenn ein Kunde binnen einer Stunde mehrere riskante Ziele versucht oder eine Ausgabengrenze erreicht. Die Zahlen stehen in den Einstellungen und am Konto.',
    happened: 'Wann',
    seen: 'Bemerkt',
    done: 'Getan',
    blocking: 'Sperrt jetzt',
    released: 'Aufgehoben',
    release: 'Sperre aufheben',
    releaseWhat: '{{name}}: Sperre aufheben',
    releasedToast: 'Das Konto kann wieder telefonieren',
    refused: 'Abgewiesen',
    prefixes:
      '{{tried}} verschiedene riskante Vorwahlen binnen einer Stunde; ab {{max}} schlägt die Schutzgrenze an, einen Moment nach den Anrufen.',
    calls_one: 'Der Anruf',
    calls_other: 'Die {{count}} Anrufe',
    cap: {
      spendPerHour: 'Die Grenze von {{max}} je Stunde: {{used}} ausgegeben oder reserviert.',
      spendPerDay: 'Die Grenze von {{max}} je Tag: {{used}} ausgegeben oder reserviert.',
    },
    step: {
      observe: 'Nur vermerkt',
      alert: 'Die darüber wurden benachrichtigt; Anrufe gehen weiter',
      block: 'Neue Anrufe werden abgewiesen',
      hang_up: 'Neue Anrufe werden abgewiesen, laufende wurden beendet',
    },
    class: { satellite: 'Satellit', premium: 'Mehrwertnummer', high_risk: 'hohes Risiko' },
    field: {
      reason: {
        label: 'Grund',
        help: 'Steht im Verlauf. Hebt auch andere Sperren dieses Kontos auf; was vorher auffiel, zählt nicht mehr.',
      },
    },
  },
};
