/** Packages: free minutes, who has them, and what is left. */
export const packagesEn = {
  packages: {
    title: 'Packages',
    help: 'Free minutes for destinations and a period. Give them to an account on its page, under numbers and limits.',
    add: 'Create package',
    edit: 'Edit package',
    remove: 'Delete package',
    removeText: '{{what}} can no longer be given to accounts. One that an account has or had stays.',
    empty: 'No packages',
    emptyText: 'Create one, such as 100 minutes a month to Germany, and give it to accounts.',
    everyNumber: 'every number',
    andMore: '{{prefixes}} and {{more}} more',
    minutes: '{{minutes}} min',
    perPeriod: '{{minutes}} · {{period}}',
    field: {
      name: { label: 'Name', help: 'Customers read it, such as “Germany 100”.' },
      includedMinutes: {
        label: 'Free minutes',
        help: 'For each period. They come off the billed time; a change counts from the next period on.',
      },
      period: {
        label: 'Period',
        help: 'On the clocks of the account; months begin on its billing day. Fixed later.',
      },
      prefixes: {
        label: 'Prefixes',
        help: 'First digits of the numbers that are free, such as 49 or 4915, with commas between. Empty: every number.',
      },
      priority: {
        label: 'Order',
        help: 'Of several that cover a number the lowest is used first. 0 to 1000.',
      },
      status: {
        label: 'Status',
        help: 'Nothing of an inactive package is free, and no further account gets it.',
      },
      accounts: { label: 'Accounts', help: '' },
    },
    ofAccount: {
      title: 'Packages',
      help: 'Free minutes of the account. What running calls may still use counts as used.',
      add: 'Give package',
      edit: 'Change the end',
      remove: 'Take package away',
      removeText:
        'From now on nothing of {{what}} is free. Once calls had free seconds of it, give it an end instead.',
      empty: 'No packages',
      emptyText: 'With a package, calls to its destinations are free until its minutes are used.',
      noneToGive: 'There is no active package to give. Create one under Rates, Packages.',
      covers: 'Numbers',
      left: 'Left',
      leftOf: '{{left}} of {{included}}',
      counts: 'Counts',
      from: 'from {{at}}',
      until: 'until {{at}}',
      noEnd: 'no end',
      again: 'full again {{at}}',
      state: { later: 'Later', now: 'Counts', off: 'Inactive', over: 'Ended' },
      field: {
        packageId: { label: 'Package', help: 'One of the active packages of whoever sells to the account.' },
        from: { label: 'From', help: 'Empty: from now on.' },
        to: { label: 'Until', help: 'From then on nothing of it is free. Empty: no end.' },
      },
    },
    portal: { title: 'Free minutes', forNumbers: 'Numbers: {{prefixes}}' },
  },
};
