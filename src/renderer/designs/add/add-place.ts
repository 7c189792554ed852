/** The tabs of the left column, in their order. */
export const addPlaces = ['templates', 'shapes', 'rings', 'ribbon', 'text', 'glyphs', 'pictures', 'brand'] as const
export type AddPlace = (typeof addPlaces)[number]
