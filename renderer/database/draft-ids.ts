/** Drafts of intakes have ids of their own; those of actions on a dossier say of which. */
const prefix = 'a:'

/** @param action at most 24 characters: an id holds 64 */
export function actionDraftId(dossierId: string, action: string): string {
  return `${prefix}${dossierId}:${action}`
}

export function isActionDraft(id: string): boolean {
  return id.startsWith(prefix)
}
