import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { useToastsAbove } from '../ui/toast'
import css from './designer.module.css'
import { useEditor, useView } from './editor'
import { GroundSwitch } from './ground-switch'
import { SizeStrip } from './size-strip'
import { lowerBarParts } from './slots'

/** Beneath the canvas: the sizes at which it will be seen, the ground, and the parts of `slots.tsx`. */
export function LowerBar() {
  const { t } = useTranslation('designs')
  const { view } = useEditor()
  const below = useRef<HTMLDivElement>(null)
  useToastsAbove(below)
  const ground = useView((it) => it.ground)
  const showLargest = useView((it) => it.showLargest)
  return (
    <div ref={below} className={css.below}>
      <div className={css.belowRow}>
        <SizeStrip ground={ground} showLargest={showLargest} />
        <div className={css.grounds}>
          <GroundSwitch ground={ground} onChange={(next) => view.setState({ ground: next })} />
          <Button
            size="small"
            aria-pressed={showLargest}
            aria-label={t(showLargest ? 'strip.less' : 'strip.more')}
            onPress={() => view.setState({ showLargest: !showLargest })}
          >
            {t('strip.largest')}
          </Button>
        </div>
      </div>
      <div className={css.lowerParts}>
        {lowerBarParts.map((Part, index) => (
          <Part key={index} />
        ))}
      </div>
    </div>
  )
}
