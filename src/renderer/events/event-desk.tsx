import { CircleAlert, CircleCheck, DoorOpen, Undo2, UserPlus } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AwardRow } from '../../core/contract/awards'
import type { Event } from '../../core/contract/events'
import { client } from '../api/client'
import { runStream } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { useWholeWindow } from '../app/full-screen'
import { HostingDialog } from '../app/hosting-dialog'
import { useLibrary } from '../app/library-facts'
import { useMay } from '../app/may'
import { navigate } from '../app/navigation'
import { preparePictures } from '../app/personal-pictures'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { PersonMark } from '../ui/chip'
import { useFormats } from '../ui/format'
import { Icon } from '../ui/icon'
import { announce } from '../ui/live-region'
import { Notice } from '../ui/notice'
import { useErrors } from '../ui/use-errors'
import css from './event-desk.module.css'
import { LeaveDialog } from './leave-dialog'
import { playSound } from './sound'
import { WalkInDialog } from './walk-in-dialog'

type Found = { id: string; name: string; email: string | null }
const search = (query: string, signal?: AbortSignal): Promise<Found[]> =>
  client.people.search({ query, limit: 8 }, signal ? { signal } : {})
type Said = { kind: 'awarded' | 'refused'; text: string }

/**
 * The desk at an event, the whole window: pick a badge, type two letters, Enter awards. Everything is local: there is no network
 * call in it. A barcode or QR reader types like a keyboard, so it works as one. What was awarded is stored before it is said.
 */
