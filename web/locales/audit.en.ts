/** What was done to everybody. */
export const auditEn = {
  audit: {
    title: 'Audit',
    help: 'Everything that was done, to whom, by whom and from where. Events are linked by hashes; tollbook verify proves that none was changed.',
    about: 'Account',
    action: 'What was done',
    address: 'Address begins with',
    anyAction: 'Anything',
    anybody: 'Anybody',
    empty: 'Nothing was done yet',
    emptyText: 'Each change of an account or a setting appears here.',
    export: { title: 'Export', csv: 'As CSV', xlsx: 'As Excel file (XLSX)', done: 'The file is on its way' },
    from: 'From day',
    more: 'More filters',
    search: 'Search events',
    searchHint: 'Value, reason, account number',
    taken: 'Taken back',
    to: 'To day',
    who: 'Done by',
  },
};
