import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { DesignVersion } from '../../../core/contract/designs'
import type { DesignDocument } from '../../../core/designs/document'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { useRoute } from '../../app/navigation'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { useFormats } from '../../ui/format'
import { Waiting } from '../../ui/progress'
import { showToast } from '../../ui/toast'
import { ProblemNotice, useErrors } from '../../ui/use-errors'
import { useDesigner, useDocument, useEditor } from '../editor'
import { readAgain } from '../open-designers'
import { changesInWords } from './changes-in-words'
import { DrawnDesign } from './drawn-design'
import css from './versions-dialog.module.css'

const shownChanges = 12

/** The kept versions of the open design: each beside what the design is now, in two pictures and in words. Bringing one back is a step that can be undone. */
export function VersionsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('versions')
  const { run } = useErrors()
  const designId = useRoute('designer')?.designId ?? ''
  const { designer } = useEditor()
  const name = useDesigner((it) => it.name)
  const now = useDocument()
  const [picked, setPicked] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const versions = useCall(['versions', designId], (signal) => client.designs.versions({ id: designId }, { signal }))
  const chosen = versions.data?.find(({ id }) => id === picked) ?? versions.data?.[0]

  const busily = async (act: () => Promise<void>) => {
    setBusy(true)
    await run(act)
    setBusy(false)
  }
  const keep = () =>
    busily(async () => {
      // What is kept is what the library holds.
      if (!(await designer.flush())) return
      const before = versions.data?.length ?? 0
      const kept = await client.designs.keepVersion({ id: designId })
      const after = await client.designs.versions({ id: designId })
      showToast({ text: t(after.length === before && after[0]?.id === kept?.id ? 'keptAlready' : 'kept') })
      setPicked(kept?.id ?? null)
      versions.reload()
    })
  const restore = ({ id }: DesignVersion) =>
    busily(async () => {
      if (!(await designer.flush())) return
      await client.designs.restoreVersion({ id: designId, versionId: id })
      await readAgain(designId, designer)
      showToast({ text: t('restored') })
      onClose()
    })
  return (
    <Dialog
      title={t('title', { name })}
      isOpen
      size="large"
      isBusy={isBusy}
      onClose={onClose}
      footer={
        <>
          <Button isDisabled={isBusy} onPress={() => void keep()}>
            {t('keep')}
          </Button>
          {chosen ? (
            <Button variant="primary" isDisabled={isBusy} onPress={() => void restore(chosen)}>
              {t('restore')}
            </Button>
          ) : null}
        </>
      }
    >
      {versions.problem ? (
        <ProblemNotice problem={versions.problem} onRetry={versions.reload} />
      ) : !versions.data ? (
        <Waiting />
      ) : !chosen ? (
        <p>{t('nothing')}</p>
      ) : (
        <div className={css.columns}>
          <ListBox
            aria-label={t('list')}
            className={css.list ?? ''}
            items={versions.data}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[chosen.id]}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : [...keys]
              if (key !== undefined) setPicked(String(key))
            }}
          >
            {(version) => <VersionRow designId={designId} version={version} />}
          </ListBox>
          <Beside key={chosen.id} designId={designId} version={chosen} now={now} />
        </div>
      )}
    </Dialog>
  )
}

const useVersion = (designId: string, { id }: DesignVersion) =>
  useCall(['version', designId, id], (signal) =>
    client.designs.readVersion({ id: designId, versionId: id }, { signal }),
  )

function VersionRow({ designId, version }: { designId: string; version: DesignVersion }) {
  const { t } = useTranslation('versions')
  const { time } = useFormats()
  const read = useVersion(designId, version)
  const when = time(version.createdAt)
  const why = t(`reasons.${version.reason}`)
  return (
    <ListBoxItem id={version.id} textValue={`${when}, ${why}`} className={css.row ?? ''}>
      <span className={css.small}>
        {read.data ? <DrawnDesign document={read.data.document} size={104} alt="" /> : null}
      </span>
      <span>
        <span className={css.when}>{when}</span>
        <span className={css.why}>{why}</span>
      </span>
    </ListBoxItem>
  )
}

/** A version and the design as it is now, side by side, and what differs in words. */
function Beside({ designId, version, now }: { designId: string; version: DesignVersion; now: DesignDocument }) {
  const { t } = useTranslation('versions')
  const { time } = useFormats()
  const read = useVersion(designId, version)
  const changes = read.data ? changesInWords(t, read.data.document, now) : []
  return (
    <div className={css.beside}>
      <div className={css.pictures}>
        <figure>
          <figcaption>{t('then')}</figcaption>
          <div className={css.large}>
            {read.data ? (
              <DrawnDesign
                document={read.data.document}
                size={600}
                alt={t('thenPicture', { time: time(version.createdAt) })}
              />
            ) : read.problem ? (
              t('unreadable')
            ) : null}
          </div>
        </figure>
        <figure>
          <figcaption>{t('now')}</figcaption>
          <div className={css.large}>
            <DrawnDesign document={now} size={600} alt={t('nowPicture')} />
          </div>
        </figure>
      </div>
      {read.data ? (
        <div className={css.changes}>
          <h3>{t('changes')}</h3>
          {changes.length === 0 ? (
            <p>{t('same')}</p>
          ) : (
            <ul>
              {changes.slice(0, shownChanges).map((line, index) => (
                <li key={index}>{line}</li>
              ))}
              {changes.length > shownChanges ? <li>{t('more', { count: changes.length - shownChanges })}</li> : null}
            </ul>
          )}
        </div>
      ) : null}
    </div>
  )
}
