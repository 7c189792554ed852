import { Award, Hash, Star } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isKnownLayer, type DesignLevel } from '../../../core/designs/document'
import { filled } from '../../../core/designs/fields'
import {
  levelDocument,
  levelsByMetal,
  levelsByNumber,
  levelsByStars,
  mostLevels,
  setLevels,
} from '../../../core/designs/levels'
import { updateLayers, type Operation } from '../../../core/designs/operations'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { useRoute } from '../../app/navigation'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/choices'
import { NumberField } from '../../ui/number-field'
import { Quiet } from '../../ui/page'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { useDocument, useEditor, useSelectedKnown } from '../editor'
import { shownAsOf, useShownAs } from '../preview-as/shown-as'
import { drawLinked } from './draw-linked'
import { LevelRow } from './level-row'
import { ShownLevel } from './shown-level'
import css from './levels.module.css'

/** A series made from one design: levels by a rule, each with its own name, colours and layers, and the badges that follow them. */
export function LevelsPanel() {
  const { t } = useTranslation('levels')
  const { levels } = useDocument()
  return (
    <section className={css.panel} aria-label={t('title')}>
      <ShownLevel />
      {levels.length === 0 ? <Quiet>{t('none')}</Quiet> : <LevelList levels={levels} />}
      <Rules isThere={levels.length > 0} />
      {levels.length > 0 ? <ShownAt levels={levels} /> : null}
      {levels.length > 0 ? <Badges /> : null}
    </section>
  )
}

/** The three rules that make a whole set at once. */
function Rules({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation('levels')
  const { act, designer } = useEditor()
  const [count, setCount] = useState(3)
  const make = (operation: Operation) => {
    act(operation)
    shownAsOf(designer).setState({ levelId: designer.document().levels[0]?.id ?? null })
  }
  const newId = () => crypto.randomUUID()
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1))
  const metals = [t('metals.bronze'), t('metals.silver'), t('metals.gold')]
  return (
    <div className={css.rules} role="group" aria-label={t('rules.title')}>
      {isThere ? <Quiet>{t('rules.again')}</Quiet> : null}
      <Button size="small" icon={Award} onPress={() => make(levelsByMetal(metals, newId))}>
        {t('rules.metal')}
      </Button>
      <div className={css.counted}>
        <NumberField
          label={t('rules.count')}
          value={count}
          minValue={2}
          maxValue={10}
          onChange={(next) => {
            if (Number.isFinite(next)) setCount(Math.max(2, Math.min(10, Math.round(next))))
          }}
        />
        <Button size="small" icon={Hash} onPress={() => make(levelsByNumber(numbers, newId))}>
          {t('rules.number')}
        </Button>
        <Button
          size="small"
          icon={Star}
          onPress={() =>
            make(
              levelsByStars(
                numbers.map((number) => t('rules.starName', { count: Number(number) })),
                newId,
              ),
            )
          }
        >
          {t('rules.stars')}
        </Button>
      </div>
    </div>
  )
}

function LevelList({ levels }: { levels: readonly DesignLevel[] }) {
  const { t } = useTranslation('levels')
  const { act, change, designer } = useEditor()
  const document = useDocument()
  const { levelId, values } = useShownAs()
  const documents = useMemo(() => {
    const drawn = (id: string) => filled(levelDocument(document, id) ?? document, values ?? {})
    return new Map(levels.map(({ id }) => [id, drawn(id)]))
  }, [document, levels, values])
  const show = (id: string | null) => shownAsOf(designer).setState({ levelId: id })
  const replaced = (level: DesignLevel) => setLevels(levels.map((it) => (it.id === level.id ? level : it)))
  const moved = (index: number, step: 1 | -1) => {
    const next = [...levels]
    const [level] = next.splice(index, 1)
    if (level) next.splice(index + step, 0, level)
    act(setLevels(next))
  }
  return (
    <ol className={css.list} aria-label={t('list')}>
      {levels.map((level, index) => (
        <LevelRow
          key={level.id}
          level={level}
          document={documents.get(level.id) ?? document}
          number={index + 1}
          isShown={levelId === level.id}
          isFirst={index === 0}
          isLast={index === levels.length - 1}
          onShow={() => show(levelId === level.id ? null : level.id)}
          onChange={(next, field) => change(replaced(next), `level:${level.id}:${field}`)}
          onMove={(step) => moved(index, step)}
          onRemove={() => act(setLevels(levels.filter(({ id }) => id !== level.id)))}
        />
      ))}
      <li>
        <Button
          size="small"
          isDisabled={levels.length >= mostLevels}
          onPress={() =>
            act(
              setLevels([
                ...levels,
                { id: crypto.randomUUID(), name: t('newName', { number: levels.length + 1 }), palette: {} },
              ]),
            )
          }
        >
          {t('add')}
        </Button>
      </li>
    </ol>
  )
}

/** At which levels the selected layers are shown. */
function ShownAt({ levels }: { levels: readonly DesignLevel[] }) {
  const { t } = useTranslation('levels')
  const { act } = useEditor()
  const layers = useSelectedKnown().filter(isKnownLayer)
  if (layers.length === 0) return <Quiet>{t('layers.select')}</Quiet>
  const all = levels.map(({ id }) => id)
  const ids = layers.map(({ id }) => id)
  const isAt = (levelId: string) => layers.every((layer) => layer.levels === null || layer.levels.includes(levelId))
  const shown = all.filter(isAt)
  const set = (levelId: string, isOn: boolean) => {
    const next = all.filter((id) => (id === levelId ? isOn : shown.includes(id)))
    // A layer of no level could not be seen anywhere any more.
    if (next.length > 0) act(updateLayers(ids, { levels: next.length === all.length ? null : next }))
  }
  return (
    <fieldset className={css.layers}>
      <legend>{t('layers.title', { count: layers.length })}</legend>
      {levels.map(({ id, name }) => (
        <Checkbox key={id} isSelected={isAt(id)} onChange={(isOn) => set(id, isOn)}>
          {name}
        </Checkbox>
      ))}
    </fieldset>
  )
}

/** Makes the badges of the levels, and tells how many follow. */
function Badges() {
  const { t } = useTranslation('levels')
  const { run } = useErrors()
  const { designer } = useEditor()
  const designId = useRoute('designer')?.designId ?? ''
  const [isBusy, setBusy] = useState(false)
  const links = useCall(['levels of', designId], (signal) => client.levels.read({ designId }, { signal }), [
    'designs.saved',
    'badges.saved',
  ])
  const linked = links.data?.linked ?? []
  const frozen = linked.filter(({ badge }) => badge?.frozen).length
  const make = async () => {
    setBusy(true)
    await run(async () => {
      // The levels are made from what is stored.
      await designer.finish()
      const { made, linked: now } = await client.levels.make({ designId })
      const { kept } = await drawLinked(designId, designer.document(), designer.store.getState().name)
      showToast({ text: t('badges.done', { count: now.length, made }), tone: 'success' })
      if (kept > 0) showToast({ text: t('badges.kept', { count: kept }), tone: 'info' })
    })
    setBusy(false)
  }
  return (
    <div className={css.badges}>
      {linked.length > 0 ? <Quiet>{t('badges.follow', { count: linked.length })}</Quiet> : null}
      {frozen > 0 ? <Quiet>{t('badges.frozen', { count: frozen })}</Quiet> : null}
      <Button variant="primary" size="small" isBusy={isBusy} onPress={() => void make()}>
        {t(linked.length === 0 ? 'badges.make' : 'badges.update')}
      </Button>
    </div>
  )
}
