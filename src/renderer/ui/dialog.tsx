import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import css from './dialog.module.css'
import { IconButton } from './icon-button'

export type DialogProps = {
  title: string
  isOpen: boolean
  /** Called by Escape, the cross and the ground around; never while `isBusy`. */
  onClose: () => void
  size?: 'small' | 'medium' | 'large'
  children: ReactNode
  /** Buttons: the primary one last. */
  footer?: ReactNode
  isBusy?: boolean
  role?: 'dialog' | 'alertdialog'
}

/** A modal dialog. One at a time: a dialog never opens another on top of itself. */
export function Dialog({ title, isOpen, onClose, size = 'medium', children, footer, isBusy, role }: DialogProps) {
  const { t } = useTranslation('ui')
  const dialog = useRef<HTMLElement>(null)
  useEffect(() => {
    // What had the focus may have been disabled or taken away by what was just shown: without it nobody hears Escape.
    if (isOpen && (document.activeElement ?? document.body) === document.body) dialog.current?.focus()
  })
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open && !isBusy) onClose()
      }}
      isDismissable={role !== 'alertdialog' && !isBusy}
      isKeyboardDismissDisabled={isBusy ?? false}
      className={css.scrim ?? ''}
    >
      <Modal className={[css.modal, css[size]].join(' ')}>
        <AriaDialog ref={dialog} role={role ?? 'dialog'} className={css.dialog ?? ''}>
          <div className={css.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={t('close')} icon={X} size="small" onPress={onClose} isDisabled={isBusy ?? false} />
          </div>
          <div className={css.body}>{children}</div>
          {footer ? <div className={css.foot}>{footer}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Asks before something that cannot be undone. Words the act on the button ("Revoke 3 awards"), never "OK". */
export function ConfirmDialog(props: {
  title: string
  isOpen: boolean
  onClose: () => void
  /** The words of the button that does it. */
  confirm: string
  danger?: boolean
  children: ReactNode
  /** May be asynchronous: the dialog stays, busy, until it is done, and closes unless it throws. */
  onConfirm: () => void | Promise<void>
}) {
  const { t } = useTranslation('ui')
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await props.onConfirm()
      props.onClose()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onClose}
      size="small"
      role="alertdialog"
      isBusy={isBusy}
      footer={
        <>
          <Button onPress={props.onClose} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button variant={props.danger ? 'danger' : 'primary'} onPress={() => void run()} isBusy={isBusy}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
