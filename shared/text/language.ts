/** The languages in which people are spoken to; Vietnamese wherever nobody asked for another. */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]
