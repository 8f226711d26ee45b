/** How gateways do: on the dashboard, and with the trunks. */
export const gatewayHealthEn = {
  gatewayHealth: {
    unhealthy: 'Unhealthy',
    some: '{{unhealthy}} of {{gateways}} gateways',
    since: 'Since {{at}}.',
    lastFailure: 'Last failure {{at}}: {{what}}.',
    row: 'Failures in a row: {{failures}}.',
    said: 'SIP {{status}}',
    silent: 'it said nothing',
    untold: 'the switch did not say why',
    retryAt: 'Tried again from {{at}} on.',
    retryNext: 'The next call tries it.',
    recovered: 'Works again since {{at}}.',
    registered: 'Registered since {{at}}.',
    notRegistered: 'Not registered since {{at}}: see user name, password and host.',
    registrationUnknown: 'No switch says now whether it is registered.',
    unread: 'It could not be read which gateways are unhealthy.',
    more: 'And more: see the trunks.',
    title: 'Unhealthy gateways',
    text: 'Calls failed there, so they go past these gateways for now. One call tries each again at its time; on the page of its trunk you reset it at once.',
  },
};
