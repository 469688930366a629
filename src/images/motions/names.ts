/** The ways in which a picture can be set in motion. */
export const motions = ['bounce', 'spin', 'party', 'petpet', 'shake', 'wiggle'] as const;
export type Motion = (typeof motions)[number];
