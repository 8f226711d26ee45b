/** Closing an account, changing its type, moving it. */
export const lifeEn = {
  life: {
    becomes: 'becomes',
    checkAgain: 'Check again',
    close: {
      addresses: 'IP addresses',
      devices: 'SIP devices',
      done: '{{name}} is closed',
      openAccounts: 'Open accounts below',
      submit: 'Close account',
      text: 'A closed account neither calls nor signs in. Its calls, movements and mails stay, and it can be activated again.',
      title: 'Close {{name}}',
    },
    erase: {
      count: {
        calls: 'Calls to mask',
        devices: 'SIP devices',
        events: 'Events of the timeline',
        items: 'IP addresses and numbers',
        mails: 'Mails',
        notes: 'Notes of movements',
      },
      done: 'What was personal of account {{number}} is erased',
      number: 'Type {{number}} to erase',
      numberHelp: 'There is no way back.',
      numberWrong: 'This is not the number of this account.',
      submit: 'Erase for good',
      text: 'Name, addresses, sign-in, phones, mails, notes, and what is personal in the timeline are erased. Numbers of calls are masked. The account number, the money, the calls and the documents, as they were issued, stay in the books.',
      title: 'Erase {{name}}',
    },
    billNow: 'Bill now',
    finding: {
      erased_while_corrected: {
        message: 'The last call may still be corrected by its switch.',
        fix: 'Wait until {{until}}.',
      },
      erased_while_owing: {
        message: 'The account owes {{amount}}.',
        fix: 'Record the payment or a correction, so that the balance is 0.',
      },
      erased_with_money: {
        message: '{{amount}} of the holder’s money are on the account.',
        fix: 'Pay it out or transfer it, so that the balance is 0.',
      },
      not_closed: { message: 'The account is not closed.', fix: 'Close it first.' },
      account_closed: { message: 'The account is closed.', fix: 'Activate it again first.' },
      accounts_come_along: {
        message_one: '{{count}} account below it comes along.',
        message_other: '{{count}} accounts below it come along.',
      },
      addresses_stop: {
        message_one: '{{count}} IP address can no longer call.',
        message_other: '{{count}} IP addresses can no longer call.',
      },
      balance_left: {
        message: '{{amount}} of the holder’s money are in the book of the former seller.',
        fix: 'Pay it out or transfer it, so that the balance is 0.',
      },
      balance_owed: {
        message: 'The account owes the former seller {{amount}}.',
        fix: 'Record the payment, so that the balance is 0.',
      },
      below_itself: {
        message: 'Reseller {{number}} is the account itself, or below it.',
        fix: 'Choose a reseller that is not below the account.',
      },
      calls_end: {
        message_one: '{{count}} running call ends within seconds; what was talked is charged.',
        message_other: '{{count}} running calls end within seconds; what was talked is charged.',
      },
      calls_go_on: {
        message_one: '{{count}} running call goes on; its next slice is held under the new terms.',
        message_other: '{{count}} running calls go on; their next slices are held under the new terms.',
      },
      calls_may_be_corrected: {
        message: 'The last call may still be corrected by its switch, in the book of the former seller.',
        fix: 'Wait until {{until}}; or suspend the account, and open a new one at the new reseller.',
      },
      calls_run_on: {
        message_one:
          '{{count}} running call goes on until {{until}} at most: for help, or at a switch that takes no commands.',
        message_other:
          '{{count}} running calls go on until {{until}} at most: for help, or at a switch that takes no commands.',
      },
      cli_pool_ends: {
        message: 'Its NON-CLI rate group belongs to the former seller: the CLI pool is switched off.',
      },
      closed_already: { message: 'The account is closed already.' },
      concurrent_calls_follow: {
        message: 'Concurrent calls follow the account type: {{after}} instead of {{before}}.',
      },
      cps_follows: {
        message: 'Call attempts per second follow the account type: {{after}} instead of {{before}}.',
      },
      credit_limit_ends: {
        message: 'The credit limit of {{amount}} is set to 0: a prepaid account has none.',
      },
      hour_cap_follows: {
        message: 'At most {{after}} can be spent on calls in an hour, instead of {{before}}.',
      },
      day_cap_follows: {
        message: 'At most {{after}} can be spent on calls in a day, instead of {{before}}.',
      },
      devices_stop: {
        message_one: '{{count}} SIP device can no longer call.',
        message_other: '{{count}} SIP devices can no longer call.',
      },
      foreign_role: {
        message: 'The role {{name}} belongs to the reseller that it leaves.',
        fix: 'Give it, and those below it that have this role, another role first.',
      },
      extension_taken: {
        message: 'The extension {{extension}} of one of its devices is in use there.',
        fix: 'Give the device another extension first, or none.',
      },
      foreign_numbers: {
        message_one: '{{count}} number belongs to the reseller that the account leaves.',
        message_other: '{{count}} numbers belong to the reseller that the account leaves.',
        fix: 'Take these numbers from the account first.',
      },
      has_open_accounts: {
        message_one: '{{count}} account below this one is still open.',
        message_other: '{{count}} accounts below this one are still open.',
        fix: 'Close or move the accounts below this one first.',
      },
      held_on_credit: {
        message: 'Running calls hold {{amount}} more than the balance.',
        fix: 'Wait until the calls have ended, or record a payment first.',
      },
      history_stays: {
        message:
          'Calls, movements and mails until now stay in sight of the holder, and of those above both owners only.',
      },
      keys_end: {
        message_one: '{{count}} API key is revoked, for good.',
        message_other: '{{count}} API keys are revoked, for good.',
      },
      live_calls: {
        message_one: '{{count}} call of the account or below it is going on.',
        message_other: '{{count}} calls of the account or below it are going on.',
        fix: 'Wait until the calls have ended, or suspend the account.',
      },
      localization_ends: { message: 'Its localization belongs to the former seller and is taken off.' },
      last_document_follows: {
        message: 'Something is on no document yet: the last one follows on the billing day.',
      },
      open_is_billed_postpaid: {
        message:
          'What was charged until now goes on an invoice at once; later calls go on a usage receipt on the billing day.',
      },
      open_is_billed_prepaid: {
        message:
          'What was called until now goes on a usage receipt at once; later calls go on an invoice on the billing day.',
      },
      money_held: { message: '{{amount}} are held for calls.', fix: 'Wait until they have ended.' },
      money_left: {
        message: '{{amount}} of the holder’s money stay on the account.',
        fix: 'Transfer it to another account before closing, or pay it out: a refund can be recorded later too.',
      },
      money_owed: {
        message: '{{amount}} are owed.',
        fix: 'Record the payment before or after: a closed account still pays what it owes.',
      },
      new_book: { message: 'The wallet is opened in the book of the new seller, with a balance of 0.' },
      no_rate_group: {
        message: 'The account has no rate group then: its calls are refused until it gets one.',
      },
      not_billed: {
        message: '{{amount}} that were charged or credited are on no document of the former seller yet.',
        fix: 'Bill the account now.',
      },
      numbers_given_up: {
        message_one: '{{count}} DID goes back to whoever is above the account.',
        message_other: '{{count}} DIDs go back to whoever is above the account.',
      },
      numbers_used: {
        message_one: '{{count}} DID no longer reaches the account and is free again.',
        message_other: '{{count}} DIDs no longer reach the account and are free again.',
      },
      operator_stays_open: { message: 'The operator stays active.' },
      other_currency: {
        message: 'The account is in {{currency}}, and reseller {{number}} in {{other}}.',
        fix: 'Choose a reseller in the same currency.',
      },
      has_subscriptions: {
        message_one: '{{count}} subscription is of products that the former seller sells.',
        message_other: '{{count}} subscriptions are of products that the former seller sells.',
        fix: 'Cancel them first, and order anew afterwards.',
      },
      subscriptions_end: {
        message_one: '{{count}} subscription ends.',
        message_other: '{{count}} subscriptions end.',
      },
      others_change_seller: {
        message_one: '{{count}} account below this commission reseller would get another seller too.',
        message_other: '{{count}} accounts below this commission reseller would get another seller too.',
        fix: 'Move those accounts one by one instead.',
      },
      own_account: { message: 'You would lock yourself out.', fix: 'Ask another admin or the operator.' },
      owes_money: {
        message: 'The account owes {{amount}}, and a prepaid account owes nothing.',
        fix: 'Record the payment first, then change the type.',
      },
      rate_group_needed: {
        message: 'Its rate group belongs to the former seller.',
        fix: 'Choose a rate group of the new seller.',
      },
      sessions_end: {
        message_one: '{{count}} sign-in session ends.',
        message_other: '{{count}} sign-in sessions end.',
      },
      target_closed: { message: 'Reseller {{number}} is closed.', fix: 'Choose another one.' },
      packages_end: {
        message: 'Its packages belong to the former seller and end: nothing of them is free then.',
      },
      taxes_end: { message: 'Its taxes belong to the former seller and are taken off.' },
      too_deep: {
        message: 'Resellers would be {{depth}} deep, and at most {{most}} are allowed.',
        fix: 'Choose a reseller higher up.',
      },
      too_many_accounts: {
        message: '{{count}} accounts would move, and at most {{most}} move at once.',
        fix: 'Move the resellers below it one by one first.',
      },
    },
    held: 'Held',
    more: 'and {{count}} more',
    move: {
      done: '{{name}} was moved',
      me: 'Directly below you',
      noRateGroups: 'The new seller has no rate group yet',
      nobody: 'There is no other reseller',
      operator: 'The operator, without a reseller',
      owner: 'Owner',
      rateGroupHelp: 'The one it has belongs to the former seller. Its calls have this price from now on.',
      submit: 'Move account',
      text: {
        customer: 'The account gets another owner, with its devices, numbers and sign-in as they are.',
        reseller: 'The reseller gets another owner, with everything below it, as it is.',
      },
      title: 'Move {{name}}',
      to: 'New owner',
    },
    obstacles: 'This stands in the way:',
    owed: 'Owed',
    reason: 'Reason',
    reasonHelp: 'Stands in the timeline. May be empty.',
    type: {
      creditLimitWrong: 'Type an amount of 0 or more, such as 50 or 12.50.',
      done: { postpaid: '{{name}} is postpaid now', prepaid: '{{name}} is prepaid now' },
      submit: { postpaid: 'Make it postpaid', prepaid: 'Make it prepaid' },
      text: {
        postpaid: 'Calls go on below a balance of 0, as far as the credit limit reaches.',
        prepaid: 'Calls stop when the money ends. There is no credit limit any more.',
      },
      title: { postpaid: 'Change {{name}} to postpaid', prepaid: 'Change {{name}} to prepaid' },
    },
  },
};
