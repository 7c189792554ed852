import { Download, ExternalLink, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fromBase64 } from '../../../core/base64'
import type { Application, ApplicationEvidence } from '../../../core/contract/applications'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { useFormats } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { Row } from '../../ui/page'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'

/** What was handed in: words as words, links as links, photos as pixels; other files are only saved, never opened. */
export function EvidenceList({ application, isDecided }: { application: Application; isDecided: boolean }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const { evidence } = application
  const files = evidence.filter(({ kind }) => kind === 'file' || kind === 'photo')
  const save = async () => {
    const written = await run(() => client.applications.saveEvidence({ id: application.id }))
    if (!written) return
    showToast({
      text: t('evidence.saved', { count: written.files.length, folder: written.folder }),
      action: {
        label: t('evidence.openFolder'),
        onPress: () => void run(() => client.folders.open({ folderId: written.folderId })),
      },
    })
  }
  return (
    <>
      <ul className={css.list} aria-label={t('evidence.title')}>
        {evidence.map((piece) => (
          <li key={piece.id}>
            <Piece piece={piece} />
            {isDecided ? null : (
              <IconButton
                label={t('evidence.remove', { name: nameOf(piece) })}
                icon={X}
                size="small"
                onPress={() =>
                  void run(() => client.applications.removeEvidence({ id: application.id, evidenceId: piece.id }))
                }
              />
            )}
          </li>
        ))}
      </ul>
      {files.length > 0 ? (
        <Row>
          <Button size="small" icon={Download} onPress={() => void save()}>
            {t('evidence.save', { count: files.length })}
          </Button>
        </Row>
      ) : null}
    </>
  )
}

const nameOf = ({ kind, url, text, fileName }: ApplicationEvidence): string =>
  kind === 'link' ? (url ?? '') : kind === 'text' ? text.slice(0, 40) : fileName

function Piece({ piece }: { piece: ApplicationEvidence }) {
  const { bytes } = useFormats()
  const { kind, url, text, fileName } = piece
  return (
    <span className={css.words}>
      {kind === 'link' && url ? (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {url} <ExternalLink size={14} aria-hidden />
        </a>
      ) : null}
      {kind === 'photo' ? <Photo piece={piece} /> : null}
      {kind === 'file' || kind === 'photo' ? (
        <span>
          {fileName} <small>{bytes(piece.bytes)}</small>
        </span>
      ) : null}
      {text === '' ? null : <p className={css.text}>{text}</p>}
    </span>
  )
}

const longestSide = 1200

/** A photo as the pixels that the browser reads in it, without anything else that stands in the file. */
function Photo({ piece }: { piece: ApplicationEvidence }) {
  const { t } = useTranslation('applications')
  const [shown, setShown] = useState<{ id: string; url: string | null } | null>(null)
  const { id, fileName } = piece
  useEffect(() => {
    let url: string | null = null
    let isCurrent = true
    readPixels(id).then(
      (blob) => {
        if (!isCurrent) return
        url = URL.createObjectURL(blob)
        setShown({ id, url })
      },
      () => {
        if (isCurrent) setShown({ id, url: null })
      },
    )
    return () => {
      isCurrent = false
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [id])
  if (shown?.id !== id) return null
  if (shown.url === null) return <span>{t('evidence.unreadable')}</span>
  return <img className={css.photo} src={shown.url} alt={fileName} />
}

async function readPixels(evidenceId: string): Promise<Blob> {
  const { bytes, mediaType } = await client.applications.readEvidence({ evidenceId })
  const bitmap = await createImageBitmap(new Blob([fromBase64(bytes)], { type: mediaType }))
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.max(1, bitmap.width * scale), Math.max(1, bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/png' })
}
