/** Redeeming a coupon. */
export const redeemEn = {
  redeem: {
    title: 'Redeem a coupon',
    submit: 'Redeem',
    done: '{{amount}} credited. The balance is {{balance}}.',
    field: {
      code: {
        label: 'Code',
        help: 'As it is printed; case, spaces and dashes do not matter.',
      },
    },
  },
};
