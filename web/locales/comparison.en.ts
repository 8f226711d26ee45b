/** Two rate groups side by side. */
export const comparisonEn = {
  comparison: {
    after: 'Other',
    ask: 'Compare',
    at: 'The other one at',
    atHelp: 'Empty: now. The same rate group at a later time shows what is scheduled. In {{zone}}.',
    choose: 'Choose a rate group.',
    connection: '{{amount}} to connect',
    differences: 'Prefixes that differ',
    effect: 'What the last 30 days would have cost',
    effectHelp: {
      origination:
        'Calls of the accounts that are priced by {{name}}, settled by the code that charges calls. Other rate group: {{other}}.',
      termination:
        'Calls that carriers with {{name}} carried, settled by the code that charges calls. Other rate group: {{other}}.',
    },
    effectPartial: 'Only the newest 5,000 calls: there are more.',
    export: { csv: 'All differences as CSV', xlsx: 'All differences as XLSX', done: 'The file is saved' },
    firstOf: 'The first {{shown}} of {{all}}. The file has all.',
    help: 'What customers pay by each, the mark-up included, prefix by prefix; and what it would have meant for the calls of the last 30 days.',
    kind: {
      raised: 'Raised',
      lowered: 'Lowered',
      changed: 'Otherwise changed',
      new: 'Only in the other',
      missing: 'Missing there',
      unchanged: 'The same',
    },
    missingText:
      'What is missing there is priced by the next shorter prefix of the other rate group, and refused without one.',
    noEffect: 'What this means for the calls of the last 30 days cannot be said within seconds.',
    other: 'With',
    otherHelp: 'A rate group of the same direction and currency.',
    same: 'Both ask the same for every prefix.',
    title: 'Compare {{name}}',
  },
};
