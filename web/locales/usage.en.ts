/** What goes on at an account: live calls, spending against its caps, usage. */
export const usageEn = {
  problem: {
    call_not_ended:
      'The call could not be ended: its switch takes no commands, or did not answer. Try again.',
  },
  usage: {
    allHeld: 'No: all money is held for calls that go on. What they do not use is free again when they end.',
    calls: {
      continues: 'Continues',
      onward: 'Went on as',
      direction: 'Direction',
      directions: {
        emergency: 'Emergency',
        forwarded: 'Forwarded',
        access: 'To an access number',
        inbound: 'Incoming',
        local: 'Local',
        outbound: 'Outgoing',
      },
      given: 'Sent by the phone',
      givenAs: 'Sent: {{number}}',
      export: {
        csv: 'As CSV',
        done: 'The file is saved',
        title: 'Export',
        xlsx: 'As XLSX',
      },
      noneFound: 'No call matches',
      noneFoundText: 'Change the days, the number or the outcome above.',
      noneYet: 'None among the newest calls',
      noneYetText: 'Go on to the next page: it looks at the calls before.',
      ownOnly: 'Own only',
      search: 'Find calls by number',
      searchHint: 'Number or how it begins',
    },
    capReached: 'Reached: further calls are refused until {{at}}.',
    counts: 'A day of UTC, until {{at}}, with what is held',
    days: {
      chart: '{{what}} by day, {{from}} to {{to}}',
      date: 'Day',
      empty: 'No answered call in 30 days',
      emptyText: 'Calls are added up here by day as soon as there are some.',
      latest: 'The latest days',
      ofReseller: {
        charged:
          'With the calls of everybody below; amounts are what those who pay in {{currency}} are charged.',
        paid: 'With the calls of everybody below; amounts are what the reseller itself pays for them.',
      },
      shortened:
        'There are more calls than can be added up for 30 days. Those before are in the list of calls.',
      show: 'Show',
      title: 'Last 30 days',
      total_one: '{{count}} answered call, {{talk}} of talk, {{amount}}',
      total_other: '{{count}} answered calls, {{talk}} of talk, {{amount}}',
      view: { amount: 'Amount', calls: 'Calls', minutes: 'Minutes', table: 'Table' },
      zone: 'Days in {{zone}}. Hover over a day for its figure; the table has them all.',
    },
    destinations: {
      destination: 'Destination',
      latest: 'Top destinations, the latest days',
      title: 'Top destinations, 30 days',
      ways: {
        access: 'To access numbers',
        emergency: 'Emergency calls',
        forwarded: 'Forwarded calls',
        inbound: 'Incoming calls',
        local: 'Local calls',
        outbound: 'Without a rate',
      },
    },
    filter: {
      clear: 'Show calls of every day and destination',
      from: 'from {{date}}',
      ratePrefix: 'Rate {{prefix}}',
      to: 'to {{date}}',
    },
    low: 'Less than {{amount}} is left, the alert threshold of this account.',
    live: {
      goOn_one:
        '{{count}} live call goes on until {{until}} at most: a call for help, or of a switch that takes no commands.',
      goOn_other:
        '{{count}} live calls go on until {{until}} at most: calls for help, or of a switch that takes no commands.',
      willEnd_one: '{{count}} live call ends within seconds.',
      willEnd_other: '{{count}} live calls end within seconds.',
      who: 'Who',
    },
    liveCalls: 'Live calls',
    noCap: '{{amount}}, no cap',
    noLimit: '{{count}}, no limit',
    ofCap: '{{amount}} of {{cap}}',
    ofLimit: '{{count}} of {{limit}}',
    replay: 'By another rate group…',
    simulate: 'Simulate call',
    spendPerDay: 'Spent on calls today',
    spendPerHour: 'Spent on calls this hour',
    title: 'Now',
  },
};
