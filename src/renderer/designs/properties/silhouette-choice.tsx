import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LayerOf } from '../../../core/designs/document'
import { Button as TextButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { SilhouetteGallery } from '../add/silhouette-gallery'
import { ShapePicture } from '../shape-picture'
import css from './properties.module.css'

type Choice = Pick<LayerOf<'shape'>, 'shape' | 'params'>

/** The silhouette that something has, as a button that opens all of them. */
export function SilhouetteChoice(props: {
  label: string
  choice: Choice | null
  mayBeNone?: boolean
  onChange: (choice: Choice | null) => void
}) {
  const { t } = useTranslation('designs')
  const { label, choice, mayBeNone, onChange } = props
  const [isOpen, setOpen] = useState(false)
  const name = choice ? t(`shapes.${choice.shape}`, choice.shape) : t('clips.none')
  return (
    <>
      <Button className={css.choice ?? ''} onPress={() => setOpen(true)}>
        {choice ? <ShapePicture shape={choice.shape} /> : null}
        <span className={css.choiceWords}>
          <span className={css.summary}>{label}</span> <span>{name}</span>
        </span>
        <Icon icon={ChevronRight} size={16} />
      </Button>
      {isOpen ? (
        <Dialog
          title={t('properties:silhouettes.choose')}
          isOpen
          onClose={() => setOpen(false)}
          footer={
            mayBeNone && choice ? (
              <TextButton
                onPress={() => {
                  setOpen(false)
                  onChange(null)
                }}
              >
                {t('properties:silhouettes.none')}
              </TextButton>
            ) : null
          }
        >
          <SilhouetteGallery
            autoFocus
            chosen={choice?.shape ?? null}
            onPick={(shape) => {
              setOpen(false)
              onChange({ shape, params: {} })
            }}
          />
        </Dialog>
      ) : null}
    </>
  )
}
