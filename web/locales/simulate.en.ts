/** What would become of a call. */
export const simulateEn = {
  simulate: {
    allowed: 'Allowed: the call may last up to {{longest}}.',
    at: 'When',
    atHelp:
      'Empty: now. In {{zone}}. Prices and validity of that moment; money and live calls as they are now.',
    callerNumber: 'Caller ID',
    callerNumberHelp: 'Empty: the phone sends none.',
    costs: 'asks {{amount}}',
    help: 'The checks, prices and routes that a real call would meet now. Nothing is written, and no phone rings.',
    level: 'Level',
    levels: 'Prices by level',
    margin: 'Kept by its seller',
    pays: 'Pays',
    price: '{{amount}} for {{talk}} of talk',
    refused: 'Not allowed. {{reason}}',
    routes: 'Routes in order',
    seconds: 'Talk time in seconds',
    secondsHelp: 'Empty: until money ends.',
    shortened: 'Allowed, but not for the {{asked}} asked for: it ends after {{longest}}.',
    skipped: 'left out: {{why}}',
    submit: 'Simulate',
    title: 'Simulate a call of {{name}}',
    to: 'Dialled number',
    toHelp: 'As on the phone: +49 30 …, in the way of the country, or a speed dial.',
  },
};
