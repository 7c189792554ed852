import { useEffect, useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { resolveColor } from '../../../core/designs/colors'
import type { Color, Paint } from '../../../core/designs/document'
import { TextField } from '../../ui/text-field'
import { useEditor } from '../editor'
import { useShownPalette } from '../preview-as/shown-as'
import css from './properties.module.css'
import { Slide } from './fields'
import { PairingChips } from './pairing-chips'
import { roleName } from './role-name'

/** A swatch that opens the choice of a colour: a role of the design's palette with a shade, or a colour of its own. */
export function ColorField(props: {
  label: string
  color: Color
  onChange: (color: Color) => void
  wide?: boolean
  ground?: Paint | null
}) {
  const { t } = useTranslation('designs')
  const palette = useShownPalette()
  const { color, label, onChange, wide, ground } = props
  const shown = resolveColor(color, { palette })
  const name = 'role' in color ? roleName(t, color.role) : shown
  return (
    <DialogTrigger>
      <Button className={[css.swatchButton, wide ? css.wide : ''].join(' ')} aria-label={`${label}: ${name}`}>
        <span className={css.swatch} style={{ background: shown }} />
        {wide ? <span className={css.swatchName}>{name}</span> : null}
      </Button>
      <Popover className={css.popover ?? ''} offset={4} placement="left top">
        <Dialog className={css.colorDialog ?? ''} aria-label={label}>
          <ColorEditor color={color} ground={ground ?? null} onChange={onChange} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function ColorEditor(props: { color: Color; ground: Paint | null; onChange: (color: Color) => void }) {
  const { t } = useTranslation('designs')
  const palette = useShownPalette()
  const { color, ground, onChange } = props
  const shown = resolveColor(color, { palette })
  return (
    <>
      <div className={css.roles} role="group" aria-label={t('color.roles')}>
        {Object.entries(palette).map(([role, hex]) => (
          <Button
            key={role}
            className={css.role ?? ''}
            aria-pressed={'role' in color && color.role === role}
            onPress={() => onChange({ role })}
          >
            <span className={css.swatch} style={{ background: hex }} />
            {roleName(t, role)}
          </Button>
        ))}
      </div>
      {ground ? <PairingChips ground={ground} onPick={onChange} /> : null}
      {'role' in color ? (
        <Slide
          label={t('color.shade')}
          value={color.shade ?? 0}
          min={-100}
          max={100}
          onChange={(shade) => onChange(shade === 0 ? { role: color.role } : { role: color.role, shade })}
        />
      ) : null}
      <HexField label={t('color.own')} hex={shown} onChange={(hex) => onChange({ hex })} />
    </>
  )
}

/** A colour as the browser's own picker and as `#rrggbb`. */
export function HexField(props: { label: string; hex: string; onChange: (hex: string) => void; hideLabel?: boolean }) {
  const { t } = useTranslation('designs')
  const { designer } = useEditor()
  const { hex, label, onChange } = props
  const [text, setText] = useState(hex)
  useEffect(() => setText(hex), [hex])
  const take = (typed: string) => {
    const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(typed.trim())
    const full = short
      ? `#${short
          .slice(1)
          .map((it) => it + it)
          .join('')}`
      : `#${typed.trim().replace(/^#/, '')}`
    return /^#[0-9a-f]{6}$/i.test(full) ? full.toLowerCase() : null
  }
  return (
    <div className={css.hex}>
      <input
        type="color"
        aria-label={t('color.pick', { label })}
        value={hex}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => designer.settle()}
      />
      <TextField
        label={label}
        hideLabel={props.hideLabel ?? false}
        mono
        value={text}
        error={take(text) === null ? t('color.wrong') : null}
        onChange={(typed) => {
          setText(typed)
          // Three signs may be the beginning of six; they count when the field is left.
          const taken = typed.trim().replace('#', '').length === 6 ? take(typed) : null
          if (taken && taken !== hex) onChange(taken)
        }}
        onBlur={() => {
          const taken = take(text)
          if (taken && taken !== hex) onChange(taken)
          else setText(hex)
          designer.settle()
        }}
      />
    </div>
  )
}
