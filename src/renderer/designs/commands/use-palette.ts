import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../../app/library-facts'
import { usePageCommands, type PageCommand } from '../../app/page-commands'
import type { Editor } from '../editor'
import { canRun, commands, commandWords, listedCommands, runCommand } from './commands'
import { ownKeysOf, shownKeys } from './own-keys'

/** Lists the designer's commands in the app's palette while a design is open. */
export function usePalette(editor: Editor): void {
  const { t } = useTranslation('commands')
  const { settings } = useLibrary()
  useEffect(() => {
    const before = usePageCommands.getState()
    // Asked when the palette opens: what can be done then, and by which keys.
    const list = (): PageCommand[] =>
      listedCommands.map((id) => {
        const { icon } = commands[id]
        return {
          id,
          label: commandWords(id, editor, t),
          ...(icon ? { icon } : {}),
          ...shownKeys(id, ownKeysOf(settings)),
          isDisabled: !canRun(id, editor),
          run: () => void runCommand(id, editor),
        }
      })
    usePageCommands.setState({ title: t('palette'), list })
    return () => usePageCommands.setState(before, true)
  }, [editor, settings, t])
}
