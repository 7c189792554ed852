import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog'
import { shortcutText } from '../ui/keys'
import css from './designer.module.css'

const groups: readonly { id: string; rows: readonly (readonly [string, readonly string[]])[] }[] = [
  {
    id: 'add',
    rows: [
      ['text', ['T']],
      ['arcText', ['Shift+T']],
      ['shapes', ['R', 'O', 'Y']],
      ['picture', ['Mod+V']],
    ],
  },
  {
    id: 'canvas',
    rows: [
      ['walk', ['Tab', 'Shift+Tab']],
      ['edit', ['Enter']],
      ['move', ['←', '↑', '→', '↓']],
      ['moveFar', ['Shift+←', 'Alt+←']],
      ['resize', ['Ctrl+Alt+→', 'Ctrl+Alt+↑']],
      ['rotate', ['<', '>', 'Mod+<', 'Mod+>']],
      ['align', ['Alt+A', 'Alt+H', 'Alt+D', 'Alt+W', 'Alt+V', 'Alt+S']],
      ['remove', ['Delete']],
      ['release', ['Escape']],
    ],
  },
  {
    id: 'edit',
    rows: [
      ['undo', ['Mod+Z', 'Mod+Shift+Z']],
      ['clipboard', ['Mod+X', 'Mod+C', 'Mod+V']],
      ['duplicate', ['Mod+D']],
      ['selectAll', ['Mod+A']],
      ['order', ['[', ']']],
      ['lock', ['Shift+L']],
      ['hide', ['Shift+H']],
    ],
  },
  {
    id: 'view',
    rows: [
      ['zoom', ['+', '-']],
      ['fit', ['Shift+0']],
      ['actual', ['Shift+1']],
      ['selection', ['Shift+2']],
      ['tools', ['V', 'H']],
      ['pan', ['Space']],
      ['next', ['Mod+Enter']],
      ['panes', ['F6']],
    ],
  },
]

/** Every key of the designer. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('designs')
  return (
    <Dialog title={t('help.title')} isOpen onClose={onClose} size="large">
      <div className={css.help}>
        {groups.map(({ id, rows }) => (
          <section key={id}>
            <h3>{t(`help.groups.${id}`)}</h3>
            <dl>
              {rows.map(([name, keys]) => (
                <div key={name}>
                  <dt>{t(`help.rows.${name}`)}</dt>
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
