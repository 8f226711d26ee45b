/** What goes on at an account: live calls, spending against its caps, usage. */
export const usageEn = {
  shell: { portal: { live: 'Live calls' } },
  problem: {
    call_not_ended:
      'The call could not be ended: its switch takes no commands, or did not answer. Try again.',
  },
  usage: {
    capReached: 'Reached: further calls are refused until {{at}}.',
    counts: 'A day of UTC, until {{at}}, with what is held',
    days: {
      chart: '{{what}} by day, {{from}} to {{to}}',
      date: 'Day',
      empty: 'No answered call in 30 days',
      emptyText: 'Calls are added up here by day as soon as there are some.',
      show: 'Show',
      title: 'Last 30 days',
      total_one: '{{count}} answered call, {{talk}} of talk, {{amount}}',
      total_other: '{{count}} answered calls, {{talk}} of talk, {{amount}}',
      view: { amount: 'Amount', calls: 'Calls', minutes: 'Minutes', table: 'Table' },
      zone: 'Days in {{zone}}. Hover over a day for its figure; the table has them all.',
    },
    destinations: {
      destination: 'Destination',
      inside: 'Internal and emergency calls',
      title: 'Top destinations, 30 days',
    },
    filter: {
      clear: 'Show calls of every day and destination',
      from: 'from {{date}}',
      ratePrefix: 'Rate {{prefix}}',
      to: 'to {{date}}',
    },
    low: 'Less than {{amount}} is left, the alert threshold of this account.',
    live: {
      cannot: 'Its switch takes no commands',
      empty: 'No call goes on',
      emptyText: 'Calls that ring or are answered stand here until they end.',
      ended: 'The switch ends the call',
      field: { reason: { label: 'Reason', help: 'Stands in the timeline of the account.' } },
      goOn_one:
        '{{count}} goes on until {{until}} at most: a call for help, or of a switch that takes no commands.',
      goOn_other:
        '{{count}} go on until {{until}} at most: calls for help, or of a switch that takes no commands.',
      hangUp: 'Hang up',
      hangUpHelp:
        'The call ends within seconds; what was talked is charged. The account can call again at once.',
      hangUpTitle: 'Hang up the call to {{number}}',
      held: 'Held',
      more: 'The latest {{shown}} of {{count}} calls, read again every few seconds.',
      refreshed: 'Read again every few seconds.',
      rings: 'rings',
      who: 'Who',
      willEnd_one: '{{count}} live call ends within seconds.',
      willEnd_other: '{{count}} live calls end within seconds.',
    },
    liveCalls: 'Live calls',
    noCap: '{{amount}}, no cap',
    noLimit: '{{count}}, no limit',
    ofCap: '{{amount}} of {{cap}}',
    ofLimit: '{{count}} of {{limit}}',
    simulate: 'Simulate call',
    spendPerDay: 'Spent on calls today',
    spendPerHour: 'Spent on calls this hour',
    title: 'Now',
  },
};
