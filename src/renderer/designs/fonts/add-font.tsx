import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Plus } from 'lucide-react'
import type { Lettering } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { useTakeFonts } from './use-take-fonts'
import { fontEndings } from './take-font'

/** A button that adds font files to the library; `onAdded` gets the last one as lettering names it. */
export function AddFont(props: {
  label?: string
  size?: 'small'
  onAdded?: (font: Pick<Lettering, 'family' | 'weight'>) => void
}) {
  const { t } = useTranslation('fonts')
  const take = useTakeFonts()
  const [isBusy, setBusy] = useState(false)
  return (
    <FileTrigger
      acceptedFileTypes={[...fontEndings]}
      allowsMultiple
      onSelect={(list) => {
        const files = [...(list ?? [])]
        setBusy(true)
        void take(files).then((added) => {
          setBusy(false)
          const last = added.at(-1)
          if (last) props.onAdded?.(last)
        })
      }}
    >
      <Button icon={Plus} isBusy={isBusy} {...(props.size ? { size: props.size } : {})}>
        {props.label ?? t('add')}
      </Button>
    </FileTrigger>
  )
}
