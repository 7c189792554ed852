import { silhouetteOf, silhouettePath } from '../../core/designs/silhouettes'

/** A silhouette as a small drawing; an ornament beside its name. */
export function ShapePicture({ shape }: { shape: string }) {
  const aspect = silhouetteOf(shape)?.aspect ?? 1
  const width = aspect >= 1 ? 44 : 44 * aspect
  return (
    <svg viewBox="-24 -24 48 48" aria-hidden>
      <path d={silhouettePath(shape, {}, width, width / aspect)} />
    </svg>
  )
}
