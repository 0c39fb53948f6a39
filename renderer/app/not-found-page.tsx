import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('app')
  return <EmptyState title={t('notFound.title')} detail={t('notFound.body')} />
}
