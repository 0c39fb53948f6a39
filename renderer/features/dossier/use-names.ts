import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'

/** Names of officers and desks; whoever is not known here is shown by id, never left out. */
export function useNames() {
  const { t } = useTranslation('dossier')
  const { officers, info } = useDesk()
  return {
    officer: (id: string) => officers.find((officer) => officer.id === id)?.name ?? t('officerUnknown', { id }),
    desk: (id: string) => (id === info.deskId && info.deskName !== '' ? info.deskName : t('deskUnknown', { id })),
  }
}
