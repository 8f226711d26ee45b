/** Calls that were, priced again by another rate group. */
export const replayEn = {
  replay: {
    ask: 'Price them again',
    calls: 'Calls',
    choose: 'Choose a rate group.',
    destinations: 'By destination',
    difference: 'Difference',
    empty: 'No answered calls yet',
    emptyText:
      'Nothing can be priced again. Calls between your own devices have no rate and are not among them.',
    firstOf: 'The {{shown}} destinations with the greatest differences.',
    help: 'The last 1,000 answered calls, settled by the code that charges calls, with the rates that are valid now. Nothing is changed.',
    nonCli_one:
      '{{calls}} of them, which cost {{charged}}, was priced by the NON-CLI rate group: that stays so, and it counts with what it cost.',
    nonCli_other:
      '{{calls}} of them, which cost {{charged}}, were priced by the NON-CLI rate group: that stays so, and they count with what they cost.',
    now: 'Would cost',
    rateGroup: 'Rate group',
    rateGroupHelp: 'One that customers pay, such as the one that you would like to offer.',
    same: 'the same',
    span_one: '{{calls}} answered call, {{days}}',
    span_other: '{{calls}} answered calls, {{days}}',
    talk: 'Talk',
    then: 'Cost',
    title: 'Calls of {{name}} by another rate group',
    unpriced_one:
      '{{calls}} call, which cost {{charged}}, would be refused: the rate group has no rate for it. It is in no other figure.',
    unpriced_other:
      '{{calls}} calls, which cost {{charged}}, would be refused: the rate group has no rate for them. They are in no other figure.',
  },
};
