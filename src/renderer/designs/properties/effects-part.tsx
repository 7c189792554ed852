import { Plus } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Effect, KnownLayer } from '../../../core/designs/document'
import {
  effectPresets,
  mostEffects,
  newEffect,
  presetOf,
  type EffectPreset,
} from '../../../core/designs/effect-presets'
import { MenuButton } from '../../ui/menu'
import { ColorField } from './color-field'
import { Num, Part, Slide, Two, useSet } from './fields'
import css from './properties.module.css'
import { RowList } from './row-list'

const presets = Object.keys(effectPresets) as EffectPreset[]
const kinds = Object.keys(newEffect) as Effect['kind'][]

/** How a layer is lit: four looks at one click, each a stack of effects whose numbers stay open to change; and how much shows through. */
export function EffectsPart({ layer }: { layer: KnownLayer }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const { effects } = layer
  const preset = presetOf(effects)
  return (
    <Part
      title={t('effects.title')}
      name="effects"
      isFolded={effects.length === 0}
      summary={preset ? t(`effects.presets.${preset}`) : t('effects.own')}
    >
      <div className={css.chips} role="group" aria-label={t('effects.looks')}>
        {presets.map((name) => (
          <Button
            key={name}
            className={css.chip ?? ''}
            aria-pressed={preset === name}
            onPress={() => set({ effects: [...effectPresets[name]] })}
          >
            {t(`effects.presets.${name}`)}
          </Button>
        ))}
      </div>
      <RowList<Effect>
        label={t('effects.stack')}
        entries={effects}
        nameOf={({ kind }) => t(`effects.kinds.${kind}`)}
        words={{
          up: (name) => t('list.up', { name }),
          down: (name) => t('list.down', { name }),
          remove: (name) => t('list.remove', { name }),
        }}
        onChange={(next) => set({ effects: next })}
      >
        {(effect, change) => <EffectFields effect={effect} onChange={change} />}
      </RowList>
      <MenuButton
        label={t('effects.add')}
        icon={Plus}
        size="small"
        isDisabled={effects.length >= mostEffects}
        entries={kinds.map((kind) => ({
          id: kind,
          label: t(`effects.kinds.${kind}`),
          onAction: () => set({ effects: [...effects, newEffect[kind]] }),
        }))}
      />
      <Slide
        label={t('common.opacity')}
        value={Math.round(layer.opacity * 100)}
        min={0}
        max={100}
        onChange={(value) => set({ opacity: value / 100 })}
      />
    </Part>
  )
}

function EffectFields({ effect, onChange }: { effect: Effect; onChange: (patch: Partial<Effect>) => void }) {
  const { t } = useTranslation('properties')
  const percent = (label: string, value: number, change: (value: number) => void, min = 0) => (
    <Slide label={label} value={Math.round(value * 100)} min={min} max={100} onChange={(it) => change(it / 100)} />
  )
  switch (effect.kind) {
    case 'shadow':
      return (
        <>
          <ColorField label={t('common.color')} color={effect.color} wide onChange={(color) => onChange({ color })} />
          <Two>
            <Num label={t('effects.dx')} value={effect.dx} min={-200} max={200} onChange={(dx) => onChange({ dx })} />
            <Num label={t('effects.dy')} value={effect.dy} min={-200} max={200} onChange={(dy) => onChange({ dy })} />
          </Two>
          <Slide
            label={t('effects.blur')}
            value={effect.blur}
            min={0}
            max={100}
            onChange={(blur) => onChange({ blur })}
          />
          {percent(t('common.opacity'), effect.opacity, (opacity) => onChange({ opacity }))}
        </>
      )
    case 'outline':
      return (
        <>
          <ColorField label={t('common.color')} color={effect.color} wide onChange={(color) => onChange({ color })} />
          <Slide
            label={t('common.width')}
            value={effect.width}
            min={0}
            max={60}
            onChange={(width) => onChange({ width })}
          />
        </>
      )
    case 'bevel':
      return (
        <>
          <Slide
            label={t('common.width')}
            value={effect.width}
            min={0}
            max={60}
            onChange={(width) => onChange({ width })}
          />
          <Slide
            label={t('effects.angle')}
            value={effect.angle}
            min={-180}
            max={180}
            onChange={(angle) => onChange({ angle })}
          />
          {percent(t('effects.light'), effect.light, (light) => onChange({ light }))}
          {percent(t('effects.shade'), effect.shade, (shade) => onChange({ shade }))}
        </>
      )
    case 'gloss':
      return (
        <>
          {percent(t('effects.height'), effect.height, (height) => onChange({ height }), 5)}
          {percent(t('common.opacity'), effect.opacity, (opacity) => onChange({ opacity }))}
        </>
      )
    case 'stitch':
      return (
        <>
          <ColorField label={t('common.color')} color={effect.color} wide onChange={(color) => onChange({ color })} />
          <Two>
            <Num
              label={t('effects.inset')}
              value={effect.inset}
              min={0}
              max={200}
              onChange={(inset) => onChange({ inset })}
            />
            <Num
              label={t('effects.thread')}
              value={effect.width}
              min={0.2}
              max={30}
              step={0.1}
              onChange={(width) => onChange({ width })}
            />
            <Num
              label={t('effects.dash')}
              value={effect.dash}
              min={0.5}
              max={100}
              onChange={(dash) => onChange({ dash })}
            />
            <Num
              label={t('effects.gap')}
              value={effect.gap}
              min={0.5}
              max={100}
              onChange={(gap) => onChange({ gap })}
            />
          </Two>
        </>
      )
  }
}
