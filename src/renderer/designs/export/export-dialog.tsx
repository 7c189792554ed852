import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileNameOf } from '../../../core/awards/file-name'
import type { DesignDocument } from '../../../core/designs/document'
import { usePaper } from '../../app/paper'
import { saveFile } from '../../app/save-file'
import { sheetPdf } from '../../app/sheet-pdf'
import { exportPng, exportSvg } from '../../drawing'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { Progress } from '../../ui/progress'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { assets } from '../assets'
import css from './export.module.css'
import { exportKinds, type ExportKind } from './export-kinds'
import { printPictures, sheetOfWish, type PrintWish } from './export-sheets'
import { leastSide, mostSide, PicturePreview, PictureSize } from './picture-part'
import { PrintOptions, PrintPreview, startWishes } from './print-part'

/** Everything that leaves the designer as a file: pictures, drawings, sheets for paper, and the design itself. */
export function ExportDialog(props: {
  name: string
  /** As the designer shows it: merge fields filled with the sample. */
  document: DesignDocument
  /** Saves the design as a Blazon file, as it is stored. */
  saveProject: (signal: AbortSignal) => Promise<void>
  /** True where it holds text that is filled in for each person. */
  hasFields: boolean
  startWith: ExportKind
  onClose: () => void
}) {
  const { name, document, onClose } = props
  const { t } = useTranslation('export')
  const { run } = useErrors()
  const { paper, choose } = usePaper()
  const [kind, setKind] = useState<ExportKind>(props.startWith)
  const [size, setSize] = useState(600)
  const [wishes, setWishes] = useState(() => startWishes(document, paper))
  const [isBusy, setBusy] = useState(false)
  const wish = kind === 'buttons' || kind === 'stickers' ? wishes[kind] : null

  const changeWish = (changed: PrintWish) => {
    if (changed.paper === wish?.paper) return setWishes({ ...wishes, [changed.kind]: changed })
    // One printer: the paper is the same for every kind of sheet.
    const buttons = changed.kind === 'buttons' ? changed : { ...wishes.buttons, paper: changed.paper }
    const stickers = changed.kind === 'stickers' ? changed : { ...wishes.stickers, paper: changed.paper }
    setWishes({ buttons, stickers })
    choose(changed.paper)
  }

  const running = useRef<AbortController | null>(null)
  // Whoever closes the dialog while it draws wants no file any more.
  useEffect(() => () => running.current?.abort(), [])

  const contentOf = async (signal: AbortSignal): Promise<Blob> => {
    if (wish) {
      const pictures = await printPictures(document, wish, t('ruler'))
      signal.throwIfAborted()
      return sheetPdf(sheetOfWish(wish, name), pictures, signal)
    }
    if (kind === 'png') return exportPng(document, assets, { size })
    const { svg, missing } = await exportSvg(document, assets)
    if (missing.length > 0) showToast({ text: t('missingLetters', { letters: missing.join(' ') }), tone: 'info' })
    return new Blob([svg], { type: 'image/svg+xml' })
  }
  const save = async () => {
    const abort = new AbortController()
    const { signal } = abort
    running.current = abort
    setBusy(true)
    const file = fileNameOf(name, kind === 'project' ? 'blazon' : wish ? 'pdf' : kind)
    const saved = await run(async () => {
      try {
        if (kind === 'project') await props.saveProject(signal)
        else {
          const content = await contentOf(signal)
          signal.throwIfAborted()
          saveFile(content, file)
        }
        return true
      } catch (error) {
        if (signal.aborted) return false
        throw error
      }
    })
    if (signal.aborted) return
    setBusy(false)
    if (!saved) return
    showToast({ text: t('saved', { file }) })
    onClose()
  }
  const cancel = () => {
    running.current?.abort()
    setBusy(false)
  }
  const isPossible = wish ? sheetOfWish(wish, name).pages.length > 0 : size >= leastSide && size <= mostSide
  return (
    <Dialog
      title={t('title', { name })}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          {isBusy ? <Progress label={t('saving')} done={0} total={null} onCancel={cancel} /> : null}
          <Button variant="primary" onPress={() => void save()} isBusy={isBusy} isDisabled={!isPossible}>
            {t(`save.${kind}`)}
          </Button>
        </>
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
          {wish ? <PrintOptions wish={wish} document={document} onChange={changeWish} /> : null}
        </div>
        {wish ? <PrintPreview document={document} wish={wish} name={name} /> : <PicturePreview document={document} />}
      </div>
    </Dialog>
  )
}
