import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Operator, pin as pinShape, username as usernameShape } from '../../../core/contract/operators'
import { email as emailShape } from '../../../core/contract/shapes'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { ConfirmDialog, Dialog } from '../../ui/dialog'
import { Stack } from '../../ui/page'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'
import { RightsField, type Rights } from './rights-field'

type Props = {
  /** Whom to change; null for somebody new. */
  operator: Operator | null
  /** The first one, who has to be an administrator. */
  isFirst?: boolean
  isSelf?: boolean
  onClose: () => void
}

/** Takes somebody in, or changes who they are and what they may do. */
export function OperatorDialog({ operator, isFirst = false, isSelf = false, onClose }: Props) {
  const { t } = useTranslation('operators')
  const { run } = useErrors()
  const [displayName, setDisplayName] = useState(operator?.displayName ?? '')
  const [typedUsername, setUsername] = useState(operator?.username ?? null)
  const [email, setEmail] = useState(operator?.email ?? '')
  const [role, setRole] = useState(operator?.role ?? '')
  const [pin, setPin] = useState('')
  const [rights, setRights] = useState<Rights>({
    isAdmin: operator?.isAdmin ?? isFirst,
    grants: operator?.grants ?? [],
  })
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [isLettingGo, setLettingGo] = useState(false)
  const username = typedUsername ?? usernameFor(displayName)
  const wrong = {
    name: displayName.trim() === '',
    username: !usernameShape.safeParse(username).success,
    email: email.trim() !== '' && !emailShape.safeParse(email).success,
    pin: (operator === null || pin !== '') && !pinShape.safeParse(pin).success,
  }
  const save = async (isActive?: boolean) => {
    setAsked(true)
    if (Object.values(wrong).includes(true)) return
    setBusy(true)
    const saved = await run(() =>
      client.operators.save({
        ...(operator ? { id: operator.id } : {}),
        username,
        displayName,
        email: email.trim(),
        role,
        isAdmin: rights.isAdmin,
        grants: [...rights.grants],
        ...(pin === '' ? {} : { pin }),
        ...(isActive === undefined ? {} : { isActive }),
      }),
    )
    setBusy(false)
    if (!saved) return
    showToast({ text: t('edit.saved', { name: saved.displayName }) })
    onClose()
  }
  if (isLettingGo && operator)
    return (
      <ConfirmDialog
        title={t('edit.letGoTitle', { name: operator.displayName })}
        isOpen
        onClose={onClose}
        confirm={t('edit.letGo')}
        danger
        onConfirm={async () => void (await run(() => client.operators.remove({ id: operator.id })))}
      >
        <p>{t('edit.letGoSentence')}</p>
      </ConfirmDialog>
    )
  return (
    <Dialog
      title={
        isFirst ? t('edit.titleFirst') : operator ? t('edit.title', { name: operator.displayName }) : t('edit.titleNew')
      }
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          {operator && !isSelf ? (
            operator.isActive ? (
              <Button variant="quiet" onPress={() => setLettingGo(true)}>
                {t('edit.letGo')}
              </Button>
            ) : (
              <Button variant="quiet" onPress={() => void save(true)}>
                {t('edit.takeBack')}
              </Button>
            )
          ) : null}
          <Button variant="primary" onPress={() => void save()} isBusy={isBusy}>
            {t(isFirst ? 'edit.begin' : 'edit.save')}
          </Button>
        </>
      }
    >
      <Stack>
        {isFirst ? <p>{t('edit.sentenceFirst')}</p> : null}
        <TextField
          autoFocus
          autoComplete="off"
          label={t('edit.name')}
          value={displayName}
          onChange={setDisplayName}
          maxLength={255}
          error={isAsked && wrong.name ? t('edit.needsName') : null}
        />
        <TextField
          autoComplete="off"
          label={t('edit.username')}
          value={username}
          onChange={setUsername}
          error={isAsked && wrong.username ? t('edit.usernameWrong') : null}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t(operator ? 'edit.newPin' : 'edit.pin')}
          description={operator ? t('edit.pinKept') : t('edit.pinNote')}
          optional={operator !== null}
          value={pin}
          onChange={setPin}
          error={isAsked && wrong.pin ? t('edit.pinWrong') : null}
        />
        <TextField
          optional
          label={t('edit.role')}
          description={t('edit.roleNote')}
          value={role}
          onChange={setRole}
          maxLength={100}
        />
        <TextField
          optional
          type="email"
          autoComplete="off"
          label={t('edit.email')}
          value={email}
          onChange={setEmail}
          error={isAsked && wrong.email ? t('edit.emailWrong') : null}
        />
        {isFirst ? null : <RightsField value={rights} onChange={setRights} />}
      </Stack>
    </Dialog>
  )
}

/** "Vera Ødegård" → "vera": what most people would type; changed where it is taken. */
const usernameFor = (displayName: string): string =>
  (displayName.trim().split(/\s+/u)[0] ?? '').toLocaleLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}._-]/gu, '')
