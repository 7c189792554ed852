import {
  ArrowLeft,
  ArrowRight,
  Check,
  Ellipsis,
  Hand,
  Keyboard,
  Maximize,
  Minus,
  MousePointer2,
  PanelLeft,
  PanelRight,
  Pencil,
  Plus,
  Redo2,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { MenuButton } from '../ui/menu'
import { useShownKeys } from './commands/own-keys'
import css from './designer.module.css'
import { useDesigner, useEditor, useView } from './editor'
import { stepName } from './sentences'
import { topBarParts } from './slots'

/** Where one is, what it is called, what can be taken back, how near one looks, and the way on. */
export function TopBar({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation('designs')
  const { undo, redo, stage, view, next } = useEditor()
  const shownKeys = useShownKeys()
  const past = useDesigner((it) => it.history.past.at(-1))
  const future = useDesigner((it) => it.history.future.at(-1))
  const zoom = useView((it) => it.zoom)
  const tool = useView((it) => it.tool)
  const isLeftOpen = useView((it) => it.isLeftOpen)
  const isRightOpen = useView((it) => it.isRightOpen)
  return (
    <header className={css.barBox} data-pane>
      <div className={css.bar}>
        <div className={css.barPart}>
          <IconButton label={t('toLibrary')} icon={ArrowLeft} onPress={() => navigate({ page: 'library' })} />
          <NameField />
          <Saved />
        </div>
        <div className={css.barPart} role="toolbar" aria-label={t('tools')}>
          <IconButton
            label={past ? t('undoStep', { step: stepName(t, past.label) }) : t('undo')}
            icon={Undo2}
            {...shownKeys('undo')}
            isDisabled={!past}
            onPress={undo}
          />
          <IconButton
            label={future ? t('redoStep', { step: stepName(t, future.label) }) : t('redo')}
            icon={Redo2}
            {...shownKeys('redo')}
            isDisabled={!future}
            onPress={redo}
          />
          <span className={css.roomy}>
            <span className={css.divider} />
            <IconButton
              label={t('toolSelect')}
              icon={MousePointer2}
              {...shownKeys('toolSelect')}
              aria-pressed={tool === 'select'}
              onPress={() => view.setState({ tool: 'select' })}
            />
            <IconButton
              label={t('toolHand')}
              icon={Hand}
              {...shownKeys('toolHand')}
              aria-pressed={tool === 'hand'}
              onPress={() => view.setState({ tool: 'hand' })}
            />
          </span>
          <span className={css.divider} />
          <IconButton
            label={t('zoomOut')}
            icon={Minus}
            {...shownKeys('zoomOut')}
            onPress={() => stage()?.setZoom(zoom * 0.8)}
          />
          <Button
            variant="plain"
            aria-label={t('zoomActual', { percent: Math.round(zoom * 100) })}
            onPress={() => stage()?.setZoom(1)}
          >
            <span className={css.percent}>{t('percent', { value: Math.round(zoom * 100) })}</span>
          </Button>
          <IconButton
            label={t('zoomIn')}
            icon={Plus}
            {...shownKeys('zoomIn')}
            onPress={() => stage()?.setZoom(zoom * 1.25)}
          />
          <span className={css.roomy}>
            <Button variant="plain" onPress={() => stage()?.fit()}>
              {t('fit')}
            </Button>
          </span>
        </div>
        <div className={css.barPart}>
          <span className={css.narrow}>
            <IconButton
              label={t('panels.add')}
              icon={PanelLeft}
              aria-pressed={isLeftOpen}
              onPress={() => view.setState({ isLeftOpen: !isLeftOpen, isRightOpen: false })}
            />
            <IconButton
              label={t('panels.properties')}
              icon={PanelRight}
              aria-pressed={isRightOpen}
              onPress={() => view.setState({ isRightOpen: !isRightOpen, isLeftOpen: false })}
            />
          </span>
          {topBarParts.map((Part, index) => (
            <Part key={index} />
          ))}
          <span className={css.roomy}>
            <IconButton
              label={t('help.title')}
              icon={Keyboard}
              {...shownKeys('help')}
              onPress={() => view.setState({ isHelpOpen: true })}
            />
          </span>
          <span className={css.tight}>
            <MenuButton
              label={t('moreTools')}
              icon={Ellipsis}
              iconOnly
              entries={[
                {
                  id: 'select',
                  label: t('toolSelect'),
                  icon: tool === 'select' ? Check : MousePointer2,
                  ...shownKeys('toolSelect'),
                  onAction: () => view.setState({ tool: 'select' }),
                },
                {
                  id: 'hand',
                  label: t('toolHand'),
                  icon: tool === 'hand' ? Check : Hand,
                  ...shownKeys('toolHand'),
                  onAction: () => view.setState({ tool: 'hand' }),
                },
                { id: 'fit', label: t('fit'), icon: Maximize, onAction: () => stage()?.fit() },
                'separator',
                {
                  id: 'help',
                  label: t('help.title'),
                  icon: Keyboard,
                  ...shownKeys('help'),
                  onAction: () => view.setState({ isHelpOpen: true }),
                },
              ]}
            />
          </span>
          <Button variant="primary" onPress={next} isBusy={isBusy}>
            {t('next')}
            <ArrowRight size={18} aria-hidden />
          </Button>
        </div>
      </div>
    </header>
  )
}

function Saved() {
  const { t } = useTranslation('designs')
  const { designer } = useEditor()
  const saved = useDesigner((it) => it.saved)
  if (saved === 'failed')
    return (
      <span className={css.notSaved} role="status">
        {t('saved.failed')}{' '}
        <Button variant="link" onPress={() => void designer.flush()}>
          {t('saved.again')}
        </Button>
      </span>
    )
  return (
    <span className={css.saved} role="status">
      {t(saved === 'saved' ? 'saved.saved' : 'saved.saving')}
    </span>
  )
}

/** The name of the design: a heading that becomes a field. */
function NameField() {
  const { t } = useTranslation('designs')
  const { designer } = useEditor()
  const name = useDesigner((it) => it.name)
  const [text, setText] = useState<string | null>(null)
  if (text === null)
    return (
      <span className={css.name}>
        <h1 onDoubleClick={() => setText(name)} title={name}>
          {name}
        </h1>
        <IconButton label={t('rename')} icon={Pencil} size="small" onPress={() => setText(name)} />
      </span>
    )
  const done = (taken: string | null) => {
    if (taken !== null) designer.rename(taken)
    setText(null)
  }
  return (
    <span className={css.name}>
      <input
        className={css.nameField}
        aria-label={t('name')}
        value={text}
        maxLength={255}
        ref={(element) => {
          if (element && document.activeElement !== element) {
            element.focus()
            element.select()
          }
        }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) done(text)
          else if (event.key === 'Escape') done(null)
        }}
        onBlur={() => done(text)}
      />
    </span>
  )
}
