import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  commandIds,
  designerKeys,
  isFreeToUse,
  keyGroups,
  keysOf,
  sharing,
  type CommandId,
  type OwnKeys,
} from '../../core/designs/designer-keys'
import { isSingleKey, spellings } from '../../core/designs/key-press'
import { useLibrary } from '../app/library-facts'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Switch } from '../ui/choices'
import { shortcutText } from '../ui/keys'
import { announce } from '../ui/live-region'
import { Section, Stack } from '../ui/page'
import css from './shortcuts.module.css'
import { useWriteSettings } from './use-settings'

/** The keys of the designer: what each command has, other keys for it, and none of a single sign where those are in the way. */
export function ShortcutsPart() {
  const { t } = useTranslation('settings')
  const { settings } = useLibrary()
  const write = useWriteSettings()
  const [recording, setRecording] = useState<CommandId | null>(null)
  const [said, setSaid] = useState('')
  const own: OwnKeys = { keys: settings.designerKeys, singleKeys: true }
  const tell = (sentence: string) => {
    setSaid(sentence)
    announce(sentence)
  }
  const nameOf = (id: CommandId): string => t(`commands:${id}`)
  const give = (id: CommandId, keys: string) => {
    if (!isFreeToUse(keys)) return tell(t('shortcuts.notFree', { keys: shortcutText(keys) }))
    const [loser] = sharing(keys, id, own)
    if (loser !== undefined && designerKeys[loser].fixed)
      return tell(t('shortcuts.notFree', { keys: shortcutText(keys) }))
    const left = loser === undefined ? [] : keysOf(loser, own).filter((it) => it !== keys)
    const designer = { ...settings.designerKeys, [id]: [keys], ...(loser === undefined ? {} : { [loser]: left }) }
    void write({ designerKeys: designer })
    const set = t('shortcuts.set', { command: nameOf(id), keys: shortcutText(keys) })
    const taken = { keys: shortcutText(keys), other: loser === undefined ? '' : nameOf(loser) }
    if (loser === undefined) tell(set)
    else tell(`${set} ${t(left.length > 0 ? 'shortcuts.takenSome' : 'shortcuts.taken', taken)}`)
    setRecording(null)
  }
  const remove = (id: CommandId) => {
    void write({ designerKeys: { ...settings.designerKeys, [id]: [] } })
    tell(t('shortcuts.removed', { command: nameOf(id) }))
    setRecording(null)
  }
  const reset = (id: CommandId) => {
    const { [id]: _, ...others } = settings.designerKeys
    void write({ designerKeys: others })
  }
  return (
    <Section id="shortcuts" title={t('shortcuts.title')} description={t('shortcuts.sentence')}>
      <Card>
        <Stack>
          <Switch
            isSelected={settings.singleKeys}
            onChange={(singleKeys) => void write({ singleKeys })}
            description={t('shortcuts.singleNote')}
          >
            {t('shortcuts.single')}
          </Switch>
          <p className={css.said} role="status">
            {said}
          </p>
          <table className={css.table} aria-label={t('shortcuts.table')}>
            <thead>
              <tr>
                <th scope="col">{t('shortcuts.command')}</th>
                <th scope="col">{t('shortcuts.keys')}</th>
                <td />
              </tr>
            </thead>
            {keyGroups.map((group) => (
              <tbody key={group}>
                <tr>
                  <th scope="rowgroup" colSpan={3}>
                    {t(`commands:groups.${group}`)}
                  </th>
                </tr>
                {commandIds
                  .filter((id) => designerKeys[id].group === group)
                  .map((id) => (
                    <tr key={id}>
                      <th scope="row">{nameOf(id)}</th>
                      <td>
                        <Keys keys={keysOf(id, own)} isSingleOff={!settings.singleKeys} />
                      </td>
                      <td className={css.acts}>
                        {designerKeys[id].fixed ? (
                          <span className={css.quiet}>{t('shortcuts.fixed')}</span>
                        ) : recording === id ? (
                          <Recorder
                            label={t('shortcuts.recordNamed', { command: nameOf(id) })}
                            onKeys={(keys) => give(id, keys)}
                            onRemove={() => remove(id)}
                            onCancel={() => setRecording(null)}
                          />
                        ) : (
                          <>
                            {Object.hasOwn(settings.designerKeys, id) ? (
                              <Button
                                variant="plain"
                                size="small"
                                aria-label={t('shortcuts.reset', { command: nameOf(id) })}
                                onPress={() => reset(id)}
                              >
                                {t('shortcuts.resetShort')}
                              </Button>
                            ) : null}
                            <Button
                              size="small"
                              aria-label={t('shortcuts.changeNamed', { command: nameOf(id) })}
                              onPress={() => {
                                setSaid('')
                                setRecording(id)
                              }}
                            >
                              {t('shortcuts.change')}
                            </Button>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
              </tbody>
            ))}
          </table>
          {Object.keys(settings.designerKeys).length > 0 ? (
            <Button onPress={() => void write({ designerKeys: {} })}>{t('shortcuts.resetAll')}</Button>
          ) : null}
        </Stack>
      </Card>
    </Section>
  )
}

function Keys({ keys, isSingleOff }: { keys: readonly string[]; isSingleOff: boolean }) {
  const { t } = useTranslation('settings')
  if (keys.length === 0) return <span className={css.quiet}>{t('shortcuts.none')}</span>
  return (
    <span className={css.keys}>
      {keys.map((it) =>
        isSingleOff && isSingleKey(it) ? (
          <s key={it} title={t('shortcuts.off')}>
            <kbd>{shortcutText(it)}</kbd>
          </s>
        ) : (
          <kbd key={it}>{shortcutText(it)}</kbd>
        ),
      )}
    </span>
  )
}

/** Takes the next keys that are pressed. Tab leaves it, as everywhere. */
function Recorder(props: {
  label: string
  onKeys: (keys: string) => void
  onRemove: () => void
  onCancel: () => void
}) {
  const { t } = useTranslation('settings')
  return (
    <input
      className={css.recorder}
      readOnly
      aria-label={props.label}
      placeholder={t('shortcuts.recordShort')}
      title={t('shortcuts.record')}
      value=""
      ref={(element) => {
        if (element && document.activeElement !== element) element.focus()
      }}
      onBlur={props.onCancel}
      onKeyDown={({ nativeEvent: event }) => {
        if (event.isComposing || event.key === 'Tab') return
        event.preventDefault()
        event.stopPropagation()
        if (event.key === 'Escape') return props.onCancel()
        const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
        if (isBare && (event.key === 'Delete' || event.key === 'Backspace')) return props.onRemove()
        // A letter or digit with its modifiers reads better than the sign that it makes.
        const names = spellings(event)
        const best = names.find((it) => !/^Shift\+[^A-Z0-9]/.test(it)) ?? names[0]
        if (best) props.onKeys(best)
      }}
    />
  )
}
