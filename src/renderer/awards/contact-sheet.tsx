import { useVirtualizer } from '@tanstack/react-virtual'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreparedRow } from '../../core/contract/awards'
import { fileNameOf } from '../../core/awards/file-name'
import type { Overflow } from '../../core/designs/overflow'
import { drawForPerson, findOverflows } from '../app/personal-pictures'
import { usePaper } from '../app/paper'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Notice } from '../ui/notice'
import { Progress, Waiting } from '../ui/progress'
import { useErrors } from '../ui/use-errors'
import css from './contact-sheet.module.css'
import { contactSheetPdfs } from './contact-sheet-pdf'
import type { Prepared } from './use-prepared'

const picturePx = 120
const cellWidthPx = 148
const cellHeightPx = 176
/** Nobody looks through more than that on paper, and a browser asks before it saves many files at once. */
const mostOnPaper = 1_000

/** Every person's picture before anybody is awarded, drawn as it comes into sight; whose words do not fit is marked and counted. */
export function ContactSheet({ prepared }: { prepared: Prepared }) {
  const { t } = useTranslation('personal')
  const overflows = useOverflows(prepared)
  const [isOnlyMarked, setOnlyMarked] = useState(false)
  const marked = overflows?.size ?? 0
  const isNarrowed = isOnlyMarked && marked > 0
  const rows = isNarrowed ? prepared.rows.filter(({ row }) => overflows?.has(row)) : prepared.rows
  return (
    <section className={css.sheet} aria-label={t('sheet.title')}>
      {marked > 0 ? (
        <Notice
          tone="warning"
          title={t('sheet.overflow', { count: marked })}
          actions={
            <Button size="small" aria-pressed={isNarrowed} onPress={() => setOnlyMarked(!isOnlyMarked)}>
              {t(isNarrowed ? 'sheet.showAll' : 'sheet.show')}
            </Button>
          }
        >
          {t('sheet.overflowHint')}
        </Notice>
      ) : null}
      <Cells prepared={prepared} rows={rows} overflows={overflows} />
      <div className={css.foot}>
        <p className={css.count} role="status">
          {overflows === null ? t('sheet.measuring') : t('sheet.count', { count: prepared.rows.length })}
        </p>
        {prepared.rows.length <= mostOnPaper ? <SavePdf prepared={prepared} /> : null}
      </div>
    </section>
  )
}

/** The sheet on paper, to look through before anybody is awarded. */
function SavePdf({ prepared }: { prepared: Prepared }) {
  const { t } = useTranslation(['personal', 'export'])
  const { run } = useErrors()
  const { paper } = usePaper()
  const [step, setStep] = useState<{ done: number; total: number } | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const save = async () => {
    const { signal } = (abort.current = new AbortController())
    const title = t('sheet.title')
    await run(async () => {
      const drawing = contactSheetPdfs(prepared, paper, { title, ruler: t('export:ruler') }, signal)
      let next = await drawing.next()
      for (; !next.done; next = await drawing.next()) setStep(next.value)
      if (signal.aborted) return
      next.value.forEach((file, index) =>
        saveFile(file, fileNameOf(next.value.length > 1 ? `${title} ${index + 1}` : title, 'pdf')),
      )
    })
    if (abort.current.signal === signal) setStep(null)
  }
  if (step === null)
    return (
      <Button size="small" onPress={() => void save()}>
        {t('sheet.savePdf')}
      </Button>
    )
  return (
    <Progress
      label={t('sheet.drawing')}
      {...step}
      onCancel={() => {
        abort.current?.abort()
        setStep(null)
      }}
    />
  )
}

