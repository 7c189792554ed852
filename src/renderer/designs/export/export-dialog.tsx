import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileNameOf } from '../../../core/awards/file-name'
import type { DesignDocument } from '../../../core/designs/document'
import { saveFile } from '../../app/save-file'
import { sheetPdf } from '../../app/sheet-pdf'
import { exportPng, exportSvg } from '../../drawing'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { assets } from '../assets'
import css from './export.module.css'
import { exportKinds, type ExportKind } from './export-kinds'
import { printPictures, sheetOfWish } from './export-sheets'
import { leastSide, mostSide, PicturePreview, PictureSize } from './picture-part'
import { PrintOptions, PrintPreview, startWishes } from './print-part'

/** Everything that leaves the designer as a file: pictures, drawings, sheets for paper, and the design itself. */
export function ExportDialog(props: {
  name: string
  /** As the designer shows it: merge fields filled with the sample. */
  document: DesignDocument
  /** Saves the design as a Blazon file, as it is stored. */
  saveProject: () => Promise<void>
  /** True where it holds text that is filled in for each person. */
  hasFields: boolean
  startWith: ExportKind
  onClose: () => void
}) {
  const { name, document, onClose } = props
  const { t } = useTranslation('export')
  const { run } = useErrors()
  const [kind, setKind] = useState<ExportKind>(props.startWith)
  const [size, setSize] = useState(600)
  const [wishes, setWishes] = useState(() => startWishes(document))
  const [isBusy, setBusy] = useState(false)
  const wish = kind === 'buttons' || kind === 'stickers' ? wishes[kind] : null

  const contentOf = async (): Promise<Blob> => {
    if (wish) return sheetPdf(sheetOfWish(wish, name), await printPictures(document, wish, t('ruler')))
    if (kind === 'png') return exportPng(document, assets, { size })
    const { svg, missing } = await exportSvg(document, assets)
    if (missing.length > 0) showToast({ text: t('missingLetters', { letters: missing.join(' ') }), tone: 'info' })
    return new Blob([svg], { type: 'image/svg+xml' })
  }
  const save = async () => {
    setBusy(true)
    const file = fileNameOf(name, kind === 'project' ? 'blazon' : wish ? 'pdf' : kind)
    const saved = await run(async () => {
      if (kind === 'project') await props.saveProject()
      else saveFile(await contentOf(), file)
      return true
    })
    setBusy(false)
    if (!saved) return
    showToast({ text: t('saved', { file }) })
    onClose()
  }
  const isPossible = wish ? sheetOfWish(wish, name).pages.length > 0 : size >= leastSide && size <= mostSide
  return (
    <Dialog
      title={t('title', { name })}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      size="large"
      footer={
        <Button variant="primary" onPress={() => void save()} isDisabled={isBusy || !isPossible}>
          {isBusy ? t('saving') : t(`save.${kind}`)}
        </Button>
      }
    >
      <div className={css.columns}>
        <div className={css.options}>
          <RadioGroup
            label={t('what')}
            options={exportKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
          <p className={css.about}>{t(`about.${kind}`)}</p>
          {props.hasFields && kind !== 'project' ? <p className={css.about}>{t('fields')}</p> : null}
          {kind === 'png' ? <PictureSize size={size} onChange={setSize} /> : null}
          {wish ? (
            <PrintOptions
              wish={wish}
              document={document}
              onChange={(changed) => setWishes({ ...wishes, [changed.kind]: changed })}
            />
          ) : null}
        </div>
        {wish ? <PrintPreview document={document} wish={wish} name={name} /> : <PicturePreview document={document} />}
      </div>
    </Dialog>
  )
}
