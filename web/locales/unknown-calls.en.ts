/** Calls and registrations that belonged to nobody. What they are and what to do is the registry's own text. */
import { UNKNOWN_CALL_CAUSES, UNKNOWN_CALL_REMEDIES } from '../../src/domain/charging/unknown-call-kinds.ts';

export const unknownCallsEn = {
  unknownCalls: {
    help: 'Calls and registrations that belonged to nobody, by address and by what was wrong. Only counters are kept, with one sample a minute.',
    search: 'Search unknown calls',
    searchHint: 'Address, network or user name',
    kind: 'What was wrong',
    anyKind: 'Anything',
    since: 'How far back',
    period: { hour: 'One hour', day: '24 hours', week: '7 days', month: '30 days' },
    source: 'Address',
    elsewhere: 'Many addresses',
    attempts: 'Tries',
    when: 'Last, first',
    sample: 'Sample',
    username: 'User name',
    dialled: 'Dialled',
    whose: 'Device of {{name}}',
    what: 'What to do',
    addAddress: 'Add to an account',
    addAddressWhat: 'Add {{address}} to an account',
    added: 'The address calls for this account now',
    toNumbers: 'To the numbers',
    empty: 'No unknown call in this time',
    emptyText:
      'Phones that show a wrong name or password, calls from addresses that are nobody’s, and carriers’ calls to numbers that are not yours come here.',
    kinds: {
      wrong_password: 'Wrong password',
      unknown_username: 'Unknown user name',
      credential_ended: 'Old user name',
      device_inactive: 'Device is off',
      wrong_realm: 'Wrong SIP domain',
      name_mismatch: 'Two names',
      too_many_contacts: 'Too many phones',
      contact_refused: 'Contact not taken',
      foreign_address: 'Foreign address',
      wrong_tech_prefix: 'No tech prefix',
      unknown_did: 'Unknown DID',
    },
    cause: UNKNOWN_CALL_CAUSES,
    remedy: UNKNOWN_CALL_REMEDIES,
    field: {
      accountId: { label: 'Account', help: 'Whose PBX is at this address.' },
      acceptOverlap: {
        label: 'Overlap is intended',
        help: 'The narrower network takes the calls, and the longer tech prefix.',
      },
      network: { label: 'Address or network', help: 'From there this account calls without a password.' },
      label: { label: 'Label', help: 'For people, such as “PBX in Berlin”. May be empty.' },
    },
  },
};
