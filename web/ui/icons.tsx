/** The few icons the panel uses; always beside a word or with a label of their button. */
const PATHS = {
  accounts: 'M5 20c0-3.3 3.1-5 7-5s7 1.7 7 5M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8',
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  card: 'M3 6h18v12H3zM3 10h18M7 14.500h4',
  carriers: 'M4 7h13M13 3l4 4-4 4M20 17H7M11 13l-4 4 4 4',
  chart: 'M4 20V4M4 20h16M8.500 16v-5M13 16V7M17.500 16v-3',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.500 2',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  down: 'M12 5v14M6 13l6 6 6-6',
  device: 'M7 3h10v18H7zM11 18h2',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.500 5.600 12 3',
  hash: 'M9 4L7 20M17 4l-2 16M4.500 9H20M4 15h15.500',
  hidden:
    'M4 4l16 16M9.900 5.800A9.600 9.600 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3 3.700M6.300 7.700A16.500 16.500 0 0 0 2.500 12s3.500 6.500 9.500 6.500a9 9 0 0 0 4-.9',
  home: 'M4 11l8-7 8 7M6 9.500V20h12V9.500M10 20v-5h4v5',
  key: 'M8 20a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9M11.200 12.300L20 3.500M16 7.500l3 3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  live: 'M3 12h4l3-7 4 14 3-7h4',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2',
  menu: 'M4 7h16M4 12h16M4 17h16',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500',
  next: 'M9 5l7 7-7 7',
  out: 'M14 5H5v14h9M10 12h11M17 8l4 4-4 4',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  phone:
    'M6.500 3.500l3 .8 1 4-2.200 1.900a12 12 0 0 0 5.500 5.500l1.900-2.200 4 1 .8 3c0 1.700-1.300 3-3 3C10.500 20.500 3.500 13.500 3.500 6.500c0-1.700 1.300-3 3-3',
  refresh: 'M20 11a8 8 0 1 0-2.300 6.200M20 5v6h-6',
  rates: 'M4 5h16M4 10h16M4 15h9M4 20h9M18 14v7M15.500 16.500c0-2.500 5-2.500 5 0',
  report: 'M4 5h16v14H4zM4 10h16M10 10v9M15 10v9',
  roles:
    'M12 3l7 2.500v5.500c0 4.500-2.800 7.800-7 10-4.200-2.200-7-5.500-7-10V5.500zM9 12l2.200 2.200L15.200 10',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500L20 20',
  settings:
    'M4 7h9M17 7h3M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M4 17h3M11 17h9M9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  shield:
    'M12 3l7 2.500v5.500c0 4.500-2.800 7.800-7 10-4.200-2.200-7-5.500-7-10V5.500zM12 8.500v4M12 15.500v.1',
  side: 'M4 5h16v14H4zM14 5v14M7 9h4M7 12.500h4',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 7v10',
  up: 'M12 19V5M6 11l6-6 6 6',
  warning: 'M12 4l9 16H3zM12 10v4.500M12 17.300v.2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={name === 'next' || name === 'back' || name === 'out' ? 'tb-icon-directional' : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
