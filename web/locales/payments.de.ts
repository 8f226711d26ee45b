/** Payments that wait for another person. */
export const paymentsDe = {
  payments: {
    title: 'Zahlungen freigeben',
    shown: 'Welche gezeigt werden',
    all: 'Alle',
    help: 'Zahlungen, Erstattungen und Korrekturen über der Grenze der Einstellungen bewegen nichts, bis jemand anderes sie freigibt. Wer eine erfasst hat, kann sie zurückziehen; nach 30 Tagen endet sie von selbst.',
    empty: 'Keine Zahlung wartet',
    emptyText:
      'Was über der Grenze erfasst wird, erscheint hier. Die Grenze steht unter Einstellungen, Zahlungen und Währungen.',
    account: 'Konto',
    kindOf: 'Art',
    amount: 'Betrag',
    note: 'Notiz',
    madeBy: 'Erfasst von',
    state: 'Status',
    actions: 'Aktionen',
    above: 'jemand über Ihnen',
    kind: {
      payment: 'Zahlung',
      refund: 'Erstattung',
      staff_credit: 'Gutschrift',
      staff_debit: 'Belastung',
    },
    status: {
      waiting: 'Wartet',
      approved: 'Freigegeben',
      refused: 'Abgelehnt',
      withdrawn: 'Zurückgezogen',
      ended: 'Beendet',
    },
    approve: 'Freigeben',
    refuse: 'Ablehnen',
    withdraw: 'Zurückziehen',
    approveOf: 'Freigeben: {{kind}} über {{amount}}',
    refuseOf: 'Ablehnen: {{kind}} über {{amount}}',
    withdrawOf: 'Zurückziehen: {{kind}} über {{amount}}',
    approveText:
      'Sie wird jetzt für {{name}} gebucht, mit dem Guthaben, den Steuern und dem Wechselkurs dieses Augenblicks.',
    withdrawText: 'Für {{name}} wird nichts gebucht. Erfassen Sie sie neu, wenn sie noch gebraucht wird.',
    done: {
      approve: 'Freigegeben und gebucht',
      refuse: 'Abgelehnt',
      withdraw: 'Zurückgezogen',
    },
    field: {
      reason: {
        label: 'Grund',
        help: 'Wer sie erfasst hat, liest ihn.',
      },
    },
  },
};
