import { FilePlus2, X } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../../core/base64'
import type { EvidenceToAdd } from '../../../core/contract/applications'
import { webUrl } from '../../../core/contract/shapes'
import { Button } from '../../ui/button'
import { useFormats } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Row } from '../../ui/page'
import { TextArea, TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import css from '../desk.module.css'

/** What crosses to main in one piece. */
const largestFile = 16 * 1024 * 1024
const largestTogether = 40 * 1024 * 1024

export type EvidenceDraft = { link: string; text: string; files: readonly File[] }
export const noEvidence: EvidenceDraft = { link: '', text: '', files: [] }

/** True where what was typed as a link is none. */
export const isWrongLink = ({ link }: EvidenceDraft): boolean =>
  link.trim() !== '' && !webUrl.safeParse(link.trim()).success

/** A draft as pieces of evidence. */
export async function evidenceOf({ link, text, files }: EvidenceDraft): Promise<EvidenceToAdd[]> {
  return [
    ...(link.trim() === '' ? [] : [{ kind: 'link' as const, url: link.trim(), text: '' }]),
    ...(text.trim() === '' ? [] : [{ kind: 'text' as const, text }]),
    ...(await Promise.all(
      files.map(async (file) => ({
        kind: 'file' as const,
        fileName: file.name.slice(0, 255),
        bytes: await toBase64(file),
        text: '',
      })),
    )),
  ]
}

/** What somebody shows for it: a link, words, files and photos. */
export function EvidenceFields(props: {
  draft: EvidenceDraft
  onChange: (draft: EvidenceDraft) => void
  isAsked: boolean
}) {
  const { t } = useTranslation('applications')
  const { bytes } = useFormats()
  const { draft, onChange } = props
  const [round, setRound] = useState(0)
  const add = (list: readonly File[]) => {
    const fitting = list.filter(({ size }) => size <= largestFile)
    const files = [...draft.files, ...fitting].slice(0, 18)
    const together = files.reduce((sum, { size }) => sum + size, 0)
    if (fitting.length < list.length || together > largestTogether)
      showToast({ text: t('evidence.tooLarge'), tone: 'danger' })
    if (together <= largestTogether) onChange({ ...draft, files })
    // The same file may be picked again after it was taken away.
    setRound(round + 1)
  }
  return (
    <>
      <TextField
        label={t('evidence.link')}
        optional
        type="url"
        value={draft.link}
        onChange={(link) => onChange({ ...draft, link })}
        error={props.isAsked && isWrongLink(draft) ? t('evidence.linkWrong') : null}
      />
      <TextArea
        label={t('evidence.text')}
        optional
        rows={2}
        maxLength={5000}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
      {draft.files.length > 0 ? (
        <ul className={css.list} aria-label={t('evidence.files')}>
          {draft.files.map((file, at) => (
            <li key={`${file.name} ${String(at)}`}>
              <span className={css.words}>
                <span>{file.name}</span>
                <small>{bytes(file.size)}</small>
              </span>
              <IconButton
                label={t('evidence.remove', { name: file.name })}
                icon={X}
                size="small"
                onPress={() => onChange({ ...draft, files: draft.files.toSpliced(at, 1) })}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Row>
        <FileTrigger key={round} allowsMultiple onSelect={(list) => add([...(list ?? [])])}>
          <Button icon={FilePlus2}>{t('evidence.addFiles')}</Button>
        </FileTrigger>
      </Row>
    </>
  )
}
