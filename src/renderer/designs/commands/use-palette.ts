import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../../core/designs/designer-keys'
import { useLibrary } from '../../app/library-facts'
import { usePageCommands, type PageCommand } from '../../app/page-commands'
import { shortcutText } from '../../ui/keys'
import type { Editor } from '../editor'
import { canRun, commands, commandWords, listedCommands, runCommand } from './commands'
import { ownKeysOf } from './own-keys'

/** Lists the designer's commands in the app's palette while a design is open. */
export function usePalette(editor: Editor): void {
  const { t } = useTranslation('commands')
  const { settings } = useLibrary()
  const list = useEffectEvent((): PageCommand[] =>
    listedCommands.map((id) => {
      const { icon } = commands[id]
      const [keys] = keysOf(id, ownKeysOf(settings))
      return {
        id,
        label: commandWords(id, editor, t),
        ...(icon ? { icon } : {}),
        ...(keys ? { shortcut: shortcutText(keys) } : {}),
        isDisabled: !canRun(id, editor),
        run: () => void runCommand(id, editor),
      }
    }),
  )
  useEffect(() => {
    const before = usePageCommands.getState()
    usePageCommands.setState({ title: t('palette'), list: () => list() })
    return () => usePageCommands.setState(before, true)
  }, [t])
}