export function EventDesk({ event }: { event: Event }) {
  const { t } = useTranslation('event')
  const { run, report } = useErrors()
  const { time } = useFormats()
  const { settings, issuers, library } = useLibrary()
  useWholeWindow(true)
  const input = useRef<HTMLInputElement>(null)
  const [badgeId, setBadgeId] = useState(event.badgeIds[0]!)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [said, setSaid] = useState<Said | null>(null)
  const [dialog, setDialog] = useState<'walkIn' | 'leave' | 'hosting' | 'unlock' | null>(null)

  const badges = useCall(['deskBadges', event.id], (signal) =>
    Promise.all(event.badgeIds.map((id) => client.badges.read({ id }, { signal }))),
  )
  const query = useDeferredValue(text.trim())
  const found = useCall(
    ['desk', query],
    async (signal): Promise<{ query: string; people: Found[] }> =>
      query.length < 2 ? { query, people: [] } : { query, people: await search(query, signal) },
    ['people.saved'],
  )
  const last = useCall(
    ['last', event.id],
    (signal) => client.awards.list({ eventId: event.id, limit: 10 }, { signal }),
    ['awards.created', 'awards.changed'],
  )
  const people = query.length < 2 ? [] : (found.data?.people ?? [])
  const badge = badges.data?.find((it) => it.id === badgeId)
  const issuer = issuers.find((it) => it.id === badge?.issuerId)
  const focus = () => input.current?.focus()
  useEffect(focus, [badgeId, dialog])

  const say = (kind: Said['kind'], words: string) => {
    setSaid({ kind, text: words })
    announce(words)
    if (settings.eventSounds) playSound(kind)
  }

  const award = async (recipient: { personId: string } | { name: string; email: string | null }, name: string) => {
    // At once: a scanner types the next one while this one is stored.
    setText('')
    setActive(0)
    try {
      const { signal } = new AbortController()
      const people = [recipient]
      // A badge with merge fields: this person's picture first, drawn here and now.
      const drawn = badge?.personal ? await preparePictures({ badgeId, people }, signal) : null
      const result =
        drawn?.rows.length === 0
          ? drawn
          : await runStream(
              () =>
                client.awards.create(
                  { badgeId, people, eventId: event.id, ...(drawn ? { preparedId: drawn.preparedId } : {}) },
                  { signal },
                ),
              () => {},
              signal,
            )
      const [refused] = result.skipped
      if (refused) say('refused', t(`refusal.${refused.reason}`, { name }))
      else say('awarded', t('awarded', { name, badge: badge?.name ?? '' }))
    } catch (error) {
      const problem = report(error)
      if (problem?.code === 'secret_unavailable') setDialog('unlock')
      else if (problem?.details.reason === 'hosting_undecided') setDialog('hosting')
    } finally {
      focus()
    }
  }

  /** What Enter means: the person marked in the list, or, where the list is not there yet (a scanner is faster), the first found. */
  const enter = async () => {
    const typed = text.trim()
    if (typed.length < 2) return
    const person = found.data?.query === typed ? people[active] : (await run(() => search(typed)))?.[0]
    if (person) await award({ personId: person.id }, person.name)
    else setDialog('walkIn')
  }

  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.nativeEvent.isComposing) return
    if (pressed.key === 'ArrowDown') setActive(Math.min(people.length - 1, active + 1))
    else if (pressed.key === 'ArrowUp') setActive(Math.max(0, active - 1))
    else if (pressed.key === 'Escape') setText('')
    else if (pressed.key === 'Enter') {
      void enter()
    } else if (pressed.altKey && /^[1-6]$/.test(pressed.key)) {
      const picked = event.badgeIds[Number(pressed.key) - 1]
      if (picked) setBadgeId(picked)
    } else return
    pressed.preventDefault()
  }

  const mayUndo = useMay('awards.withdraw')
  const undo = (row: AwardRow) =>
    void run(async () => {
      const done = await client.awards.withdraw({ ids: [row.id] })
      if (done.withdrawn.length > 0) say('refused', t('undone', { name: row.personName }))
      focus()
    })

  return (
    <div className={css.desk}>
      <header className={css.head}>
        <div>
          <h1>{event.name}</h1>
          <p>{t('count', { count: last.data?.total ?? event.awardedCount })}</p>
        </div>
        <Button size="large" icon={DoorOpen} onPress={() => setDialog('leave')}>
          {t('leave')}
        </Button>
      </header>

      <div className={css.badges} role="radiogroup" aria-label={t('whichBadge')}>
        {badges.data?.map((it, index) => (
          <button
            key={it.id}
            type="button"
            role="radio"
            aria-checked={it.id === badgeId}
            className={css.badge}
            onClick={() => setBadgeId(it.id)}
          >
            <BadgePicture sha256={it.pictureSha256} size={72} />
            <span>{it.name}</span>
            {badges.data && badges.data.length > 1 ? <kbd>{t('badgeKey', { number: index + 1 })}</kbd> : null}
          </button>
        ))}
      </div>

      {badge && badge.missing.length > 0 ? <Notice tone="danger">{t('incomplete')}</Notice> : null}

      <div className={css.work}>
        <section className={css.search}>
          <label htmlFor="desk-search">{t('who')}</label>
          <input
            id="desk-search"
            ref={input}
            className={css.input}
            value={text}
            onChange={(change) => {
              setText(change.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('whoPlaceholder')}
            role="combobox"
            aria-expanded={people.length > 0}
            aria-controls="desk-found"
            aria-activedescendant={people[active] ? `desk-${people[active].id}` : undefined}
          />
          <p className={css.said} data-kind={said?.kind} aria-hidden={!said}>
            {said ? <Icon icon={said.kind === 'awarded' ? CircleCheck : CircleAlert} size={24} /> : null}
            {said?.text ?? t('ready')}
          </p>
          <ul id="desk-found" className={css.found} role="listbox" aria-label={t('found')}>
            {people.map((person, index) => (
              <li
                key={person.id}
                id={`desk-${person.id}`}
                role="option"
                aria-selected={index === active}
                className={css.person}
                onClick={() => void award({ personId: person.id }, person.name)}
              >
                <PersonMark name={person.name} />
                <span>
                  <strong>{person.name}</strong>
                  {person.email ? <small>{person.email}</small> : null}
                </span>
              </li>
            ))}
          </ul>
          {query.length >= 2 && !found.isLoading && people.length === 0 ? (
            <p className={css.none}>{t('nobody', { query })}</p>
          ) : null}
          <Button size="large" icon={UserPlus} onPress={() => setDialog('walkIn')}>
            {t('walkIn')}
          </Button>
        </section>

        <section className={css.last} aria-label={t('last')}>
          <h2>{t('last')}</h2>
          <ol>
            {last.data?.rows.map((row) => (
              <li key={row.id} data-gone={row.withdrawnAt !== null}>
                <BadgePicture sha256={row.pictureSha256} size={36} />
                <span>
                  <strong>{row.personName}</strong>
                  <small>
                    {row.withdrawnAt
                      ? t('takenBack')
                      : t('lastRow', { badge: row.badgeName, time: time(row.awardedAt) })}
                  </small>
                </span>
                {row.withdrawable && mayUndo ? (
                  <Button icon={Undo2} onPress={() => undo(row)} aria-label={t('undoOf', { name: row.personName })}>
                    {t('undo')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ol>
          {last.data?.rows.length === 0 ? <p className={css.none}>{t('lastEmpty')}</p> : null}
        </section>
      </div>

      {dialog === 'walkIn' ? (
        <WalkInDialog
          name={people.length === 0 ? text.trim() : ''}
          onClose={() => setDialog(null)}
          onAdd={(name, email) => {
            setDialog(null)
            void award({ name, email }, name)
          }}
        />
      ) : null}
      {dialog === 'leave' ? (
        <LeaveDialog
          pin={settings.eventPin}
          onClose={() => setDialog(null)}
          onLeave={() => navigate(library.counts.toHandOut > 0 ? { page: 'handOut' } : { page: 'ledger' })}
        />
      ) : null}
      {dialog === 'hosting' && issuer ? (
        <HostingDialog isOpen issuer={issuer} onClose={() => setDialog(null)} onSaved={() => setDialog(null)} />
      ) : null}
      {dialog === 'unlock' ? <UnlockDialog isOpen onClose={() => setDialog(null)} /> : null}
    </div>
  )
}
