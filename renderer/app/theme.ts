/** Calm and dense: a desk is looked at for eight hours, often on a 1366×768 screen. */
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Deep sea-blue of official signs; shade 7 on white has a contrast of 8:1. */
const sea: MantineColorsTuple = [
  '#edf5fa',
  '#dbe8f1',
  '#b3d0e3',
  '#88b6d5',
  '#65a0c9',
  '#4e92c1',
  '#2f7cb0',
  '#17609a',
  '#0f5287',
  '#094371',
]

/** Chosen so that text in shade 8 on shade 0 passes 4.5:1 for late and soon. */
const lacquer: MantineColorsTuple = [
  '#fdf0ee',
  '#f8dedb',
  '#f0bab4',
  '#e8938a',
  '#e17267',
  '#dd5e51',
  '#cf4a3d',
  '#b3382c',
  '#9c2c22',
  '#7f1f17',
]

/** For what is no fault but must be seen; shade 9 on shade 1 passes 7:1. */
const amber: MantineColorsTuple = [
  '#fff8e6',
  '#fdefcb',
  '#f8dc98',
  '#f2c761',
  '#edb636',
  '#e5a619',
  '#c98d08',
  '#9a6a00',
  '#7a5300',
  '#5c3e00',
]

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 6 },
  colors: { sea, lacquer, amber },
  fontFamily: '"Be Vietnam Pro", "Segoe UI", "Noto Sans", sans-serif',
  fontFamilyMonospace: '"Be Vietnam Pro", "Segoe UI", sans-serif',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 8 } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, withCheckIcon: false } },
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Radio: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: { centered: true, padding: 'lg', transitionProps: { duration: 0 } },
      styles: { title: { fontSize: '1rem', fontWeight: 600 } },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } },
  },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#53606b',
    '--mantine-color-placeholder': '#6a7681',
    '--mantine-color-error': '#b3382c',
    '--mantine-color-body': '#ffffff',
    '--mc-canvas': '#f2f5f7',
    '--mc-panel': '#ffffff',
    '--mc-line': '#d9e0e5',
    '--mc-line-strong': '#b9c4cc',
    '--mc-rail': '#0b3a5b',
    '--mc-rail-text': '#d8e6f0',
    '--mc-rail-active': '#16557f',
    '--mc-row-active': '#e3eff7',
    '--mc-late': '#9c2c22',
    '--mc-late-soft': '#fdf0ee',
    '--mc-soon': '#7a4b00',
    '--mc-soon-soft': '#fff4dc',
    '--mc-good': '#1d6335',
    '--mc-good-soft': '#e8f5ec',
    '--mc-info-soft': '#edf5fa',
  },
  dark: {
    '--mantine-color-dimmed': '#a7b1ba',
    '--mantine-color-placeholder': '#8d98a2',
    '--mantine-color-error': '#ff9d92',
    '--mc-canvas': '#14181c',
    '--mc-panel': '#1c2126',
    '--mc-line': '#323a42',
    '--mc-line-strong': '#4a555f',
    '--mc-rail': '#0a2436',
    '--mc-rail-text': '#c9d9e5',
    '--mc-rail-active': '#17415f',
    '--mc-row-active': '#21384a',
    '--mc-late': '#ff9d92',
    '--mc-late-soft': '#3a2120',
    '--mc-soon': '#f5c66b',
    '--mc-soon-soft': '#382d18',
    '--mc-good': '#86d6a0',
    '--mc-good-soft': '#1b3324',
    '--mc-info-soft': '#1b2e3d',
  },
})
