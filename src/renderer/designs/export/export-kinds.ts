/** What a design can be exported as: a picture, a drawing, sheets for paper, or the design itself. */
export const exportKinds = ['png', 'svg', 'buttons', 'stickers', 'project'] as const
export type ExportKind = (typeof exportKinds)[number]
