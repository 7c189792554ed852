import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../../core/base64'
import { resolveColor } from '../../../core/designs/colors'
import { isKnownLayer, type LayerOf } from '../../../core/designs/document'
import { replaceLayers } from '../../../core/designs/operations'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { lookAgain } from '../../drawing'
import { FileButton } from '../../ui/drop-zone'
import { ConfirmDialog } from '../../ui/dialog'
import { Notice } from '../../ui/notice'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { assets } from '../assets'
import { useEditor } from '../editor'
import { viewOf } from '../preview-as/shown-as'
import { takePicture } from '../take-picture'
import { askAboutDrawing } from './drawing-question'

const hashOf = async (blob: Blob): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Shown for a picture that the library has not got (any more): the file can be pointed out, or another one be used in its place. */
export function LocatePicture({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('pictures')
  const { designer, stage, act } = useEditor()
  const { run } = useErrors()
  const { sha256 } = layer
  const [other, setOther] = useState<{ blob: Blob; name: string } | null>(null)
  const missing = useCall(['pictures.missing', sha256], (signal) =>
    client.pictures.missing({ sha256s: [sha256] }, { signal }),
  )
  if (!missing.data?.includes(sha256)) return null

  const locate = (file: File | undefined) =>
    run(async () => {
      if (!file) return
      const taken = await takePicture(file, {
        currentColor: resolveColor({ role: 'frame' }, designer.document()),
        mayPlace: (parts) => askAboutDrawing(file.name, parts),
      })
      if (!taken) return
      if ((await hashOf(taken.blob)) !== sha256) return setOther({ blob: taken.blob, name: file.name })
      await client.pictures.add({ bytes: await toBase64(taken.blob) })
      lookAgain(assets)
      stage()?.setDocument(viewOf(designer)(designer.document()))
      missing.reload()
      showToast({ text: t('missing.healed'), tone: 'success' })
    })
  const put = (blob: Blob) =>
    run(async () => {
      const kept = await client.pictures.add({ bytes: await toBase64(blob) })
      // Every place of the one that is gone: it is the same picture there.
      const places = designer
        .document()
        .layers.filter(isKnownLayer)
        .filter((it) => it.kind === 'picture')
        .filter((it) => it.sha256 === sha256)
      const covering = (it: LayerOf<'picture'>) => (it.fit === 'stretch' ? 'cover' : it.fit)
      act(
        replaceLayers(
          places.map((it) => ({ ...it, sha256: kept.sha256, fit: covering(it) })),
          'replace',
        ),
      )
    })
  return (
    <>
      <Notice
        tone="warning"
        actions={
          <FileButton accept={['image/*']} onFiles={([file]) => void locate(file)}>
            {t('missing.locate')}
          </FileButton>
        }
      >
        {t('missing.title')}
      </Notice>
      {other ? (
        <ConfirmDialog
          title={t('missing.otherTitle')}
          isOpen
          confirm={t('missing.useIt')}
          onClose={() => setOther(null)}
          onConfirm={async () => void (await put(other.blob))}
        >
          <p>{t('missing.other', { name: other.name })}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
