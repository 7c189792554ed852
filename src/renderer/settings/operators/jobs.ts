import type { TFunction } from 'i18next'
import type { Operator } from '../../../core/contract/operators'
import { capabilitiesOfPeople, type Scope, type ScopeType } from '../../../core/operators/capabilities'
import { presetOf } from '../../../core/operators/presets'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'

export type Thing = { id: string; name: string }
/** What a right can be given for, by kind. */
export type Things = Record<Exclude<ScopeType, 'library'>, readonly Thing[]>

const none: Things = { system: [], issuer: [], program: [], badge: [] }

/** Everything that a right can be given for; empty while it is read. */
export function useThings(): Things {
  const graph = useCall(['operators', 'things'], (signal) => client.programs.graph(undefined, { signal }), [
    'programs.saved',
    'issuers.saved',
    'badges.saved',
  ]).data
  if (!graph) return none
  return { system: graph.systems, issuer: graph.issuers, program: graph.programs, badge: graph.badges }
}

/** A scope in words: "In one program: Summer". */
export function scopeWords({ type, id }: Scope, things: Things, t: TFunction<'operators'>): string {
  if (type === 'library') return t('scopes.library')
  const name = things[type].find((it) => it.id === id)?.name ?? t('scopes.gone')
  return `${t(`scopes.${type}`)}: ${name}`
}

/** What somebody does here, in a few words. */
export function jobOf({ isAdmin, grants }: Operator, things: Things, t: TFunction<'operators'>): string {
  if (isAdmin) return t('jobs.admin')
  const job = presetOf(grants)
  if (job) {
    const where = job.scope.type === 'library' ? '' : ` · ${scopeWords(job.scope, things, t)}`
    return `${t(`jobs.${job.preset}`)}${where}`
  }
  return grants.some(({ capability }) => !capabilitiesOfPeople.includes(capability)) ? t('jobs.own') : t('jobs.nothing')
}
