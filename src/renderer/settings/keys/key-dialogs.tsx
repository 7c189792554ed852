import type { IssuerKeys, KeyFacts } from '../../../core/contract/keys'
import { BackUpDialog } from './back-up-dialog'
import { MakeDialog } from './make-dialog'
import { RecoverySheetDialog } from './recovery-sheet-dialog'
import { RehearseDialog } from './rehearse-dialog'
import { ReplaceDialog } from './replace-dialog'
import { RestoreDialog } from './restore-dialog'

/** What is asked about a key; one question at a time. */
export type KeyQuestion =
  | { kind: 'backUp'; issuer: IssuerKeys; ids: string[] }
  | { kind: 'sheet'; key: KeyFacts }
  | { kind: 'rehearse'; key: KeyFacts }
  | { kind: 'replace'; key: KeyFacts; reason?: 'rotated' | 'lost' }
  | { kind: 'restore'; issuer: IssuerKeys }
  | { kind: 'make'; issuer: IssuerKeys }

/** The dialog of a question. A sheet leads on to its check. */
export function KeyDialogs(props: {
  question: KeyQuestion
  onAsk: (question: KeyQuestion) => void
  onClose: () => void
}) {
  const { question, onAsk, onClose } = props
  switch (question.kind) {
    case 'backUp':
      return <BackUpDialog issuer={question.issuer} ids={question.ids} onClose={onClose} />
    case 'sheet':
      return (
        <RecoverySheetDialog
          facts={question.key}
          onClose={onClose}
          onCheck={() => onAsk({ kind: 'rehearse', key: question.key })}
        />
      )
    case 'rehearse':
      return <RehearseDialog facts={question.key} onClose={onClose} />
    case 'replace':
      return <ReplaceDialog facts={question.key} reason={question.reason ?? null} onClose={onClose} />
    case 'restore':
      return <RestoreDialog issuer={question.issuer} onClose={onClose} />
    case 'make':
      return <MakeDialog issuer={question.issuer} onClose={onClose} />
  }
}
