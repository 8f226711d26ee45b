/** SIP devices of an account. */
export const devicesEn = {
  edit: 'Edit',
  more: 'More about {{name}}',
  oldUntil: 'The user name before is valid until {{until}}.',
  endOldNow: 'End the user name and password before now',
  endOldNowHelp: 'For a password that others know. The phone is out until it has the new one.',
  step: {
    off: {
      title: 'Switch {{name}} off?',
      text: 'The phone can neither register nor call until it is switched on again. A call that goes on is not ended.',
      submit: 'Switch off',
    },
    on: {
      title: 'Switch {{name}} on?',
      text: 'The phone registers and calls again with the user name and password that it has.',
      submit: 'Switch on',
    },
    remove: {
      title: 'Remove {{name}}?',
      text: 'Its user name and password stop working at once and cannot be brought back. A call that goes on is not ended. Its calls stay in the list.',
      submit: 'Remove',
    },
    endOld: {
      title: 'End the old password of {{name}}?',
      text: 'Whoever still uses the user name and password before can neither register nor call. The newest ones stay valid.',
      submit: 'End old password now',
    },
  },
  field: {
    label: {
      label: 'Name',
      help: 'For people, such as “Reception” or “Softphone of Maria”. May be empty.',
    },
    extension: {
      label: 'Extension',
      help: '2 to 6 digits, such as 201. Accounts with the same reseller or operator dial them to ring this phone. May be empty.',
    },
  },
  add: 'Add device',
  addedBefore: 'This device is there already',
  addedBeforeText:
    'The same form had added it. Its password was shown then and cannot be shown again; “New password” makes another.',
  empty: 'No devices yet',
  emptyOwnText: 'Ask your provider for one; its user name and password go into your phone.',
  emptyText: 'A device is what a phone or an exchange registers with. Add one to make calls.',
  newSecret: 'New password',
  newSecretText:
    'A new SIP user and password are made. {{username}} stays valid for 24 hours, so the phone can be changed without an outage.',
  noted: 'I have noted it',
  previousValid: 'The user name and password before stay valid until {{until}}.',
  registered: 'Registration',
  secretTitle: 'SIP device: note the password now',
  status: { active: 'Active', inactive: 'Inactive' },
  unnamed: 'Unnamed device',
};
