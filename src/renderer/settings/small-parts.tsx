import { useState } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../app/library-facts'
import { MailFields } from '../app/mail-fields'
import { Card } from '../ui/card'
import { RadioGroup, Switch } from '../ui/choices'
import { Section, Stack } from '../ui/page'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { credits, licenceText, type Credit } from './credits'
import css from './settings-page.module.css'
import { useTypedSettings, useWriteSettings } from './use-settings'

/** The text of every badge's mail, unless a badge has its own. */
export function MailPart() {
  const { t } = useTranslation('settings')
  const { draft, set } = useTypedSettings(['mailSubject', 'mailBody'], (it) => it.mailSubject.length <= 255)
  return (
    <Section id="mail" title={t('mail.title')} description={t('mail.sentence')}>
      <Card>
        <Stack>
          <MailFields
            subject={draft.mailSubject}
            body={draft.mailBody}
            onChange={({ subject, body }) =>
              set({
                ...(subject === undefined ? {} : { mailSubject: subject }),
                ...(body === undefined ? {} : { mailBody: body }),
              })
            }
          />
        </Stack>
      </Card>
    </Section>
  )
}

/** Event mode's PIN and sounds. */
export function EventsPart() {
  const { t } = useTranslation('settings')
  const { settings } = useLibrary()
  const write = useWriteSettings()
  const { draft, isGood, set } = useTypedSettings(['eventPin'], (it) => /^\d{0,8}$/.test(it.eventPin))
  return (
    <Section id="events" title={t('events.title')}>
      <Card>
        <Stack>
          <TextField
            label={t('events.pin')}
            description={t('events.pinNote')}
            inputMode="numeric"
            autoComplete="off"
            value={draft.eventPin}
            onChange={(eventPin) => set({ eventPin })}
            error={isGood ? null : t('events.pinWrong')}
          />
          <Switch
            isSelected={settings.eventSounds}
            onChange={(eventSounds) => void write({ eventSounds })}
            description={t('events.soundsNote')}
          >
            {t('events.sounds')}
          </Switch>
        </Stack>
      </Card>
    </Section>
  )
}

/** Light, dark, or as the computer. */
export function AppearancePart() {
  const { t } = useTranslation('settings')
  const { settings } = useLibrary()
  const write = useWriteSettings()
  return (
    <Section id="appearance" title={t('appearance.title')}>
      <Card>
        <RadioGroup
          label={t('appearance.theme')}
          rowwise
          value={settings.theme}
          onChange={(theme) => void write({ theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))}
        />
      </Card>
    </Section>
  )
}

/** What Blazon is, its version, and the works of others that it carries. */
export function AboutPart() {
  const { t } = useTranslation('settings')
  const { library } = useLibrary()
  return (
    <Section id="about" title={t('about.title')}>
      <Card>
        <Stack>
          <div>
            <div className={css.strong}>{t('about.version', { version: library.version })}</div>
            <div className={css.quiet}>{t(library.shell === 'electron' ? 'about.app' : 'about.browser')}</div>
          </div>
          <p>{t('about.sentence')}</p>
          {credits.length > 0 ? (
            <>
              <h3>{t('about.credits')}</h3>
              <ul className={css.credits}>
                {credits.map((credit) => (
                  <li key={`${credit.name} ${credit.version}`}>
                    <Work credit={credit} />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Stack>
      </Card>
    </Section>
  )
}

/** A work and its licence, whose words can be read. */
function Work({ credit }: { credit: Credit }) {
  const { t } = useTranslation('settings')
  const { run } = useErrors()
  const [text, setText] = useState<string | null>(null)
  const load = async () => setText((await licenceText(credit)) ?? t('about.noText'))
  const work = `${credit.name} ${credit.version}`
  return (
    <Disclosure onExpandedChange={(isOpen) => (isOpen && text === null ? void run(load) : undefined)}>
      <Heading level={4} className={css.work ?? ''}>
        <AriaButton slot="trigger">
          {work}
          <span className={css.quiet}>{t('about.licence', { licence: credit.licence })}</span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        {text === null ? null : (
          // It is scrolled by keys too.
          <pre className={css.licence} tabIndex={0} role="region" aria-label={t('about.textOf', { work })}>
            {text}
          </pre>
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}
