import { useTranslation } from 'react-i18next'
import type { Act } from '../../../core/contract/audit'

const mostNamed = 4
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The audit log in words: what was done, and to what, by the names of now. */
export function useActWords() {
  const { t, i18n } = useTranslation('operators')
  /** "Awarded"; an action that has no words is told by its own name. */
  const action = (name: string): string => {
    const key = `acts.${name.replaceAll('.', '_')}`
    return i18n.exists(`operators:${key}`) ? t(key) : t('acts.other', { action: name })
  }
  /** "Reading Star · 12 of them". */
  const about = ({ target, names, operatorId }: Act): string => {
    const listed = Object.values(target).find((value) => Array.isArray(value) && isId(value[0]))
    const ids = [...new Set(Object.values(target).flat().filter(isId))].filter((id) => id !== operatorId)
    const known = ids.flatMap((id) => names[id] ?? [])
    const call = typeof target['call'] === 'string' ? [t('audit.call', { call: target['call'] })] : []
    const count = typeof target['count'] === 'number' ? target['count'] : Array.isArray(listed) ? listed.length : 0
    const isGone = ids.length > 0 && known.length === 0 && !Array.isArray(listed)
    return [
      ...call,
      ...[...new Set(known)].slice(0, mostNamed),
      ...(isGone ? [t('audit.gone', { count: ids.length })] : []),
      ...(count > 1 ? [t('audit.count', { count })] : []),
    ].join(' · ')
  }
  return { action, about }
}

const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
