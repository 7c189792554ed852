import type { Alignment } from '../contract/achievement'
import { written } from './stated'

/** An alignment without its empty parts: the same words in OB 2.0 (§AlignmentObject) and OB 3.0 (§Alignment). */
export function statedAlignment(alignment: Alignment) {
  const { targetName, targetUrl, targetDescription, targetFramework, targetCode } = alignment
  return {
    targetName,
    targetUrl,
    ...written('targetDescription', targetDescription),
    ...written('targetFramework', targetFramework),
    ...written('targetCode', targetCode),
  }
}
