import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { KeyFacts } from '../../../core/contract/keys'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { useErrors } from '../../ui/use-errors'
import css from './keys.module.css'
import { PrintedSheet, type SheetFacts } from './printed-sheet'

/**
 * Prints a recovery sheet, or shows its words to be written down. It goes to the printer and into no file of ours: the secret is fetched
 * when it is asked for and let go with the dialog.
 */
export function RecoverySheetDialog(props: { facts: KeyFacts; onClose: () => void; onCheck: () => void }) {
  const { t } = useTranslation('keys')
  const { run } = useErrors()
  const [sheet, setSheet] = useState<SheetFacts | null>(null)
  const [isShown, setShown] = useState(false)
  const [isPrinting, setPrinting] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const read = async (): Promise<boolean> => {
    if (sheet) return true
    setBusy(true)
    const made = await run(() => client.keys.recoverySheet({ id: props.facts.id }))
    setBusy(false)
    if (made) setSheet(made)
    return made !== undefined
  }
  const print = async () => {
    if (!(await read())) return
    // The page must hold the sheet before the browser takes its picture.
    flushSync(() => setPrinting(true))
    window.print()
  }
  useEffect(() => {
    if (!isPrinting) return
    const done = () => setPrinting(false)
    window.addEventListener('afterprint', done)
    return () => window.removeEventListener('afterprint', done)
  }, [isPrinting])
  return (
    <Dialog
      title={t('sheetDialog.title')}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onPress={props.onCheck}>{t('sheetDialog.check')}</Button>
          <Button variant="primary" onPress={() => void print()} isBusy={isBusy}>
            {t('sheetDialog.print')}
          </Button>
        </>
      }
    >
      <p>{t('sheetDialog.sentence')}</p>
      <Notice tone="warning">{t('sheetDialog.never')}</Notice>
      <p>{t('sheetDialog.checkNote')}</p>
      <div>
        <Button
          variant="plain"
          size="small"
          aria-expanded={isShown}
          onPress={() => {
            if (isShown) setShown(false)
            else void read().then((isRead) => setShown(isRead))
          }}
        >
          {t(isShown ? 'sheetDialog.hide' : 'sheetDialog.show')}
        </Button>
      </div>
      {isShown && sheet ? (
        <ol className={css.words} aria-label={t('sheetDialog.words')}>
          {sheet.words.map((word, at) => (
            <li key={at}>
              <span>{at + 1}</span>
              {word}
            </li>
          ))}
        </ol>
      ) : null}
      {isPrinting && sheet ? createPortal(<PrintedSheet sheet={sheet} />, document.body) : null}
    </Dialog>
  )
}
