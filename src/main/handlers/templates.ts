import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Catalog } from '../catalog/catalog'
import { addTemplate, listTemplates, removeTemplate } from '../catalog/design-templates'

/** `templates.*`: starters that somebody made of a design. */
export function templatesHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const { list, add, remove } = implement(contract.templates)
  return {
    list: list.handler(() => listTemplates(catalog)),
    add: add.handler(({ input }) => {
      const made = addTemplate(catalog, input)
      announce({ name: 'templates.saved', ids: [made.id] })
      return made
    }),
    remove: remove.handler(({ input }) => {
      removeTemplate(catalog, input.id)
      announce({ name: 'templates.saved', ids: [input.id] })
      return { id: input.id }
    }),
  }
}
