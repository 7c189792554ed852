import { Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { clipInto, isClippedInto, shapeBeneath, unclip } from '../../../core/designs/clip-into'
import type { LayerOf } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { useDocument, useEditor } from '../editor'

/** Puts a picture into the outline of the shape beneath it, in one go; or out of it again. */
export function ClipButton({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('pictures')
  const { act, designer } = useEditor()
  const document = useDocument()
  const shape = shapeBeneath(document, layer.id)
  const isClipped = isClippedInto(document, layer.id)
  return (
    <div>
      <Button
        size="small"
        icon={Scissors}
        isDisabled={!shape || layer.locked}
        onPress={() => {
          const operation = isClipped ? unclip(layer.id) : clipInto(designer.document(), layer.id)
          if (operation) act(operation)
        }}
      >
        {isClipped ? t('clip.undo') : shape ? t('clip.into', { shape: shape.name }) : t('clip.noShape')}
      </Button>
    </div>
  )
}
