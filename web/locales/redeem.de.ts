/** Redeeming a coupon. */
export const redeemDe = {
  redeem: {
    title: 'Gutschein einlösen',
    submit: 'Einlösen',
    done: '{{amount}} gutgeschrieben. Das Guthaben ist {{balance}}.',
    field: {
      code: {
        label: 'Code',
        help: 'Wie er gedruckt ist; Groß- und Kleinschreibung, Leerzeichen und Striche sind gleich.',
      },
    },
  },
};
