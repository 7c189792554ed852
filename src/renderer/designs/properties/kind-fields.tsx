import type { KnownLayer } from '../../../core/designs/document'
import { ArcTextFields } from './arc-text-fields'
import { GlyphFields } from './glyph-fields'
import { GroupFields } from './group-fields'
import { PictureFields } from './picture-fields'
import { QrFields } from './qr-fields'
import { RibbonFields } from './ribbon-fields'
import { RingFields } from './ring-fields'
import { ShapeFields } from './shape-fields'
import { TextFields } from './text-fields'

/** The fields that only one kind of layer has. */
export function KindFields({ layer }: { layer: KnownLayer }) {
  switch (layer.kind) {
    case 'shape':
      return <ShapeFields layer={layer} />
    case 'ring':
      return <RingFields layer={layer} />
    case 'ribbon':
      return <RibbonFields layer={layer} />
    case 'text':
      return <TextFields layer={layer} />
    case 'arcText':
      return <ArcTextFields layer={layer} />
    case 'glyph':
      return <GlyphFields layer={layer} />
    case 'picture':
      return <PictureFields layer={layer} />
    case 'qr':
      return <QrFields layer={layer} />
    case 'group':
      return <GroupFields layer={layer} />
  }
}
