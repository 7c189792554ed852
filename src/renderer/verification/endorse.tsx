import { Feather } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOfIssuer } from '../../core/badges/endorsement-reading'
import { endorsedId } from '../../core/contract/endorsements'
import type { Issuer } from '../../core/contract/issuers'
import type { VerificationResult } from '../../core/contract/verification'
import { client } from '../api/client'
import { IssuerDialog } from '../app/issuer-dialog'
import { useLibrary } from '../app/library-facts'
import { saveFile } from '../app/save-file'
import { Button } from '../ui/button'
import { RadioGroup } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Stack } from '../ui/page'
import { Select } from '../ui/select'
import { TextArea } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Something of another that can be endorsed. */
type Endorsable = { kind: 'badge' | 'issuer'; id: string; name: string }

/** What a checked badge gives to endorse: itself and who awards it, as far as they have ids; nothing of one's own, and nothing of doubtful origin. */
export function endorsablesOf(
  { verdict, ownAwardId, summary }: VerificationResult,
  own: readonly Pick<Issuer, 'token' | 'publicKey'>[],
): Endorsable[] {
  if (!summary || ownAwardId || (verdict !== 'valid' && verdict !== 'genuine_unchecked')) return []
  const { issuerId, achievementId, achievementType } = summary
  // An endorsement is checked like a badge, and is none.
  if (achievementType === 'Endorsement' || own.some((issuer) => isOfIssuer({ subjectId: issuerId }, issuer))) return []
  const found = [
    { kind: 'badge' as const, id: achievementId ?? '', name: summary.badgeName },
    { kind: 'issuer' as const, id: issuerId, name: summary.issuerName },
  ]
  return found
    .filter(({ id }) => endorsedId.safeParse(id).success)
    .map(({ name, ...it }) => ({ ...it, name: plainName(name) }))
}

/** A stranger's name in the form that names have here: one line, of bounded length. */
const plainName = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
    .trim()

/** The way to speak in favour of another's checked badge, or of who awards it; first asks who speaks, where nobody is entered. */
export function Endorse({ result }: { result: VerificationResult }) {
  const { t } = useTranslation('endorsement')
  const { issuers } = useLibrary()
  const [isOpen, setOpen] = useState(false)
  const endorsables = endorsablesOf(result, issuers)
  if (endorsables.length === 0) return null
  const close = () => setOpen(false)
  return (
    <>
      <Button size="small" icon={Feather} onPress={() => setOpen(true)}>
        {t('make.do')}
      </Button>
      {isOpen && issuers.length === 0 ? (
        <IssuerDialog isOpen onClose={close} onSaved={() => {}} />
      ) : isOpen ? (
        <EndorseDialog
          endorsables={endorsables}
          issuerName={plainName(result.summary?.issuerName ?? '') || t('make.unnamedIssuer')}
          issuers={issuers}
          onClose={close}
        />
      ) : null}
    </>
  )
}

function EndorseDialog(props: {
  endorsables: readonly Endorsable[]
  /** Whom the file is sent to. */
  issuerName: string
  issuers: readonly Issuer[]
  onClose: () => void
}) {
  const { t } = useTranslation('endorsement')
  const { run } = useErrors()
  const { endorsables, issuers, issuerName, onClose } = props
  const [issuerId, setIssuerId] = useState(issuers[0]?.id ?? '')
  const [kind, setKind] = useState(endorsables[0]?.kind ?? 'badge')
  const [comment, setComment] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [fileName, setFileName] = useState<string | null>(null)
  const nameOf = (it: Endorsable) => it.name || t(it.kind === 'badge' ? 'make.unnamedBadge' : 'make.unnamedIssuer')

  const make = async () => {
    const subject = endorsables.find((it) => it.kind === kind)
    if (!subject) return
    if (comment.trim() === '') {
      setMissing(true)
      return document.getElementById('endorsement-comment')?.focus()
    }
    setBusy(true)
    await run(async () => {
      const { id } = await client.endorsements.make({
        issuerId,
        subjectId: subject.id,
        subjectName: nameOf(subject),
        comment,
      })
      const file = await client.endorsements.read({ id })
      saveFile(new Blob([file.document], { type: 'application/json' }), file.fileName)
      setFileName(file.fileName)
    })
    setBusy(false)
  }
  if (fileName !== null)
    return (
      <Dialog
        title={t('make.title')}
        isOpen
        onClose={onClose}
        footer={
          <Button variant="primary" autoFocus onPress={onClose}>
            {t('make.close')}
          </Button>
        }
      >
        <Notice tone="success" title={t('make.madeTitle', { file: fileName })}>
          {t(kind === 'badge' ? 'make.madeBadge' : 'make.madeIssuer', { issuer: issuerName })} {t('make.kept')}
        </Notice>
      </Dialog>
    )
  return (
    <Dialog
      title={t('make.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <Button variant="primary" onPress={() => void make()} isBusy={isBusy}>
          {t('make.confirm')}
        </Button>
      }
    >
      <Stack>
        <p>{t('make.sentence')}</p>
        {issuers.length > 1 ? (
          <Select
            label={t('make.by')}
            options={issuers.map(({ id, name }) => ({ value: id, label: name }))}
            value={issuerId}
            onChange={setIssuerId}
          />
        ) : null}
        <RadioGroup
          label={t('make.what')}
          value={kind}
          onChange={setKind}
          options={endorsables.map((it) => ({
            value: it.kind,
            label: t(`make.${it.kind}`, { name: nameOf(it) }),
            description: t(`make.${it.kind}Note`),
          }))}
        />
        <TextArea
          id="endorsement-comment"
          label={t('make.comment')}
          description={t('make.commentNote')}
          rows={4}
          maxLength={5000}
          autoFocus
          value={comment}
          onChange={(typed) => {
            setComment(typed)
            setMissing(false)
          }}
          error={isMissing ? t('make.commentMissing') : null}
        />
      </Stack>
    </Dialog>
  )
}
