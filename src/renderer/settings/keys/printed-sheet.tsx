import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { keysContract } from '../../../core/contract/keys'
import { qrMatrix, qrPath } from '../../../core/designs/qr'
import { useFormats } from '../../ui/format'
import css from './printed-sheet.module.css'

export type SheetFacts = z.output<NonNullable<(typeof keysContract.recoverySheet)['~orpc']['outputSchema']>>

/** Modules on each side that a scanner needs clear (ISO/IEC 18004 §5.3.8). */
const quietModules = 4

/** A recovery sheet as it is printed: alone on the paper, in black on white, and not to be seen on the screen. */
export function PrintedSheet({ sheet }: { sheet: SheetFacts }) {
  const { t } = useTranslation('keys')
  const { day } = useFormats()
  const { issuerName, words, fingerprint, createdAt, kind, qr } = sheet
  const told = [
    ['issuer', issuerName],
    ['key', t(`kinds.${kind}`)],
    ['fingerprint', fingerprint],
    ['made', day(createdAt)],
    ['printed', day(new Date().toISOString())],
  ] as const
  return (
    <div className={css.sheet} aria-hidden>
      <h1>{t('sheet.title')}</h1>
      <div className={css.head}>
        <dl>
          {told.map(([what, value]) => (
            <div key={what}>
              <dt>{t(`sheet.${what}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Code text={qr} label={t('sheet.code')} />
      </div>
      <ol className={css.words}>
        {words.map((word, at) => (
          <li key={at}>
            <span>{at + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <p>{t('sheet.purpose', { issuer: issuerName })}</p>
      <p>{t('sheet.keep')}</p>
      <p>
        <strong>{t('sheet.never')}</strong>
      </p>
    </div>
  )
}

function Code({ text, label }: { text: string; label: string }) {
  const matrix = qrMatrix(text, 'M')
  if (typeof matrix === 'string') return null
  return (
    <svg className={css.code} viewBox="-50 -50 100 100" role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={qrPath(matrix, 100, quietModules)} />
    </svg>
  )
}
