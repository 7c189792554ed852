import type { SceneContext } from '../../core/designs/scene'
import type { LoadedAssets } from './loaded-assets'
import { measuring, measureText } from './measure'

const contexts = new WeakMap<LoadedAssets, { readonly since: object; readonly context: SceneContext }>()

/** What scenes are worked out with; another one after letters have come to measure differently, so that nothing old is remembered. */
export function sceneContext(assets: LoadedAssets): SceneContext {
  const known = contexts.get(assets)
  const since = measuring()
  if (known?.since === since) return known.context
  const context: SceneContext = {
    measure: measureText,
    glyph: assets.glyph,
    pictureSize: (sha256) => {
      const picture = assets.picture(sha256)
      return picture && { width: picture.width, height: picture.height }
    },
  }
  contexts.set(assets, { since, context })
  return context
}
