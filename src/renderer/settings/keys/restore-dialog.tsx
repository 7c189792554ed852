import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { toBase64 } from '../../../core/base64'
import type { backupContents, IssuerKeys, WordsProblem } from '../../../core/contract/keys'
import { type Problem, toProblem } from '../../../core/problem'
import { client } from '../../api/client'
import { useLibrary } from '../../app/library-facts'
import { UnlockDialog } from '../../app/unlock-dialog'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { DropZone } from '../../ui/drop-zone'
import { errorSentence } from '../../ui/error-sentences'
import { useFormats } from '../../ui/format'
import { Notice } from '../../ui/notice'
import { Segments } from '../../ui/segments'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { WordsField } from './words-field'

type Source = 'file' | 'words'
type Backup = { file: string; contents: z.infer<typeof backupContents> }

/** Brings a key back from a backup file or a recovery sheet. Where this library wants its own passphrase, that is asked first. */
export function RestoreDialog({ issuer, onClose }: { issuer: IssuerKeys; onClose: () => void }) {
  const { library } = useLibrary()
  const [isUnlocked, setUnlocked] = useState(library.unlocked)
  if (!isUnlocked) return <UnlockDialog isOpen onClose={onClose} onUnlocked={() => setUnlocked(true)} />
  return <Restore issuer={issuer} onClose={onClose} />
}

function Restore({ issuer, onClose }: { issuer: IssuerKeys; onClose: () => void }) {
  const { t } = useTranslation('keys')
  const { report } = useErrors()
  const [source, setSource] = useState<Source>('file')
  const [backup, setBackup] = useState<Backup | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const canRestore = source === 'words' || (backup?.contents.issuers.some(({ isHere }) => isHere) ?? false)

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await act()
    } catch (error) {
      const found = toProblem(error)
      if (found?.code === 'unexpected') report(error)
      else setProblem(found)
    } finally {
      setBusy(false)
    }
  }
  const take = (files: File[]) =>
    attempt(async () => {
      const [chosen] = files
      if (!chosen) return
      const file = await toBase64(chosen)
      setBackup({ file, contents: await client.keys.readBackup({ file }) })
    })
  const restore = () =>
    attempt(async () => {
      if (source === 'file') {
        if (!backup) return
        const { keys, otherIssuers } = await client.keys.restore({ file: backup.file, passphrase })
        tell(keys, otherIssuers)
      } else tell([await client.keys.restoreWords({ words, issuerId: issuer.issuerId })], [])
      onClose()
    })
  const tell = (keys: readonly { outcome: string }[], others: readonly string[]) => {
    const back = keys.filter(({ outcome }) => outcome !== 'unchanged').length
    const told = [
      back === 0 ? t('restoreDialog.unchanged') : t('restoreDialog.done', { count: back }),
      ...(others.length > 0 ? [t('restoreDialog.others', { issuers: others.join(', ') })] : []),
    ]
    showToast({ text: told.join(' ') })
  }
  const wrongWords = wordsProblemOf(problem)
  return (
    <Dialog
      title={t('restoreDialog.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <Button variant="primary" onPress={() => void restore()} isBusy={isBusy} isDisabled={!canRestore}>
          {t('restoreDialog.restore')}
        </Button>
      }
    >
      <Segments
        label={t('restoreDialog.from')}
        value={source}
        onChange={(chosen) => {
          setSource(chosen)
          setProblem(null)
        }}
        options={[
          { value: 'file', label: t('restoreDialog.fromFile') },
          { value: 'words', label: t('restoreDialog.fromWords') },
        ]}
      />
      {source === 'words' ? (
        <WordsField
          value={words}
          onChange={(text) => {
            setWords(text)
            setProblem(null)
          }}
          problem={wrongWords}
        />
      ) : backup === null ? (
        <DropZone
          label={t('restoreDialog.file')}
          pick={t('restoreDialog.pick')}
          accept={['.blazon-keys', 'application/json']}
          onFiles={(files) => void take(files)}
        >
          {t('restoreDialog.fileHint')}
        </DropZone>
      ) : (
        <>
          <Contents backup={backup} onAnother={() => setBackup(null)} />
          {canRestore ? (
            <form
              style={{ display: 'contents' }}
              onSubmit={(event) => {
                event.preventDefault()
                void restore()
              }}
            >
              <TextField
                type="password"
                autoFocus
                autoComplete="off"
                label={t('restoreDialog.passphrase')}
                value={passphrase}
                onChange={(text) => {
                  setPassphrase(text)
                  setProblem(null)
                }}
              />
              <input type="submit" hidden />
            </form>
          ) : null}
        </>
      )}
      {problem && !wrongWords ? <InWords problem={problem} /> : null}
    </Dialog>
  )
}

/** What a backup holds, before its passphrase is typed; and that it is not for this library. */
function Contents({ backup, onAnother }: { backup: Backup; onAnother: () => void }) {
  const { t } = useTranslation('keys')
  const { day } = useFormats()
  const { createdAt, issuers } = backup.contents
  const others = issuers.filter(({ isHere }) => !isHere).map(({ name }) => name)
  const count = issuers.reduce((sum, { keys }) => sum + keys.length, 0)
  const names = issuers.map(({ name }) => name).join(', ')
  return (
    <>
      <Notice
        actions={
          <Button size="small" onPress={onAnother}>
            {t('restoreDialog.another')}
          </Button>
        }
      >
        {t('restoreDialog.holds', { count, day: day(createdAt), issuers: names })}
      </Notice>
      {others.length > 0 ? (
        <Notice tone="warning">{t('restoreDialog.notHere', { issuers: others.join(', ') })}</Notice>
      ) : null}
    </>
  )
}

function InWords({ problem }: { problem: Problem }) {
  const { t } = useTranslation('errors')
  const { what, safe, next } = errorSentence(problem, t)
  return (
    <Notice tone="danger" title={what}>
      {safe} {next}
    </Notice>
  )
}

/** What `restoreWords` says of typed words, as `rehearse` says it; null where something else is wrong. */
function wordsProblemOf(problem: Problem | null): WordsProblem | null {
  if (problem?.code !== 'invalid_input' || problem.details.field !== 'words') return null
  const { reason, at, words } = problem.details
  const places = Array.isArray(at) ? at.map(Number) : []
  if (reason === 'count') return { kind: 'count', words: typeof words === 'number' ? words : 0 }
  if (reason === 'unknown_words' || reason === 'wrong_words') return { kind: reason, at: places }
  return null
}
