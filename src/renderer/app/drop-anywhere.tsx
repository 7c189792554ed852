import { ImagePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon'
import { useErrors } from '../ui/use-errors'
import css from './shell.module.css'
import { takeFiles } from './take-files'

/** Takes files dropped where nothing else takes them. A page's own drop zone prevents the default and so keeps its files. */
export function DropAnywhere() {
  const { t } = useTranslation('app')
  const { run } = useErrors()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return setOver(false)
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      void run(() => takeFiles(files, t('newDesign')))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [run, t])
  if (!isOver) return null
  return (
    <div className={css.drop}>
      <div className={css.dropCard}>
        <Icon icon={ImagePlus} size={36} />
        {t('dropHere')}
      </div>
    </div>
  )
}
