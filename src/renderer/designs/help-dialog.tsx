import { useState } from 'react'
import { useFilter } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { commandIds, designerKeys, keyGroups, keysOf } from '../../core/designs/designer-keys'
import { useLibrary } from '../app/library-facts'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { shortcutText } from '../ui/keys'
import { SearchField } from '../ui/search-field'
import { ownKeysOf } from './commands/own-keys'
import css from './designer.module.css'

/** What moves about on the canvas, told in a row for each kind instead of one for each direction. */
const canvasRows: readonly (readonly [string, readonly string[]])[] = [
  ['walk', ['Tab', 'Shift+Tab']],
  ['edit', ['Enter']],
  ['move', ['←', '↑', '→', '↓']],
  ['moveFar', ['Shift+←', 'Alt+←']],
  ['resize', ['Mod+Alt+→', 'Mod+Alt+↑']],
  ['rotate', ['<', '>', 'Mod+<', 'Mod+>']],
  ['release', ['Escape']],
  ['pan', ['Space']],
  ['menu', ['Shift+F10']],
]
const moreRows: readonly (readonly [string, readonly string[]])[] = [
  ['panes', ['F6']],
  ['palette', ['Mod+K']],
]

/** Every key of the designer, as they are set; found by its words or by the key itself. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('designs')
  const { settings } = useLibrary()
  const { contains } = useFilter({ sensitivity: 'base' })
  const [text, setText] = useState('')
  const query = text.trim()
  const own = ownKeysOf(settings)
  const rowsOf = (group: (typeof keyGroups)[number]): [string, readonly string[]][] => {
    if (group === 'canvas') return canvasRows.map(([name, keys]) => [t(`help.rows.${name}`), keys])
    const rows = commandIds
      .filter((id) => designerKeys[id].group === group)
      .map((id): [string, readonly string[]] => [t(`commands:${id}`), keysOf(id, own).slice(0, 2)])
      .filter(([, keys]) => keys.length > 0)
    const more = group === 'design' ? moreRows : []
    return [...rows, ...more.map(([name, keys]): [string, readonly string[]] => [t(`help.rows.${name}`), keys])]
  }
  const groups = keyGroups
    .map((group) => {
      const rows = rowsOf(group).filter(
        ([name, keys]) => contains(name, query) || keys.some((it) => contains(shortcutText(it), query)),
      )
      return { group, rows }
    })
    .filter(({ rows }) => rows.length > 0)
  return (
    <Dialog
      title={t('help.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={<Button onPress={() => navigate({ page: 'settings', section: 'shortcuts' })}>{t('help.change')}</Button>}
    >
      <SearchField label={t('help.search')} value={text} onChange={setText} autoFocus />
      {groups.length === 0 ? <p role="status">{t('help.nothing')}</p> : null}
      <div className={css.help}>
        {groups.map(({ group, rows }) => (
          <section key={group}>
            <h3>{t(`commands:groups.${group}`)}</h3>
            <dl>
              {rows.map(([name, keys]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    {keys.map((it) => (
                      <kbd key={it}>{shortcutText(it)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
