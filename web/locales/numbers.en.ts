/** What belongs to an account row by row, and its limits. */
export const numbersEn = {
  numbers: {
    label: 'Label',
    controls: {
      over: {
        customer:
          'That is over already: since {{at}} this account makes no calls, and calls that run end within seconds. It can still sign in, and its money stays.',
        reseller:
          'That is over already: since {{at}} no account below this one makes calls, and calls that run end within seconds. It can still sign in, and its money stays.',
      },
      title: 'Validity, caller ID and alert',
      noAlert: 'No alert',
      noEnd: 'No end',
      ownNumber: 'The number that the caller sends',
      field: {
        validUntil: {
          label: 'Valid until',
          help: 'From then on calls are refused, and calls that run are ended. Empty: no end.',
        },
        forcedCallerId: {
          label: 'Forced caller ID',
          help: 'What every outbound call shows. Empty: the number that the caller sends.',
        },
        alertThreshold: {
          label: 'Alert threshold',
          help: 'Below this much available money the account gets a mail, once until there is more again. Empty: none.',
        },
      },
    },
    guards: {
      title: 'Guards',
      help: 'They bound the damage when a phone or a password is stolen. Hours and days are those of UTC.',
      from: { account: 'of this account', above: 'by the settings', built_in: 'built in' },
      used: '{{spent}} spent + {{held}} held',
      reached: 'Reached',
      uncapped: 'No cap',
      open: 'Open',
      closed: 'Closed',
      limits: 'Calls at once, attempts a second',
      notCounted: 'Not counted',
      ownLength: 'A length of its own',
      ownNumber: 'A number of its own',
      firesAt: '{{count}}, then {{step}}',
      step: {
        observe: 'note it',
        alert: 'tell those above',
        block: 'block new calls',
        hang_up: 'block new calls and end running ones',
      },
      limitsText: '{{calls}} · {{attempts}}',
      option: {
        settings: 'As the settings say: {{value}}',
        own: 'An amount of its own',
        unlimited: 'No cap',
        open: 'Open',
        closed: 'Closed',
      },
      field: {
        spendPerHour: { label: 'Spending in an hour', help: 'What is held for running calls counts too.' },
        spendPerDay: { label: 'Spending on a day', help: 'What is held for running calls counts too.' },
        callCost: { label: 'Cost of one call', help: 'A call is ended when it has cost this much.' },
        callSeconds: {
          label: 'Length of one call',
          help: 'A call is ended after this. 60 to 86400; what the settings say is the most.',
        },
        satellite: { label: 'Satellites', help: 'Satellite phones and international networks.' },
        premium: {
          label: 'Premium rate',
          help: 'Premium-rate numbers abroad; those at home are always open.',
        },
        highRisk: {
          label: 'High risk',
          help: 'Destinations where fraud is frequent; the country of the account is always open.',
        },
        riskyPrefixes: {
          label: 'Risky prefixes in an hour',
          help: 'So many different prefixes of the three kinds above, tried within an hour, block new calls or do what the settings say.',
        },
      },
    },
    ipAddresses: {
      title: 'IP addresses',
      help: 'A PBX at one of these addresses calls for this account without a password.',
      add: 'Add IP address',
      edit: 'Edit IP address',
      remove: 'Remove IP address',
      removeText:
        'Calls from {{what}} are refused from now on, unless another entry covers the address. Calls that run are not cut.',
      empty: 'No IP addresses',
      emptyText: 'Phones sign in with their SIP password. Add an address for a PBX that cannot.',
      field: {
        network: {
          label: 'Address or network',
          help: 'Such as 192.0.2.10, 192.0.2.0/28 or 2001:db8::/64.',
        },
        techPrefix: {
          label: 'Tech prefix',
          help: 'What is dialled in front of each number to tell accounts behind one address apart, such as 99 or 99#. May be empty.',
        },
        label: { label: 'Label', help: 'For people, such as “PBX in Berlin”. May be empty.' },
        acceptOverlap: {
          label: 'Overlap is intended',
          help: 'The narrower network takes the calls, and the longer tech prefix.',
        },
      },
    },
    callerIds: {
      title: 'Caller IDs',
      help: 'Numbers that belong to this account.',
      flags: 'Used for',
      add: 'Add caller ID',
      edit: 'Edit caller ID',
      remove: 'Remove caller ID',
      removeText:
        '{{what}} is no longer a number of this account: the CLI pool does not present it any more, and card calls from it need the PIN.',
      empty: 'No caller IDs',
      emptyText: 'Add a number so that the CLI pool can present it, or calls from it need no PIN.',
      field: {
        number: { label: 'Number', help: 'International, such as +493012345678.' },
        label: { label: 'Label', help: 'For people, such as “Head office”. May be empty.' },
        isPresent: {
          label: 'Present',
          short: 'present',
          help: 'The CLI pool may show it instead of a number that is not the account’s.',
        },
        isPinless: {
          label: 'Without PIN',
          short: 'pinless',
          help: 'Calling-card calls from this number need no PIN. Each number opens one account only.',
        },
        isVerified: {
          label: 'Verified',
          short: 'verified',
          help: 'Somebody has proved that the number is the account holder’s. A setting says whether others count in the CLI pool and without a PIN.',
        },
      },
    },
    dids: {
      title: 'DIDs',
      help: 'Numbers by which calls come in to this account.',
      place: 'Place',
      since: 'Since',
      assign: 'Assign DID',
      assignText: 'The account gets the number, and nobody else does until it is taken back.',
      choice: 'Number',
      choiceHelp:
        'Free numbers of yours, and of resellers above the account. Type how it begins, such as +4930.',
      assigned: '{{what}} is assigned',
      takeBack: 'Take back',
      takeBackWhat: 'Take back {{what}}',
      takeBackText: 'The account loses {{what}} at once. The number is free, and may be assigned again.',
      takenBack: '{{what}} is free',
      empty: 'No DIDs',
      emptyText: 'Assign one of your free numbers. It is this account’s alone until you take it back.',
      field: { number: { label: 'Number' }, label: { label: 'Label' } },
      more: 'Only the first {{count}} are shown. See all in the list of numbers.',
    },
    forwarding: {
      title: 'Forward {{what}}',
      label: 'Forwarding',
      edit: 'Forward',
      when: {
        never: 'Not forwarded',
        always: 'Always',
        unregistered: 'With no phone registered',
        no_answer: 'When nobody answers, or no phone is registered',
      },
      simulate: 'Simulate',
      told: {
        always: 'Always to {{to}}',
        unregistered: 'With no phone registered to {{to}}',
        no_answer: 'Without an answer to {{to}}',
      },
      field: {
        when: {
          label: 'When',
          help: 'Calls that go on are paid as calls of the account, within its guards.',
        },
        to: { label: 'To', help: 'International, such as +493012345678.' },
        afterSeconds: { label: 'After seconds', help: 'So long phones ring: 5 to 120.' },
      },
    },
    speedDials: {
      title: 'Speed dials',
      help: 'Short digits that are dialled instead of a whole number.',
      add: 'Add speed dial',
      edit: 'Edit speed dial',
      remove: 'Remove speed dial',
      removeText: 'Dialling {{what}} does not call its number any more.',
      empty: 'No speed dials',
      emptyText: 'Add one, such as 1 for the office.',
      field: {
        digits: { label: 'Digits', help: '1 to 3 digits.' },
        destination: { label: 'Calls', help: 'What is dialled instead, such as +493012345678.' },
        label: { label: 'Label', help: 'For people, such as “Office”. May be empty.' },
      },
    },
    blockedPrefixes: {
      title: 'Blocked prefixes',
      help: 'Calls to numbers that begin so are refused.',
      helpOfReseller: 'Calls to numbers that begin so are refused to everybody below this reseller.',
      setBy: { label: 'Set by', above: 'Somebody above', itself: 'The reseller itself' },
      add: 'Block a prefix',
      edit: 'Edit blocked prefix',
      remove: 'Unblock prefix',
      removeText: 'Calls to numbers that begin with {{what}} are possible again at once.',
      empty: 'Nothing is blocked',
      emptyText: 'Block what nobody here should call, such as +4990 for premium numbers in Germany.',
      field: {
        prefix: { label: 'Prefix', help: 'How the numbers begin, with the country code, such as +4990.' },
        label: { label: 'Label', help: 'For people, such as “Premium numbers”. May be empty.' },
      },
    },
  },
};
