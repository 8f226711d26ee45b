/** What goes on at an account: live calls, spending against its caps, usage. */
export const usageEn = {
  usage: {
    capReached: 'Reached: further calls are refused until {{at}}.',
    counts: 'Since 00:00 UTC, with what is held',
    liveCalls: 'Live calls',
    noCap: '{{amount}}, no cap',
    noLimit: '{{count}}, no limit',
    ofCap: '{{amount}} of {{cap}}',
    ofLimit: '{{count}} of {{limit}}',
    spendPerDay: 'Spent on calls today',
    spendPerHour: 'Spent on calls this hour',
    title: 'Now',
  },
};
