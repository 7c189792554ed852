import { Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { clipInto, shapeBeneath } from '../../../core/designs/clip-into'
import type { LayerOf } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { useDocument, useEditor } from '../editor'

/** Puts a picture into the outline of the shape beneath it, in one go. */
export function ClipButton({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('pictures')
  const { act, designer } = useEditor()
  const document = useDocument()
  const shape = shapeBeneath(document, layer.id)
  return (
    <div>
      <Button
        size="small"
        icon={Scissors}
        isDisabled={!shape || layer.locked}
        onPress={() => {
          const operation = clipInto(designer.document(), layer.id)
          if (operation) act(operation)
        }}
      >
        {shape ? t('clip.into', { shape: shape.name }) : t('clip.noShape')}
      </Button>
    </div>
  )
}
