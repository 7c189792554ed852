import type { TFunction } from 'i18next'
import { commandIds, type CommandId } from '../../../core/designs/designer-keys'
import type { Editor } from '../editor'
import { addCommands } from './add-commands'
import { alignCommands } from './align-commands'
import { canvasCommands } from './canvas-commands'
import type { Doing } from './command'
import { designCommands } from './design-commands'
import { editCommands } from './edit-commands'
import { layerCommands } from './layer-commands'
import { lookCommands } from './look-commands'
import { viewCommands } from './view-commands'

/** What every command of the designer does: keys, menus, palette and help all go by this one table. */
export const commands: Readonly<Record<CommandId, Doing>> = {
  ...addCommands,
  ...editCommands,
  ...layerCommands,
  ...lookCommands,
  ...alignCommands,
  ...viewCommands,
  ...canvasCommands,
  ...designCommands,
}

/** Whether a command has anything to do now. */
export const canRun = (id: CommandId, editor: Editor): boolean => commands[id].canRun?.(editor) ?? true

/** Does a command where there is anything to do; false where there was not. */
export const runCommand = (id: CommandId, editor: Editor): boolean =>
  canRun(id, editor) && commands[id].run(editor) !== false

/** A command's words now: "Unlock" where what is selected is locked. */
export const commandWords = (id: CommandId, editor: Editor, t: TFunction): string =>
  t(`commands:${commands[id].word?.(editor) ?? id}`)

/** The commands that menus and the palette may list. */
export const listedCommands: readonly CommandId[] = commandIds.filter((id) => !commands[id].isKeyOnly)
