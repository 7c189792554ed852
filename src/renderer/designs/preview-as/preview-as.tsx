import { TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldsOf } from '../../../core/designs/fields'
import { useLibrary } from '../../app/library-facts'
import { loadMeasuring, overflowsIn } from '../../drawing'
import { Icon } from '../../ui/icon'
import { announce } from '../../ui/live-region'
import { MenuButton, type MenuEntry } from '../../ui/menu'
import { useDesigner, useDocument, useEditor } from '../editor'
import { useChecks } from '../seeing/checks'
import { ChoosePerson } from './choose-person'
import css from './preview-as.module.css'
import { previewValues, sampleKinds } from './samples'
import { shownAsOf, useShownAs, useShownDocument } from './shown-as'

/** "Preview as": the design with the name of any person in it, and what would not fit. What is shown is stored nowhere. */
export function PreviewAs() {
  const { t } = useTranslation('preview-as')
  const { designer } = useEditor()
  const { issuers } = useLibrary()
  const badge = useDesigner((it) => it.name)
  const { as, values } = useShownAs()
  const [isChoosing, setChoosing] = useState(false)
  const document = useDocument()
  const { fields, unknown } = fieldsOf(document)
  const [issuer] = issuers
  const issuerName = issuer?.name ?? ''
  const baseUrl = issuer?.baseUrl ?? null
  const set = useCallback(
    (name: string, how: string) => {
      const today = new Date().toISOString().slice(0, 10)
      const facts = { name: badge, issuer: issuerName, baseUrl, today }
      shownAsOf(designer).setState({ as: how, values: previewValues(t, name, facts) })
    },
    [designer, badge, issuerName, baseUrl, t],
  )
  useEffect(() => {
    const now = shownAsOf(designer).getState()
    if (now.as !== 'written') set(now.values?.name ?? t('samples.sample'), now.as)
  }, [designer, set, t])
  const show = (name: string, how: string) => {
    set(name, how)
    announce(t('said', { name }))
  }
  const asWritten = () => {
    shownAsOf(designer).setState({ as: 'written', values: null })
    announce(t('saidWritten'))
  }
  // Its line is always there: the canvas must not change its size when the first field is written.
  if (fields.size === 0 && unknown.size === 0) return <p className={css.hint}>{t('hint')}</p>
  const current = as === 'person' ? (values?.name ?? '') : t(`kinds.${as}`)
  const entries: MenuEntry[] = [
    { id: 'written', label: t('kinds.written'), onAction: asWritten },
    'separator',
    ...sampleKinds.map((kind) => ({
      id: kind,
      label: t(`kinds.${kind}`),
      onAction: () => show(t(`samples.${kind}`), kind),
    })),
    'separator',
    { id: 'person', label: t('person'), onAction: () => setChoosing(true) },
  ]
  return (
    <section className={css.preview} aria-label={t('title')}>
      <span className={css.label} aria-hidden>
        {t('title')}
      </span>
      <MenuButton size="small" label={t('button', { name: current })} entries={entries} />
      <Findings unknown={[...unknown.keys()]} isWithoutAddress={baseUrl === null && fields.has('link')} />
      {isChoosing ? (
        <ChoosePerson
          onClose={() => setChoosing(false)}
          onChoose={(name) => {
            setChoosing(false)
            show(name, 'person')
          }}
        />
      ) : null}
    </section>
  )
}

/** The pause after a change before text is measured. */
const pauseMs = 250

/** What of the shown person does not fit, and from which size on the QR code reads: from the app's own drawing. */
function Findings({ unknown, isWithoutAddress }: { unknown: readonly string[]; isWithoutAddress: boolean }) {
  const { t } = useTranslation('preview-as')
  const document = useDocument()
  const shown = useShownDocument()
  const { values } = useShownAs()
  const [overflows, setOverflows] = useState<readonly string[]>([])
  const code = useChecks()?.code ?? null
  useEffect(() => {
    let isGone = false
    const look = async () => {
      await loadMeasuring(shown)
      const found = values === null ? [] : overflowsIn(document, values)
      if (!isGone) setOverflows(found.map(({ kind, layer }) => t(`personal:overflow.${kind}`, { layer })))
    }
    const timer = setTimeout(() => {
      look().catch((error: unknown) => {
        if (!isGone) reportError(error)
      })
    }, pauseMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [document, shown, values, t])
  const warnings = [
    ...unknown.map((written) => t('unknown', { written })),
    ...(isWithoutAddress ? [t('noAddress')] : []),
    ...overflows,
    ...(code && !code.works ? [t('personal:qr.broken')] : []),
  ]
  const reads = code?.works ? code : null
  if (warnings.length === 0 && !reads) return null
  return (
    // It scrolls where there is little room, and can be reached for that.
    <div className={css.findings} role="group" aria-label={t('findings')} tabIndex={0}>
      <ul>
        {warnings.map((sentence) => (
          <li key={sentence}>
            <Icon icon={TriangleAlert} size={14} />
            <span>{sentence}</span>
          </li>
        ))}
        {reads ? (
          <li data-quiet>
            <span>
              {t('qr', { size: reads.smallest, mm: reads.printMm })}
              {reads.needsInternet ? ` ${t('personal:qr.internet')}` : null}
            </span>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
