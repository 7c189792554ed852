import type { PlaceholderValues } from '../../core/awards/message'
import type { DesignDocument } from '../../core/designs/document'
import { overflowsOf, type Overflow } from '../../core/designs/overflow'
import { measureText } from './measure'

/** Which layers a person's words do not fit, measured with the faces that they are drawn in. After `loadMeasuring`. */
export const overflowsIn = (document: DesignDocument, values: PlaceholderValues): Overflow[] =>
  overflowsOf(document, values, measureText)