/** Whose words do not fit; null while it is being measured. */
function useOverflows(prepared: Prepared): ReadonlyMap<number, Overflow[]> | null {
  const { report } = useErrors()
  const [found, setFound] = useState<{ of: Prepared; rows: ReadonlyMap<number, Overflow[]> } | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    findOverflows(prepared.document, prepared.rows, abort.signal).then(
      (rows) => {
        if (!abort.signal.aborted) setFound({ of: prepared, rows })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) report(error)
      },
    )
    return () => abort.abort()
  }, [prepared, report])
  return found?.of === prepared ? found.rows : null
}

function Cells(props: {
  prepared: Prepared
  rows: readonly PreparedRow[]
  overflows: ReadonlyMap<number, Overflow[]> | null
}) {
  const { t } = useTranslation('personal')
  const { rows, prepared, overflows } = props
  const scroll = useRef<HTMLDivElement>(null)
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    const fit = () => setColumns(Math.max(1, Math.floor(element.clientWidth / cellWidthPx)))
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const lines = useVirtualizer({
    count: Math.ceil(rows.length / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => cellHeightPx,
    overscan: 2,
    initialRect: { width: 800, height: 600 },
  })
  return (
    <div ref={scroll} className={css.scroll} tabIndex={0} role="group" aria-label={t('sheet.pictures')}>
      <div className={css.all} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map((line) => (
          <ul
            key={line.key}
            className={css.line}
            style={{ top: line.start, height: line.size, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
          >
            {rows.slice(line.index * columns, (line.index + 1) * columns).map((row) => (
              <Cell key={row.token} prepared={prepared} row={row} overflows={overflows?.get(row.row) ?? []} />
            ))}
          </ul>
        ))}
      </div>
    </div>
  )
}

function Cell(props: { prepared: Prepared; row: PreparedRow; overflows: readonly Overflow[] }) {
  const { t } = useTranslation('personal')
  const { prepared, row, overflows } = props
  const why = overflows.map(({ kind, layer }) => t(`overflow.${kind}`, { layer })).join(' ')
  return (
    <li className={css.cell} data-overflow={overflows.length > 0 || undefined} title={why === '' ? row.name : why}>
      <PersonPicture document={prepared.document} row={row} />
      <span className={css.name}>
        {overflows.length > 0 ? <Icon icon={TriangleAlert} size={16} /> : null}
        <span>{row.name}</span>
      </span>
      {why === '' ? null : <span className={css.why}>{why}</span>}
    </li>
  )
}

/** The waiting drawings: one at a time, so that scrolling and typing come first. */
let queue: Promise<unknown> = Promise.resolve()
const inTurn = <T,>(draw: () => Promise<T>): Promise<T> => {
  const next = queue.then(
    () => new Promise<void>((resolve) => setTimeout(resolve)),
    () => undefined,
  )
  const done = next.then(draw)
  queue = done.catch(() => undefined)
  return done
}

function PersonPicture({ document: art, row }: { document: Prepared['document']; row: PreparedRow }) {
  const { t } = useTranslation('personal')
  const { report } = useErrors()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const size = Math.round(picturePx * Math.min(2, window.devicePixelRatio || 1))
  const values = JSON.stringify(row.values)
  useEffect(() => {
    let isGone = false
    inTurn(async () => {
      if (isGone) return
      const picture = await drawForPerson(art, JSON.parse(values) as PreparedRow['values'], size)
      const context = canvas.current?.getContext('2d')
      if (isGone || !context) return
      context.clearRect(0, 0, size, size)
      context.drawImage(picture, 0, 0)
      setDrawn(true)
    }).catch((error: unknown) => {
      if (!isGone) report(error)
    })
    return () => {
      isGone = true
    }
  }, [art, values, size, report])
  return (
    <canvas
      ref={canvas}
      className={css.picture}
      width={size}
      height={size}
      role="img"
      data-drawn={isDrawn || undefined}
      aria-label={t('sheet.pictureOf', { name: row.name })}
    />
  )
}

/** In the sheet's place while places are being set aside. */
export function SheetWaiting() {
  return (
    <div className={css.sheet}>
      <Waiting />
    </div>
  )
}
