/** Bridge calls for scans. */
import type { HandlerContext, Part } from './host-handlers.ts'

export function attachmentHandlers({ desk }: Pick<HandlerContext, 'desk'>): Part<'attachments'> {
  const attachments = () => desk()?.attachments ?? null
  return {
    'attachments.put': async (request) => {
      const services = desk()
      if (services === null || services.session.officerId === null) return { kind: 'failed', code: 'NOT_SIGNED_IN' }
      return services.attachments.put(request)
    },
    'attachments.send': async (request) => (await attachments()?.send(request)) ?? { unknown: request.ids },
    'attachments.get': async ({ id }) => {
      const services = desk()
      if (services === null) return { kind: 'missing' }
      if (services.session.officerId === null) throw new Error('Scans are read after signing in.')
      return services.attachments.get(id)
    },
    'attachments.putThumbnail': async (request) => {
      await attachments()?.putThumbnail(request)
      return {}
    },
    'attachments.thumbnail': async ({ id }) => {
      const services = desk()
      if (services !== null && services.session.officerId === null) throw new Error('Scans are read after signing in.')
      return { content: (await services?.attachments.thumbnail(id)) ?? null }
    },
    'attachments.status': async () => attachments()?.status() ?? [],
    'attachments.confirm': async (request) => (await attachments()?.confirm(request)) ?? { sent: 0, refused: 0 },
    'attachments.retry': async () => {
      await attachments()?.retry()
      return {}
    },
  }
}
