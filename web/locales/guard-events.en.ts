/** What guards that watch saw and did. */
export const guardEventsEn = {
  guardEvents: {
    title: 'Guard events',
    help: 'What guards noticed about calls, with the calls themselves. A block is released here, or stays: change the passwords of the phones first if the calls were not wanted.',
    onlyBlocking: 'Only accounts that are blocked',
    ofAll: 'Of all accounts',
    empty: 'No guard has fired',
    noneBlocking: 'No account is blocked',
    emptyText:
      'A guard fires when a customer tries several risky destinations within an hour, or reaches a cap. The numbers are under Settings and at each account.',
    happened: 'When',
    seen: 'Seen',
    done: 'Done',
    blocking: 'Blocks now',
    released: 'Released',
    release: 'Let call again',
    releaseWhat: 'Let {{name}} call again',
    releasedToast: 'It may call again',
    refused: 'Refused',
    prefixes:
      '{{tried}} different risky prefixes within an hour; the guard fires at {{max}}, and looks a moment after the calls.',
    calls_one: 'The call',
    calls_other: 'The {{count}} calls',
    cap: {
      spendPerHour: 'The cap of {{max}} in an hour: {{used}} spent or held.',
      spendPerDay: 'The cap of {{max}} on a day: {{used}} spent or held.',
    },
    step: {
      observe: 'Noted only',
      alert: 'Those above were told; calls go on',
      block: 'New calls are refused',
      hang_up: 'New calls are refused, running ones were ended',
    },
    class: { satellite: 'satellite', premium: 'premium rate', high_risk: 'high risk' },
    field: {
      reason: {
        label: 'Why',
        help: 'Stands in the timeline. Also releases other blocks of this account; what was seen before counts no more.',
      },
    },
  },
};
