/** The brand of the operator or a reseller. */
export const brandEn = {
  brand: {
    title: 'Brand',
    help: 'What the panel calls itself and how it looks, for you and everybody below you. What you leave empty is that of whoever is above you.',
    addLogo: 'Drop a logo here, or choose one',
    contrast: 'Contrast {{ratio}} : 1; 4.5 : 1 is needed.',
    host: {
      title: 'Host name of its own',
      change: 'Change host name',
      help: 'A request by this name gets the brand of this reseller before sign-in, and signs in accounts of its tree only. DNS and TLS for it are yours to see to.',
      name: 'Host name',
      field: { host: { label: 'Host name', help: 'Such as portal.example.com. Empty: none.' } },
    },
    sipDomain: {
      title: 'SIP domain of its own',
      change: 'Change SIP domain',
      help: 'Devices that are made in its tree from now on register in this domain, for good, and their names need to be unique in it only. Devices that exist keep theirs. DNS for it must lead to your switch, and is yours to see to.',
      name: 'SIP domain',
      field: {
        domain: {
          label: 'SIP domain',
          help: 'Such as sip.example.com. Empty: that of whoever is above. It stays while a device has it.',
        },
      },
    },
    logo: 'Logo',
    logoHelp: 'PNG, JPEG or WebP, 256 kB at most. It is shown 26 pixels high.',
    noPicture: 'This file is no PNG, JPEG or WebP picture. Save the logo as one of them; SVG is not taken.',
    pick: 'Pick: {{what}}',
    removeLogo: 'Remove the logo',
    replaceLogo: 'Drop another logo here, or choose one',
    sample: 'Words on it',
    sending: 'Sending the logo',
    tooLarge: 'This file has more than 256 kB. Make the picture smaller.',
    field: {
      productName: { label: 'Product name', help: 'Stands beside the logo and in the title of the page.' },
      buttonColour: { label: 'Colour of buttons', help: 'Such as #14664f, with white words on it.' },
      barColour: {
        label: 'Colour of the bar',
        help: 'Such as #10241d: behind the menu, with pale words on it.',
      },
    },
  },
};
