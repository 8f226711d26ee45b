/** What the list of accounts shows, and its views. */
export const listViewsEn = {
  accounts: {
    counted_one: '{{rows}} account',
    counted_other: '{{rows}} accounts',
    countedMore: 'More than {{rows}} accounts',
    open: 'Details',
    openOf: 'Details of {{name}}',
    openPage: 'Open page',
    registered: 'Phones registered',
    registeredOf: '{{registered}} of {{devices}}',
    column: {
      balance: 'Balance',
      currency: 'Currency',
      email: 'E-mail',
      reference: 'Reference',
      firstUsed: 'First used',
    },
  },
  views: {
    all: 'All accounts',
    columns: 'Columns…',
    columnsTitle: 'Columns of the list',
    apply: 'Show these columns',
    keep: 'Keep this view…',
    keepIn: 'Keep this in “{{name}}”',
    openWith: 'Open the list with it',
    remove: 'Delete this view',
    removeText: '“{{name}}” is deleted. The accounts in it stay as they are.',
    rename: 'Rename this view…',
    save: 'Save',
    title: 'Views',
    field: {
      name: { label: 'Name', help: 'Keeps search, filters, order and columns, for you alone.' },
      columns: {
        label: 'Columns',
        help: 'In this order. Keep them with a view to have them again; an export has the same.',
      },
    },
    noColumns: 'None chosen',
  },
};
