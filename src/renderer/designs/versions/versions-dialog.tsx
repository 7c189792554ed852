import { useId, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { DesignVersion } from '../../../core/contract/designs'
import type { DesignDocument } from '../../../core/designs/document'
import { sameValue } from '../../../core/designs/patch'
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
  const [busy, setBusy] = useState<'keep' | 'restore' | null>(null)
  const versions = useCall(['versions', designId], (signal) => client.designs.versions({ id: designId }, { signal }))
  const chosen = versions.data?.find(({ id }) => id === picked) ?? versions.data?.[0]
  const read = useCall(['version', designId, chosen?.id], async (signal) => {
    if (!chosen) return null
    const { document } = await client.designs.readVersion({ id: designId, versionId: chosen.id }, { signal })
    return { of: chosen.id, document }
  })
  // While another is read, the answer is still the one before.
  const then = read.data && read.data.of === chosen?.id ? read.data.document : null
  const changes = then ? changesInWords(t, then, now) : []
  const isSame = then !== null && sameValue(then, now)
  const sameId = useId()

  const busily = async (what: 'keep' | 'restore', act: () => Promise<void>) => {
    setBusy(what)
    await run(act)
    setBusy(null)
  }
  const keep = () =>
    busily('keep', async () => {
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
    busily('restore', async () => {
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
      isBusy={busy !== null}
      onClose={onClose}
      footer={
        <>
          <Button isBusy={busy === 'keep'} isDisabled={busy === 'restore'} onPress={() => void keep()}>
            {t('keep')}
          </Button>
          {chosen ? (
            <Button
              variant="primary"
              isBusy={busy === 'restore'}
              isDisabled={busy === 'keep' || isSame}
              {...(isSame ? { 'aria-describedby': sameId } : {})}
              onPress={() => void restore(chosen)}
            >
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
          <Beside {...{ version: chosen, then, now, changes, sameId }} isUnreadable={read.problem !== null} />
        </div>
      )}
    </Dialog>
  )
}

function VersionRow({ designId, version }: { designId: string; version: DesignVersion }) {
  const { t } = useTranslation('versions')
  const { time } = useFormats()
  const read = useCall(['version', designId, version.id], (signal) =>
    client.designs.readVersion({ id: designId, versionId: version.id }, { signal }),
  )
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
function Beside(props: {
  version: DesignVersion
  /** Null until it is read. */
  then: DesignDocument | null
  now: DesignDocument
  changes: readonly string[]
  /** The id of the sentence that nothing differs. */
  sameId: string
  isUnreadable: boolean
}) {
  const { version, then, now, changes } = props
  const { t } = useTranslation('versions')
  const { time } = useFormats()
  return (
    <div className={css.beside}>
      <div className={css.pictures}>
        <figure>
          <figcaption>{t('then')}</figcaption>
          <div className={css.large}>
            {then ? (
              <DrawnDesign document={then} size={600} alt={t('thenPicture', { time: time(version.createdAt) })} />
            ) : props.isUnreadable ? (
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
      {then ? (
        <div className={css.changes}>
          <h3>{t('changes')}</h3>
          {changes.length === 0 ? (
            <p id={props.sameId}>{t('same')}</p>
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
