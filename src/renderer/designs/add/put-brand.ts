import { applyBrand, type Brand } from '../../../core/designs/brand'
import type { Editor } from '../editor'
import { shownAsOf } from '../preview-as/shown-as'

/** Puts a brand over the whole design, and shows the design: a level that was looked at has colours of its own over it. */
export function putBrand({ act, designer }: Editor, brand: Brand): void {
  act(applyBrand(brand))
  shownAsOf(designer).setState({ levelId: null })
}
