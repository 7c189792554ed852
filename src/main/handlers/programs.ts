import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Link } from '../../core/contract/programs'
import type { Catalog } from '../catalog/catalog'
import { issuersForBadge, listBelongings, removeBelonging, saveBelonging } from '../catalog/programs'
import { linkNodes, moveLink, readGraph, unlinkNodes } from '../catalog/programs-graph'

/** `programs.*`: systems and programs, and how issuers and badges belong to them. */
export function programsHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const programs = implement(contract.programs)
  const saved = <T>(answer: T): T => {
    announce({ name: 'programs.saved', ids: [] })
    return answer
  }
  const ends = ({ kind, parentId, childId }: Link): Link => ({ kind, parentId, childId })
  return {
    graph: programs.graph.handler(() => readGraph(catalog)),
    systems: programs.systems.handler(() => listBelongings(catalog, 'system')),
    saveSystem: programs.saveSystem.handler(({ input }) => saved(saveBelonging(catalog, 'system', input))),
    removeSystem: programs.removeSystem.handler(({ input }) => {
      removeBelonging(catalog, 'system', input.id)
      return saved({ id: input.id })
    }),
    list: programs.list.handler(() => listBelongings(catalog, 'program')),
    save: programs.save.handler(({ input }) => saved(saveBelonging(catalog, 'program', input))),
    remove: programs.remove.handler(({ input }) => {
      removeBelonging(catalog, 'program', input.id)
      return saved({ id: input.id })
    }),
    link: programs.link.handler(({ input }) => {
      linkNodes(catalog, input)
      return saved(ends(input))
    }),
    unlink: programs.unlink.handler(({ input }) => {
      unlinkNodes(catalog, input)
      return saved(ends(input))
    }),
    moveLink: programs.moveLink.handler(({ input }) => {
      moveLink(catalog, input, input.direction)
      return saved(ends(input))
    }),
    issuersOf: programs.issuersOf.handler(({ input }) => issuersForBadge(catalog, input.badgeId)),
  }
}
