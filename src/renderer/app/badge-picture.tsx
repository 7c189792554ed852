import { Image } from 'lucide-react'
import { usePicture } from '../api/pictures'
import { Icon } from '../ui/icon'
import css from './badge-picture.module.css'

/** A badge's picture by its hash, in a square of `size` px. Without `alt` it is an ornament beside the badge's name. */
export function BadgePicture({ sha256, size, alt = '' }: { sha256: string | null; size: number; alt?: string }) {
  const url = usePicture(sha256)
  const style = { width: size, height: size }
  if (sha256 && url) return <img className={css.picture} style={style} src={url} alt={alt} draggable={false} />
  return (
    <span className={[css.picture, sha256 ? '' : css.none].join(' ')} style={style}>
      {sha256 ? null : <Icon icon={Image} size={Math.max(16, Math.round(size / 4))} />}
    </span>
  )
}
