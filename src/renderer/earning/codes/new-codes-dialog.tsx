import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type codeKind, mostCodes } from '../../../core/contract/codes'
import { email as emailShape } from '../../../core/contract/shapes'
import type { CodeStyle } from '../../../core/earning/codes'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { NumberField } from '../../ui/number-field'
import { Stack } from '../../ui/page'
import { DateField, TextArea, TextField } from '../../ui/text-field'
import { useErrors } from '../../ui/use-errors'
import css from '../desk.module.css'
import type { Made } from './made-codes-dialog'

type Kind = (typeof codeKind)['options'][number]

/** The addresses in a pasted text, and what in it is none. */
function addressesIn(text: string): { addresses: string[]; wrong: string[] } {
  const words = text.split(/[\s,;<>]+/).filter((word) => word !== '')
  // Names beside the addresses are overlooked.
  const addresses = words.filter((word) => word.includes('@'))
  const wrong = addresses.filter((word) => !emailShape.safeParse(word).success)
  return { addresses: addresses.filter((word) => !wrong.includes(word)), wrong }
}

/** Asks how many codes of which kind, and makes them. */
export function NewCodesDialog(props: { badgeId: string; onClose: () => void; onMade: (made: Made) => void }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('single')
  const [style, setStyle] = useState<CodeStyle>('words')
  const [count, setCount] = useState(20)
  const [maxUses, setMaxUses] = useState(Number.NaN)
  const [reserved, setReserved] = useState('')
  const [lastDay, setLastDay] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { addresses, wrong } = addressesIn(reserved)
  const isPast = lastDay !== '' && Date.parse(endOfDay(lastDay)) < Date.now()
  const isWrong =
    name.trim() === '' ||
    isPast ||
    (kind === 'reserved' ? addresses.length === 0 || wrong.length > 0 : Number.isNaN(count))
  const make = async () => {
    setAsked(true)
    if (isWrong) return
    setBusy(true)
    const made = await run(() =>
      client.codes.create({
        badgeId: props.badgeId,
        name,
        kind,
        style,
        // To the end of that day, here.
        expiresAt: lastDay === '' ? null : endOfDay(lastDay),
        ...(kind === 'reserved' ? { reservedFor: addresses.slice(0, mostCodes) } : { count }),
        ...(kind === 'multi' && !Number.isNaN(maxUses) ? { maxUses } : {}),
      }),
    )
    setBusy(false)
    if (made) props.onMade(made)
  }
  return (
    <Dialog
      title={t('new.title')}
      isOpen
      isBusy={isBusy}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button variant="primary" onPress={() => void make()} isBusy={isBusy}>
            {t('new.make')}
          </Button>
        </>
      }
    >
      <Stack>
        <TextField
          label={t('new.name')}
          description={t('new.nameHint')}
          maxLength={255}
          value={name}
          onChange={setName}
          error={isAsked && name.trim() === '' ? t('new.nameMissing') : null}
        />
        <RadioGroup<Kind>
          label={t('new.kind')}
          value={kind}
          onChange={(chosen) => {
            setKind(chosen)
            setCount(chosen === 'multi' ? 1 : 20)
          }}
          options={(['single', 'multi', 'reserved'] as const).map((value) => ({
            value,
            label: t(`kind.${value}`),
            description: t(`kindHint.${value}`),
          }))}
        />
        {kind === 'reserved' ? (
          <TextArea
            label={t('new.addresses')}
            description={t('new.addressesHint', { count: addresses.length })}
            rows={4}
            value={reserved}
            onChange={setReserved}
            error={
              wrong[0]
                ? t('new.addressWrong', { address: wrong[0] })
                : isAsked && addresses.length === 0
                  ? t('new.addressesMissing')
                  : null
            }
          />
        ) : (
          <div className={css.pair}>
            <NumberField label={t('new.count')} minValue={1} maxValue={mostCodes} value={count} onChange={setCount} />
            {kind === 'multi' ? (
              <NumberField
                label={t('new.maxUses')}
                description={t('new.maxUsesHint')}
                optional
                minValue={1}
                maxValue={1_000_000}
                value={maxUses}
                onChange={setMaxUses}
              />
            ) : null}
          </div>
        )}
        <RadioGroup<CodeStyle>
          label={t('new.style')}
          value={style}
          onChange={setStyle}
          options={(['words', 'letters'] as const).map((value) => ({
            value,
            label: t(`style.${value}`),
            description: t(`styleHint.${value}`),
          }))}
        />
        <DateField
          label={t('new.lastDay')}
          description={t('new.lastDayHint')}
          optional
          value={lastDay}
          onChange={setLastDay}
          error={isPast ? t('new.past') : null}
        />
      </Stack>
    </Dialog>
  )
}

/** The last second of a calendar day where the reader is, as UTC. */
const endOfDay = (day: string) => new Date(`${day}T23:59:59`).toISOString().replace(/\.\d+Z$/, 'Z')
