/** The most urgent first. */
export const listNames = ['late', 'today', 'soon', 'toReturn', 'uncollected', 'online'] as const
export type ListName = (typeof listNames)[number]
