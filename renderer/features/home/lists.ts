/** The most urgent first. */
export const listNames = ['late', 'today', 'soon', 'toReturn'] as const
export type ListName = (typeof listNames)[number]
