import type { Effect } from './document'

/** The looks that a layer can be given at once; each is a stack of effects that stays editable. */
export const effectPresets = {
  flat: [],
  enamel: [
    { kind: 'bevel', width: 5, angle: -30, light: 0.4, shade: 0.3 },
    { kind: 'gloss', height: 0.46, opacity: 0.22 },
  ],
  embossed: [
    { kind: 'shadow', dx: 0, dy: 5, blur: 8, color: { role: 'frame', shade: -40 }, opacity: 0.4 },
    { kind: 'bevel', width: 9, angle: -20, light: 0.55, shade: 0.45 },
  ],
  stitched: [
    { kind: 'shadow', dx: 0, dy: 4, blur: 0, color: { role: 'frame', shade: -40 }, opacity: 0.3 },
    { kind: 'stitch', inset: 12, width: 3, dash: 11, gap: 7, color: { role: 'cream' } },
  ],
} as const satisfies Readonly<Record<string, readonly Effect[]>>
export type EffectPreset = keyof typeof effectPresets

/** The preset that a stack is, number for number; null for one of somebody's own. */
export function presetOf(effects: readonly Effect[]): EffectPreset | null {
  const text = JSON.stringify(effects.map((it) => Object.entries(it).sort(([a], [b]) => a.localeCompare(b))))
  const found = Object.entries(effectPresets).find(
    ([, preset]) =>
      JSON.stringify(preset.map((it) => Object.entries(it).sort(([a], [b]) => a.localeCompare(b)))) === text,
  )
  return (found?.[0] as EffectPreset | undefined) ?? null
}

/** An effect of a kind as it is first added. */
export const newEffect: Readonly<{ [Kind in Effect['kind']]: Extract<Effect, { kind: Kind }> }> = {
  shadow: { kind: 'shadow', dx: 0, dy: 5, blur: 8, color: { role: 'frame', shade: -40 }, opacity: 0.4 },
  outline: { kind: 'outline', width: 6, color: { role: 'cream' } },
  bevel: { kind: 'bevel', width: 6, angle: -30, light: 0.4, shade: 0.3 },
  gloss: { kind: 'gloss', height: 0.46, opacity: 0.22 },
  stitch: { kind: 'stitch', inset: 12, width: 3, dash: 11, gap: 7, color: { role: 'cream' } },
}
/** The most effects that a layer bears. */
export const mostEffects = 8
