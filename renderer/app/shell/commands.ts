/** What can be asked for from anywhere: the rail, the function keys and the palette all read this list. */
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktopCog,
  IconArrowsExchange,
  IconReportAnalytics,
  IconCashBanknote,
  IconHome,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconLogout,
  IconMoon,
  IconPackageExport,
  IconPrinter,
  IconRefresh,
  IconSearch,
  IconSettings,
  IconSun,
  IconNotebook,
  IconTextPlus,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../desk-context.tsx'
import { showHelp } from './show-help.ts'
import { rememberLanguage } from '../language.ts'

export const places = [
  { name: 'home', path: '/', keys: null, Icon: IconHome },
  { name: 'intake', path: '/intake', keys: 'F2', Icon: IconTextPlus },
  { name: 'search', path: '/search', keys: 'F3', Icon: IconSearch },
  { name: 'returns', path: '/returns', keys: 'F4', Icon: IconPackageExport },
  { name: 'sync', path: '/sync', keys: 'F6', Icon: IconRefresh },
  { name: 'register', path: '/register', keys: 'F7', Icon: IconNotebook },
  { name: 'handover', path: '/handover', keys: 'F8', Icon: IconArrowsExchange },
  { name: 'queue', path: '/queue', keys: 'F9', Icon: IconUsersGroup },
  { name: 'cash', path: '/cash', keys: 'F10', Icon: IconCashBanknote },
  { name: 'report', path: '/report', keys: 'Ctrl F10', Icon: IconReportAnalytics },
] as const

export interface Command {
  id: string
  label: string
  detail: string
  keys: string | null
  Icon: typeof IconHome
  run: () => void
}

export function useCommands(): Command[] {
  const { t, i18n } = useTranslation('app')
  const navigate = useNavigate()
  const { lock, signOut } = useDesk()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = i18n.language === 'vi' ? 'en' : 'vi'
  return [
    ...places.map(({ name, path, keys, Icon }) => ({
      id: name,
      label: t(`nav.${name}`),
      detail: t(`palette.${name}Detail`),
      keys,
      Icon,
      run: () => void navigate(path),
    })),
    {
      id: 'prints',
      label: t('palette.prints'),
      detail: t('palette.printsDetail'),
      keys: null,
      Icon: IconPrinter,
      run: () => void navigate('/prints'),
    },
    {
      id: 'machine',
      label: t('palette.machine'),
      detail: t('palette.machineDetail'),
      keys: null,
      Icon: IconDeviceDesktopCog,
      run: () => void navigate('/machine'),
    },
    {
      id: 'settings',
      label: t('palette.settings'),
      detail: t('palette.settingsDetail'),
      keys: 'Ctrl ,',
      Icon: IconSettings,
      run: () => void navigate('/settings'),
    },
    {
      id: 'help',
      label: t('palette.help'),
      detail: t('palette.helpDetail'),
      keys: 'F1',
      Icon: IconKeyboard,
      run: showHelp,
    },
    { id: 'lock', label: t('palette.lock'), detail: t('palette.lockDetail'), keys: null, Icon: IconLock, run: lock },
    {
      id: 'signOut',
      label: t('palette.signOut'),
      detail: t('palette.signOutDetail'),
      keys: null,
      Icon: IconLogout,
      run: signOut,
    },
    {
      id: 'scheme',
      label: t(scheme === 'light' ? 'palette.dark' : 'palette.light'),
      detail: '',
      keys: null,
      Icon: scheme === 'light' ? IconMoon : IconSun,
      run: () => setColorScheme(scheme === 'light' ? 'dark' : 'light'),
    },
    {
      id: 'language',
      label: t(other === 'en' ? 'palette.english' : 'palette.vietnamese'),
      detail: '',
      keys: null,
      Icon: IconLanguage,
      run: () => rememberLanguage(i18n, other),
    },
  ]
}
