import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Clock } from '../../core/ports'
import { printSheet } from '../delivery/print-sheet'

/** `printing.*`: what is printed true to size. */
export function printingHandlers({ now }: { now: Clock }) {
  const { sheet } = implement(contract.printing)
  return {
    sheet: sheet.handler(async ({ input }) => {
      const pictures = input.pictures.map((picture) => Buffer.from(picture, 'base64'))
      return { pdf: (await printSheet(input.sheet, pictures, new Date(now()))).toString('base64') }
    }),
  }
}
