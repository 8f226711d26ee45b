/**
 * The panel's own look: ledger green on paper, hairlines, figures that align. Mantine's default greys,
 * reds and placeholders miss WCAG's 4.5 : 1; they are replaced here, once, for both colour schemes.
 */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ledger: MantineColorsTuple = [
  '#e9f5f1',
  '#d3e9e1',
  '#a8d3c5',
  '#79bba6',
  '#4fa38a',
  '#2f8c72',
  '#1d7a61',
  '#14664f',
  '#0e5240',
  '#083d2f',
];
const paper: MantineColorsTuple = [
  '#f7f8f6',
  '#f0f2ef',
  '#e4e8e3',
  '#d3d9d3',
  '#b6beb7',
  '#7e8881',
  '#5d6761',
  '#4b554f',
  '#303833',
  '#1b211d',
];
const night: MantineColorsTuple = [
  '#dce2dd',
  '#bcc5be',
  '#98a29b',
  '#6f7a73',
  '#3d4641',
  '#2d3530',
  '#232a26',
  '#181d1a',
  '#121614',
  '#0c0f0d',
];

const SANS = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "DejaVu Sans Mono", monospace';

export const theme = createTheme({
  primaryColor: 'ledger',
  colors: { ledger, gray: paper, dark: night },
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#1b211d',
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  headings: { fontFamily: SANS, fontWeight: '650' },
  defaultRadius: 'sm',
  radius: { sm: '6px', md: '10px' },
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.9375rem' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f7f8f6',
    '--mantine-color-dimmed': '#5d6761',
    '--mantine-color-placeholder': '#68726c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0e5c47',
    '--mantine-color-default-border': '#c3cbc4',
    '--tb-surface': '#ffffff',
    '--tb-raised': '#fbfcfa',
    '--tb-line': '#e0e5df',
    '--tb-rail': '#10241d',
    '--tb-rail-text': '#c9d9d1',
    '--tb-rail-active': '#1d3d32',
    '--tb-good': '#14664f',
    '--tb-good-soft': '#e2f2ec',
    '--tb-warn': '#7a4a00',
    '--tb-warn-soft': '#fcf0d8',
    '--tb-bad': '#a3211a',
    '--tb-bad-soft': '#fce9e7',
    '--tb-mute-soft': '#eceeeb',
  },
  dark: {
    '--mantine-color-body': '#121614',
    '--mantine-color-dimmed': '#98a29b',
    '--mantine-color-placeholder': '#87918a',
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-anchor': '#79cfb4',
    '--mantine-color-default-border': '#3d4641',
    '--tb-surface': '#181d1a',
    '--tb-raised': '#1d2320',
    '--tb-line': '#2a312d',
    '--tb-rail': '#0c0f0d',
    '--tb-rail-text': '#b5c3bb',
    '--tb-rail-active': '#1d2d26',
    '--tb-good': '#7fd3b8',
    '--tb-good-soft': '#173329',
    '--tb-warn': '#f0c074',
    '--tb-warn-soft': '#382a12',
    '--tb-bad': '#ff9a90',
    '--tb-bad-soft': '#3d1c19',
    '--tb-mute-soft': '#262d29',
  },
});
