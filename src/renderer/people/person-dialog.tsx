import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../core/base64'
import type { WholePerson } from '../../core/contract/people'
import { email as emailShape, webUrl } from '../../core/contract/shapes'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Disclosure } from '../ui/disclosure'
import { Row, Stack } from '../ui/page'
import { Waiting } from '../ui/progress'
import { type FieldKey, TextArea, TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import type { Group } from './group-dialog'
import { GroupsField } from './groups-field'
import { IdentifiersField, isWrong, type TypedIdentifier } from './identifiers-field'

type Props = { groups: readonly Group[]; onClose: () => void }

/** Adds one person, or changes one. */
export function PersonDialog({ personId, ...props }: Props & { personId: string | null }) {
  const { t } = useTranslation('people')
  const person = useCall(['person', personId], (signal) =>
    personId === null ? Promise.resolve(null) : client.people.read({ id: personId }, { signal }),
  )
  if (person.data !== undefined) return <Form {...props} person={person.data} />
  return (
    <Dialog title={t('person.edit')} isOpen onClose={props.onClose}>
      {person.problem ? <ProblemNotice problem={person.problem} onRetry={person.reload} /> : <Waiting />}
    </Dialog>
  )
}

const profileFields = ['givenName', 'familyName', 'nickname', 'website'] as const

function Form({ person, groups, onClose }: Props & { person: WholePerson | null }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [groupIds, setGroupIds] = useState<readonly string[]>(person?.groups.map((it) => it.id) ?? [])
  const [others, setOthers] = useState<readonly TypedIdentifier[]>(() => furtherOf(person))
  const [profile, setProfile] = useState({
    givenName: person?.givenName ?? '',
    familyName: person?.familyName ?? '',
    nickname: person?.nickname ?? '',
    website: person?.website ?? '',
    bio: person?.bio ?? '',
    pictureSha256: person?.pictureSha256 ?? null,
  })
  const [isAsked, setAsked] = useState(false)
  const wrongName = name.trim() === ''
  const wrongEmail = email.trim() !== '' && !emailShape.safeParse(email).success
  const wrongWebsite = profile.website.trim() !== '' && !webUrl.safeParse(profile.website.trim()).success
  const local = email.slice(0, email.lastIndexOf('@'))
  const told = [profile.nickname, profile.website, profile.bio, ...others.map(({ value }) => value)].filter(Boolean)

  const save = async () => {
    setAsked(true)
    if (wrongName || wrongEmail || wrongWebsite || others.some(isWrong)) return
    const saved = await run(() =>
      client.people.save({
        ...(person ? { id: person.id } : {}),
        name,
        groupIds: [...groupIds],
        identifiers: [
          ...(email.trim() === '' ? [] : [{ type: 'email' as const, value: email, preferred: true }]),
          ...others.filter(({ value }) => value.trim() !== '').map(({ type, value }) => ({ type, value })),
        ],
        ...profile,
        website: profile.website.trim(),
      }),
    )
    if (!saved) return
    showToast({ text: t(person ? 'saved' : 'added', { name: saved.name }) })
    onClose()
  }
  const onKeyDown = (event: FieldKey) => {
    if (event.key === 'Enter') void save()
    else event.continuePropagation()
  }

  return (
    <Dialog
      title={person ? t('person.edit') : t('person.new')}
      isOpen
      onClose={onClose}
      footer={
        <>
          {person ? (
            <Button variant="link" onPress={() => navigate({ page: 'person', personId: person.id })}>
              {t('person.page')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {person ? t('save') : t('add')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('columns.name')}
        value={name}
        onChange={setName}
        onKeyDown={onKeyDown}
        autoFocus
        maxLength={255}
        error={isAsked && wrongName ? t('person.nameMissing') : null}
      />
      <TextField
        label={t('columns.email')}
        description={t('person.emailHint')}
        optional
        type="email"
        value={email}
        onChange={setEmail}
        onKeyDown={onKeyDown}
        maxLength={254}
        error={isAsked && wrongEmail ? t('person.emailWrong') : null}
      />
      {local === local.toLowerCase() ? null : (
        <Row>
          <span>{t('person.capitals')}</span>
          <Button variant="link" onPress={() => setEmail(email.toLowerCase())}>
            {t('person.lower')}
          </Button>
        </Row>
      )}
      {groups.length > 0 ? <GroupsField groups={groups} value={groupIds} onChange={setGroupIds} /> : null}
      <Disclosure title={t('person.more')} summary={told.join(', ')}>
        <Stack>
          <Stack>
            <strong>{t('identifiers.title')}</strong>
            <IdentifiersField identifiers={others} onChange={setOthers} isAsked={isAsked} />
          </Stack>
          {profileFields.map((field) => (
            <TextField
              key={field}
              label={t(`profile.${field}`)}
              optional
              value={profile[field]}
              onChange={(value) => setProfile({ ...profile, [field]: value })}
              onKeyDown={onKeyDown}
              maxLength={field === 'website' ? 2048 : 255}
              error={field === 'website' && isAsked && wrongWebsite ? t('profile.websiteWrong') : null}
            />
          ))}
          <TextArea
            label={t('profile.bio')}
            optional
            value={profile.bio}
            onChange={(bio) => setProfile({ ...profile, bio })}
            rows={3}
            maxLength={1000}
          />
          <PictureField
            sha256={profile.pictureSha256}
            onChange={(pictureSha256) => setProfile({ ...profile, pictureSha256 })}
          />
        </Stack>
      </Disclosure>
    </Dialog>
  )
}

/** Every identifier but the preferred address, which has a field of its own. */
const furtherOf = (person: WholePerson | null): TypedIdentifier[] =>
  (person?.identifiers ?? [])
    .filter(({ type, preferred }) => type !== 'email' || !preferred)
    .map(({ type, value }) => ({ key: `${type} ${value}`, type, value }))

/** A picture of the person, kept in the library only. */
function PictureField({ sha256, onChange }: { sha256: string | null; onChange: (sha256: string | null) => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const input = useRef<HTMLInputElement>(null)
  return (
    <Row>
      {sha256 ? <BadgePicture sha256={sha256} size={64} alt={t('profile.picture')} /> : null}
      <Button size="small" onPress={() => input.current?.click()}>
        {t(sha256 ? 'profile.otherPicture' : 'profile.addPicture')}
      </Button>
      {sha256 ? (
        <Button size="small" onPress={() => onChange(null)}>
          {t('profile.removePicture')}
        </Button>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (!file) return
          void run(async () => onChange((await client.pictures.add({ bytes: await toBase64(file) })).sha256))
          event.target.value = ''
        }}
      />
    </Row>
  )
}
