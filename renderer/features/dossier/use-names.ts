import { useTranslation } from 'react-i18next'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import { useDesk } from '../../app/desk-context.tsx'

/** What the province's own system writes under. */
const provinceId = 'gateway'

/** Names of officers and desks; whoever is not known here is shown by id, never left out. A desk's name travels with its events. */
export function useNames() {
  const { t } = useTranslation('dossier')
  const { officers, info } = useDesk()
  return {
    officer: (id: string) =>
      id === provinceId
        ? t('province')
        : (officers.find((officer) => officer.id === id)?.name ?? t('officerUnknown', { id })),
    desk: ({ deskId: id, deskName = '' }: Pick<DossierEvent, 'deskId' | 'deskName'>) =>
      id === provinceId
        ? t('provinceByItself')
        : (id === info.deskId && info.deskName !== '' ? info.deskName : deskName) || t('deskUnknown', { id }),
  }
}
