import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'

/** Asks for the reason of something that is done to awards, and does not go on without one. */
export function ReasonDialog(props: {
  title: string
  role?: 'alertdialog'
  /** What stands above the field. */
  children: ReactNode
  reason: { label: string; hint: string; missing: string }
  /** What stands below it, by the reason as it is written. */
  below: (reason: string) => ReactNode
  keep: string
  act: { label: string; variant: 'primary' | 'danger'; run: (reason: string) => Promise<void> }
  onClose: () => void
}) {
  const { act, reason: words } = props
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const isMissing = reason.trim() === ''
  const give = async () => {
    setAsked(true)
    if (isMissing) return
    setBusy(true)
    await act.run(reason)
    setBusy(false)
  }
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      isBusy={isBusy}
      {...(props.role && { role: props.role })}
      footer={
        <>
          <Button onPress={props.onClose}>{props.keep}</Button>
          <Button variant={act.variant} isBusy={isBusy} onPress={() => void give()}>
            {act.label}
          </Button>
        </>
      }
    >
      {props.children}
      <TextField
        label={words.label}
        description={words.hint}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        error={isAsked && isMissing ? words.missing : null}
      />
      {props.below(reason)}
    </Dialog>
  )
}
