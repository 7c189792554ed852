import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useLibrary } from '../app/library-facts'
import { isTyping } from '../ui/keys'
import { useContextMenu } from '../ui/menu'
import { AddPanel } from './add/add-panel'
import { DesignCanvas } from './canvas'
import { contextMenu } from './commands/context-menu'
import { ownKeysOf } from './commands/own-keys'
import { useKeys } from './commands/use-keys'
import { usePalette } from './commands/use-palette'
import css from './designer.module.css'
import type { Designer } from './designer-store'
import { EditorContext, type Editor } from './editor'
import { HelpDialog } from './help-dialog'
import { useFollowingLibrary, useStoringOnLeave } from './leaving'
import { LowerBar } from './lower-bar'
import { useNextStep } from './next-step'
import { pictureDrops } from './picture-drops'
import { RightColumn } from './right-column'
import { TopBar } from './top-bar'
import { useClipboard } from './use-clipboard'
import { useOwnEditor } from './use-own-editor'
import { createWorkbenchView } from './workbench-view'

/**
 * The designer of one open design: add on the left, canvas and sizes in the middle, properties and layers on the right. Parts
 * are mounted in `slots.tsx`.
 */
export function DesignerWorkbench({ designId, designer }: { designId: string; designer: Designer }) {
  const { t } = useTranslation('designs')
  const page = useRef<HTMLDivElement>(null)
  const editorNow = useRef<Editor | null>(null)
  const [view] = useState(() => createWorkbenchView(designer.document().layers.length === 0))
  const { tool, isSpaceDown, ground, typing, place, isHelpOpen, isLeftOpen } = useStore(view)
  const { next, isBusy, dialog } = useNextStep(designId, designer)
  const context = useContextMenu(t('menu.title'))
  const { openAt } = context
  const { settings } = useLibrary()
  const openMenu = useCallback(
    (at: { x: number; y: number }) => {
      if (editorNow.current) openAt(at.x, at.y, contextMenu(editorNow.current, ownKeysOf(settings), t))
    },
    [openAt, settings, t],
  )
  const editor = useOwnEditor({ designer, view, page, next, openMenu })
  useEffect(() => {
    editorNow.current = editor
  }, [editor])
  useStoringOnLeave(designId, designer)
  useFollowingLibrary(designId, designer)
  useKeys(editor)
  usePalette(editor)
  useClipboard(editor)
  const name = useStore(designer.store, (it) => it.name)
  useEffect(() => {
    document.title = t('ui:windowTitle', { title: name })
  }, [t, name])

  return (
    <EditorContext value={editor}>
      <div
        ref={page}
        className={css.page}
        {...pictureDrops(editor)}
        onKeyDown={(event) => {
          // From a panel back to the canvas; what a field or a list makes of Escape comes first.
          if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
          if (!(event.target instanceof Element) || !event.target.closest('aside')) return
          view.setState({ isLeftOpen: false, isRightOpen: false })
          editor.focusCanvas()
        }}
        onPointerDownCapture={(event) => {
          // A number that was typed counts before the press changes what is selected.
          const active = document.activeElement
          if (
            active instanceof HTMLElement &&
            isTyping({ target: active }) &&
            event.target instanceof Node &&
            // A list or dialog over the page is not in it: its options are pressed while their field has the cursor.
            event.currentTarget.contains(event.target) &&
            !active.contains(event.target)
          )
            active.blur()
          view.setState({ isLeavingCanvas: false })
        }}
      >
        <TopBar isBusy={isBusy} />
        <div className={css.body}>
          <aside
            className={css.left}
            aria-label={t('add.title')}
            data-pane
            data-designer-add
            data-open={isLeftOpen || undefined}
          >
            <AddPanel place={place} onPlace={(to) => view.setState({ place: to })} />
          </aside>
          <div className={css.centre} data-pane>
            <DesignCanvas
              ground={ground}
              isPanning={tool === 'hand' || isSpaceDown}
              typing={typing}
              onView={({ zoom }) => view.setState({ zoom })}
              onContextMenu={openMenu}
            />
            <LowerBar />
          </div>
          <RightColumn />
        </div>
      </div>
      {context.menu}
      {isHelpOpen ? <HelpDialog onClose={() => view.setState({ isHelpOpen: false })} /> : null}
      {dialog}
    </EditorContext>
  )
}
