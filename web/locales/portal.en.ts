/** What a customer reads in its own portal. */
export const portalEn = {
  portal: {
    redeem: 'Redeem a coupon',
    number: 'Account number {{number}}',
    spend: 'You can spend',
    balance: 'Your balance is {{amount}}.',
    owes: 'You owe {{amount}}.',
    credit: 'You may owe up to {{amount}}.',
    held: '{{amount}} of it is set aside for calls that are going on.',
    low: 'Less than {{amount}} is left.',
    warning: {
      title: 'Low-balance warning',
      none: 'No warning is set.',
      set: 'You are warned here when less than {{amount}} is left.',
      change: 'Change',
      add: 'Set a warning',
      field: {
        alertThreshold: {
          label: 'Warn below',
          help: 'When less than this is left, you get a mail and your start page warns you. Empty: no warning.',
        },
      },
    },
    owed: {
      title: 'What do I owe?',
      open_one: '{{amount}} on {{count}} open invoice.',
      open_other: '{{amount}} on {{count}} open invoices.',
      overdue: '{{amount}} of it is overdue. Please pay your provider.',
      nothing: {
        prepaid: 'Nothing: you pay in advance.',
        postpaid: 'Nothing: every invoice is paid.',
      },
      unbilled: {
        prepaid: 'Since your last usage receipt you used {{amount}}; the next receipt comes on {{date}}.',
        postpaid: '{{amount}} more will be on the invoice of {{date}}, before taxes that are added there.',
      },
    },
    calling: 'Can I call?',
    yes: 'Yes, you can call.',
    no: {
      first_interval:
        'No: {{available}} is left, and even the cheapest call begins with {{first}}. Please pay your provider first.',
      account_closed: 'No: your account is closed.',
      account_expired: 'No: your account has expired. Please ask your provider.',
      suspended_for_debt:
        'No: invoices are not paid. Pay what is overdue, and calls are possible within a minute.',
      account_suspended: 'No: your account is suspended. Please ask your provider.',
      insufficient_funds: 'No: there is no money left to call with. Please pay your provider first.',
      blocked_by_guard:
        'No: new calls are blocked, because unusual calls were seen. Please ask your provider; emergency calls go out.',
      spend_cap_reached: 'No: you have spent what you may spend on calls for now. It opens again by itself.',
      no_rate_group: 'No: calls are not set up for your account yet. Please ask your provider.',
      reseller_suspended: 'No: calls are not possible at the moment. Please ask your provider.',
    },
    devices: 'Your phones',
    noDevices: 'No phone is set up',
    noDevicesText: 'Ask your provider for a SIP device; its user name and password go into your phone.',
    details: {
      edit: 'Edit',
      contact: 'How you are reached',
      security: 'Sign-in',
      fixed: 'Changed by your provider',
      fixedText: 'Invoices and taxes depend on these. Ask your provider when one is wrong.',
      password: 'Change password',
      sessions: 'Where you are signed in',
      timeline: 'What happened to your account',
      mails: 'Mails to you',
      apiKeys: 'API keys for your programs',
      name: 'Name',
      plan: 'Price list',
    },
    callerIds: {
      title: 'Caller IDs',
      help: 'Numbers that are yours. Your provider verifies each before your calls may show it.',
      state: 'State',
      verified: 'Verified',
      unverified: 'Not verified yet',
      add: 'Add number',
      edit: 'Edit number',
      remove: 'Remove number',
      removeText: '{{what}} is no longer in your list, and your calls do not show it any more.',
      empty: 'No numbers of yours yet',
      emptyText: 'Add a number that is yours, such as that of your office.',
      field: {
        number: {
          label: 'Number',
          help: 'International, such as +493012345678. A changed number must be verified again.',
        },
        label: { label: 'Label', help: 'For people, such as “Head office”. May be empty.' },
      },
    },
  },
};
