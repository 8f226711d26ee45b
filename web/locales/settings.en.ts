/** The global configuration. */
export const settingsEn = {
  settings: {
    title: 'Settings',
    isDefault: 'This is the default.',
    isInherited: 'Inherited: whoever is above you set it.',
    noRateGroup: 'None',
    keptForEver: 'Kept for ever',
    nothing: 'nothing',
    ofReseller:
      'What is proposed for accounts that you and your resellers make. What you leave alone follows whoever is above you.',
    reset: 'Back to the default: {{value}}',
    resetToInherited: 'Back to the inherited value: {{value}}',
    resetWhat: 'Back to the default: {{what}}',
    mail: {
      title: 'Mail server',
      forget: 'Forget the server',
      forgetText: 'Mails are kept at their accounts from then on, and nothing is sent.',
      help: 'By this server invitations and notices go out. Without one they are kept at their accounts, where they can be read.',
      isNotSetUp: 'Not set up',
      isSetUp: 'Set up',
      passwordKept: 'As it is',
      security: {
        none: 'None: everything goes in the clear',
        starttls: 'STARTTLS: nothing is sent before it is on',
        tls: 'TLS from the beginning',
      },
      send: 'Send',
      test: 'Send a test mail',
      tested: 'The server took the mail: {{response}}',
      field: {
        host: { label: 'Host', help: 'Such as mail.example.com.' },
        security: { label: 'Security', help: 'What the server offers; most offer STARTTLS.' },
        port: { label: 'Port', help: 'Mostly 587 for STARTTLS, 465 for TLS, 25 for none. Empty: that one.' },
        user: { label: 'User name', help: 'Empty: the server asks for no sign-in.' },
        password: { label: 'Password', help: 'Kept sealed, never shown. Another server needs it again.' },
        senderAddress: { label: 'Sender', help: 'The address that mails come from.' },
        senderName: { label: 'Sender’s name', help: 'Shown beside the address. May be empty.' },
        to: { label: 'To', help: 'Where the test mail goes.' },
      },
    },
    guardStep: {
      observe: 'Note it',
      alert: 'Tell those above by mail',
      block: 'Block new calls',
      hang_up: 'Block new calls and end running ones',
    },
    prepaidTax: { on_top_up: 'On each top-up', on_usage: 'In the prices of what is used' },
    group: {
      billing: 'Billing',
      calls: 'Calls',
      defaults: 'Proposed for new accounts',
      devices: 'SIP devices',
      guards: 'Guards of customers',
      numbers: 'Account numbers',
      other: 'Other',
      pin: 'PIN',
      payments: 'Payments and currencies',
      retention: 'Retention',
      security: 'Sign-in',
    },
    field: {
      account_number: {
        length: {
          label: 'Length',
          help: 'Digits of a generated account number, the leading ones included. 6 to 20.',
        },
        may_be_typed: {
          label: 'May be typed',
          help: 'Whether an account number may be typed instead of generated.',
        },
        prefix: { label: 'Leading digits', help: 'Each generated account number begins so. May be empty.' },
      },
      pin: { length: { label: 'Length', help: 'Digits of the PIN for calling cards. 4 to 12.' } },
      defaults: {
        country: { label: 'Country', help: 'Also decides the time zone that is proposed.' },
        create_sip_device: {
          label: 'Create SIP device',
          help: 'Whether a new customer gets a SIP device at once.',
        },
        currency: { label: 'Currency', help: 'Of balance, charges and invoices.' },
        rate_group_id: {
          label: 'Rate group',
          help: 'Price list of new accounts, until somebody chooses another.',
        },
        timezone: { label: 'Time zone', help: 'Decides billing days and every time that is shown.' },
      },
      passwords: {
        length_min: {
          label: 'Shortest password',
          help: 'Characters that a new password has at least. Passwords in use stay as they are. 10 to 64.',
        },
      },
      sign_in: {
        second_factor_required_for_staff: {
          label: 'Second factor for staff',
          help: 'Operator, admins and sub-admins do nothing here before they have one. API keys go on.',
        },
      },
      sign_up: {
        allowed_for_resellers: {
          label: 'Sign-up pages of resellers',
          help: 'Switched off, resellers open none, and those that are open answer nobody.',
        },
      },
      sessions: {
        absolute_hours: {
          label: 'Longest session',
          help: 'Everybody signs in again after this time. A longer one counts from the next sign-in. 1 to 2160.',
        },
        idle_minutes: {
          label: 'Idle session',
          help: 'Who does nothing for this long is signed out. 5 to 20160.',
        },
      },
      billing: {
        prepaid_tax: {
          label: 'Tax of prepaid accounts',
          help: 'On each top-up: of 12.00 with 20 % tax, 10.00 becomes credit. In the prices: all of it becomes credit, and usage receipts say the tax in it. Change it while little prepaid money is there: what is there is taxed by the new way, whatever was taken before.',
        },
        invoice_due_days: {
          label: 'Invoices are due after',
          help: 'So many days after the day of an invoice of yours. Resellers have days of their own at their account. 0 to 365.',
        },
        number_format_receipt: {
          label: 'Numbers of receipts',
          help: '{year} and {number}, or {number:5} with five digits at least. A change counts from the next receipt, and the numbers go on.',
        },
        number_format_usage_receipt: {
          label: 'Numbers of usage receipts',
          help: 'What prepaid accounts get on their billing day. Each kind begins with other letters. Without a letterhead of its own a reseller’s numbers are those of whoever’s letterhead it prints.',
        },
        number_format_invoice: {
          label: 'Numbers of invoices',
          help: 'What postpaid accounts get on their billing day.',
        },
        number_format_credit_note: {
          label: 'Numbers of credit notes',
          help: 'What takes back all or a part of an invoice.',
        },
        number_format_commission_note: {
          label: 'Numbers of commission notes',
          help: 'What commission resellers get for what they were credited.',
        },
      },
      payments: {
        approval_above: {
          label: 'Approval above',
          help: 'A payment, refund, credit or debit by hand above this moves nothing until another person approves it. In the currency that is proposed for new accounts; other currencies by their exchange rate. Empty: none waits.',
        },
      },
      exchange: {
        feed_url: {
          label: 'Feed of exchange rates',
          help: 'Where rates are fetched, as the European Central Bank publishes them: https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml. Empty: nowhere.',
        },
        feed_hours: {
          label: 'Fetch rates every',
          help: 'So many hours after one fetch the next one follows. 1 to 168.',
        },
        spread_percent: {
          label: 'Kept of exchanged money',
          help: 'Of money that is paid in another currency than the account’s, or moved into another one, so many percent of the rate are kept. Prices of calls and products are converted without it. 0 to 20.',
        },
      },
      retention: {
        access_days: {
          label: 'Keep ended sessions and unknown calls',
          help: 'Sessions that ended, counters of unknown calls, and how calls to access numbers went, with wrong PINs, are deleted after so many days. Empty: never. 7 to 3650.',
        },
        call_numbers_days: {
          label: 'Keep numbers of calls',
          help: 'The last digits of callers and destinations are masked after so many days, with addresses and devices. Prices stay. Empty: never. 7 to 3650.',
        },
        calls_days: {
          label: 'Keep calls',
          help: 'Whole days of calls are deleted after so many days, once their month is closed: three days after its end, when the books are proved. Balances, statements and transfers stay. Empty: never. 7 to 3650.',
        },
        jobs_days: {
          label: 'Keep finished jobs',
          help: 'Deleted after so many days, with the rows that they rejected. Empty: never. 7 to 3650.',
        },
        mails_days: {
          label: 'Keep mails',
          help: 'Mails to accounts are deleted after so many days. Empty: never. 7 to 3650.',
        },
        timeline_days: {
          label: 'Keep what is personal in timelines',
          help: 'Personal values, addresses and reasons are erased after so many days; what happened stays. Empty: never. 7 to 3650.',
        },
        traces_days: {
          label: 'Keep traces of calls',
          help: 'What the checks of a call saw is removed after so many days; its reason and its price stay. Empty: never. 7 to 3650.',
        },
      },
      guards: {
        prepaid_concurrent_calls: {
          label: 'Calls at once, prepaid',
          help: 'Where an account has no limit of its own. 1 to 10000, empty: no limit.',
        },
        prepaid_calls_per_second: {
          label: 'Attempts a second, prepaid',
          help: 'Where an account has no limit of its own. 1 to 1000, empty: no limit.',
        },
        prepaid_spend_per_hour: {
          label: 'Spending in an hour, prepaid',
          help: 'In the currency of each account; what is held for running calls counts too. Empty: no cap.',
        },
        prepaid_spend_per_day: {
          label: 'Spending on a day, prepaid',
          help: 'In the currency of each account; what is held for running calls counts too. Empty: no cap.',
        },
        postpaid_concurrent_calls: {
          label: 'Calls at once, postpaid',
          help: 'Where an account has no limit of its own. 1 to 10000, empty: no limit.',
        },
        postpaid_calls_per_second: {
          label: 'Attempts a second, postpaid',
          help: 'Where an account has no limit of its own. 1 to 1000, empty: no limit.',
        },
        postpaid_spend_per_hour_percent: {
          label: 'Spending in an hour, postpaid',
          help: 'In percent of the credit limit. Without one the amount of prepaid accounts counts. 1 to 1000, empty: no cap.',
        },
        postpaid_spend_per_day_percent: {
          label: 'Spending on a day, postpaid',
          help: 'In percent of the credit limit. Without one the amount of prepaid accounts counts. 1 to 1000, empty: no cap.',
        },
        call_cost: {
          label: 'Cost of one call',
          help: 'A call is ended when it has cost this much, in the currency of the account. Empty: no cap.',
        },
        satellite_open: {
          label: 'Satellites open',
          help: 'Whether satellite phones and international networks may be called.',
        },
        premium_open: {
          label: 'Premium rate open',
          help: 'Whether premium-rate numbers abroad may be called. Those at home always may.',
        },
        high_risk_open: {
          label: 'High risk open',
          help: 'Whether destinations may be called where fraud is frequent. The country of the account always may.',
        },
        risky_prefixes: {
          label: 'Risky prefixes in an hour',
          help: 'So many different prefixes of satellites, premium rate and high risk tried within an hour, and the guard fires. 1 to 1000, empty: not counted.',
        },
        risky_prefixes_step: {
          label: 'Then, with risky prefixes',
          help: 'Each step does what those above it do. Blocked calls go on to be refused until somebody releases the account.',
        },
        spend_cap_step: {
          label: 'Then, when a cap is reached',
          help: 'The call itself is refused by the cap. This is what happens besides, once in each hour or day.',
        },
      },
      rates: {
        jump_percent: {
          label: 'Jump of a rate',
          help: 'A rate of a sheet that goes up or down by more percent is pointed out before the import. Empty: none is.',
        },
      },
      calls: {
        local_initial_increment_seconds: {
          label: 'First interval of local calls',
          help: 'Seconds of a call between two devices that are billed at once. 1 to 3600.',
        },
        local_increment_seconds: {
          label: 'Interval of local calls',
          help: 'In steps of so many seconds the rest of such a call is billed. 1 to 3600.',
        },
        verified_caller_ids_only: {
          label: 'Verified caller IDs only',
          help: 'Only caller IDs that you have marked as verified count in the CLI pool, and for card calls without a PIN.',
        },
        ring_seconds: {
          label: 'Ringing',
          help: 'How long a gateway may let the called phone ring. 5 to 300.',
        },
        seconds_max: {
          label: 'Longest call',
          help: 'A call is ended after this time. Of a reseller: each call below it. 60 to 86400; what those above say is the most.',
        },
        slice_seconds: {
          label: 'Slice',
          help: 'Talk time that money is set aside for at once. Short ones let small balances call; 6 to 3600.',
        },
      },
    },
  },
  taxes: {
    title: 'Taxes',
    help: 'They are chosen at each account, in their order, and stand on its receipts and invoices. What was issued keeps the taxes that it was issued with.',
    rate: 'Rate',
    way: 'How',
    inPrices: 'in the prices',
    added: 'added to prices',
    compound: 'on taxes before it',
    kind: { percentage: 'Percentage', fixed: 'Fixed amount' },
    add: 'Add tax',
    edit: 'Edit tax',
    remove: 'Delete tax',
    removeText:
      '{{what}} can no longer be chosen. A tax that an account has stays until it is taken off there.',
    empty: 'No taxes',
    emptyText: 'Add one, such as VAT with 19 percent, to choose it at accounts.',
    field: {
      name: { label: 'Name', help: 'As it stands on documents, such as “VAT”.' },
      kind: {
        label: 'Kind',
        help: 'A percentage of the net amount, or an amount of its own, once on each document.',
      },
      percent: { label: 'Percent', help: '0 to 100, at most four digits after the point.' },
      amount: { label: 'Amount', help: 'Due once on each document that comes to anything.' },
      currency: { label: 'Currency', help: 'Accounts of another currency do not pay it.' },
      isInclusive: {
        label: 'In the prices already',
        help: 'The price stays, and the tax is taken out of it. Otherwise it is added to the price.',
      },
      isCompound: {
        label: 'On taxes before it, too',
        help: 'Of the net amount and the taxes that stand before it at the account. If it is in the prices, only of those that are in the prices too. Otherwise of the net amount alone.',
      },
      jurisdiction: {
        label: 'Where it is due',
        help: 'Such as a country or a province; printed with the tax. May be empty.',
      },
      status: {
        label: 'Status',
        help: 'An inactive tax is not offered any more. Accounts that have it keep it.',
      },
      accounts: { label: 'Accounts', help: '' },
    },
  },
  destinations: {
    title: 'Destinations closed until opened',
    help: 'The longest prefix of a number decides its kind. Whether a kind is open is said by the settings above, and at each account.',
    add: 'Add prefix',
    edit: 'Edit prefix',
    remove: 'Remove prefix',
    removeText: 'From now on numbers that begin with {{what}} can be called as any others.',
    empty: 'No prefixes',
    show: 'Show the list',
    hide: 'Hide the list',
    emptyText: 'Every destination with a price can be called.',
    class: { satellite: 'Satellite', premium: 'Premium rate', high_risk: 'High risk' },
    field: {
      prefix: { label: 'Prefix', help: 'First digits of international numbers, such as +8816.' },
      class: { label: 'Kind', help: '' },
      note: { label: 'Note', help: 'For people, such as the name of the place. May be empty.' },
    },
  },
};
