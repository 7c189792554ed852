import { Info, QrCode, TriangleAlert, Wand } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isKnownLayer } from '../../../core/designs/document'
import type { Finding } from '../../../core/designs/finding'
import type { Operation } from '../../../core/designs/operations'
import { wordOf, type Reading } from '../../../core/designs/readability'
import type { QrCheck } from '../../drawing'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useDocument, useEditor } from '../editor'
import { useChecks, useTriedFixes } from './checks'
import css from './seeing.module.css'

/** What is worth a look, each with its fix where there is one; and from which size every lettering and glyph is read. */
export function ChecksPanel() {
  const { t } = useTranslation('seeing')
  const checks = useChecks()
  const document = useDocument()
  useTriedFixes()
  if (!checks) return <p className={css.quiet}>{t('looking')}</p>
  const present = new Set(document.layers.map(({ id }) => id))
  const findings = checks.findings.filter(({ layerIds }) => layerIds.every((id) => present.has(id)))
  const readings = checks.readings.filter(({ layerId }) => present.has(layerId))
  return (
    <div className={css.panel}>
      {findings.length === 0 ? <p className={css.quiet}>{t(checks.of === document ? 'nothing' : 'looking')}</p> : null}
      <ul className={css.findings} aria-label={t('title')}>
        {findings.map((finding, index) => (
          <FindingRow
            key={`${finding.rule} ${finding.layerIds.join()} ${index}`}
            finding={finding}
            fix={checks.fixes.get(finding)}
          />
        ))}
      </ul>
      {checks.code ? <CodeLine code={checks.code} /> : null}
      {readings.length > 0 ? (
        <section aria-label={t('reading.title')}>
          <h3 className={css.heading}>{t('reading.title')}</h3>
          <ul className={css.readings}>
            {readings.map((reading) => (
              <ReadingRow key={reading.layerId} reading={reading} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

/** What was read back out of the design's own picture. */
function CodeLine({ code }: { code: QrCheck }) {
  const { t } = useTranslation('seeing')
  const { designer } = useEditor()
  const { works, smallest, printMm, needsInternet, layerId } = code
  return (
    <button type="button" className={css.code} onClick={() => designer.select([layerId])} title={t('select')}>
      <Icon icon={works ? QrCode : TriangleAlert} size={16} />
      <span className={works ? css.quiet : css.warning}>
        {works ? t('code.reads', { size: smallest, mm: printMm }) : t('code.broken')}
        {works && needsInternet ? ` ${t('code.internet')}` : null}
      </span>
    </button>
  )
}

function FindingRow({ finding, fix }: { finding: Finding; fix: Operation | null | undefined }) {
  const { rule, weight, layerIds, values } = finding
  const { t } = useTranslation('seeing')
  const { designer, act } = useEditor()
  const vision = values['vision'] ? t(`visions.${values['vision']}`) : ''
  const words = t(`rules.${rule}`, { ...values, vision })
  return (
    <li className={css.finding}>
      <Icon icon={weight === 'warning' ? TriangleAlert : Info} size={16} />
      {layerIds.length > 0 ? (
        <button type="button" className={css.words} onClick={() => designer.select(layerIds)} title={t('select')}>
          {words}
        </button>
      ) : (
        <span className={css.words}>{words}</span>
      )}
      {fix ? (
        <Button size="small" icon={Wand} aria-label={t('fixWhat', { what: words })} onPress={() => act(fix)}>
          {t('fix')}
        </Button>
      ) : null}
    </li>
  )
}

function ReadingRow({ reading }: { reading: Reading }) {
  const { t } = useTranslation('seeing')
  const { designer } = useEditor()
  const document = useDocument()
  const layer = document.layers.find(({ id }) => id === reading.layerId)
  const name = layer && isKnownLayer(layer) ? layer.name : ''
  const isGood = reading.problems.length === 0
  return (
    <li>
      <button type="button" className={css.reading} onClick={() => designer.select([reading.layerId])}>
        <span className={css.name}>{name}</span>
        <span className={isGood ? css.quiet : css.warning}>
          {reading.behind === null
            ? t('reading.unseen')
            : t(`reading.words.${wordOf(reading)}`, { from: reading.from })}
        </span>
        {reading.behind === null ? null : (
          <span className={css.figure}>{t('reading.contrast', { contrast: reading.contrast })}</span>
        )}
      </button>
    </li>
  )
}
