import { Sparkles } from 'lucide-react'
import { effectPresets, type EffectPreset } from '../../../core/designs/effect-presets'
import { updateLayers } from '../../../core/designs/operations'
import type { Editor } from '../editor'
import { selectedKnown, type Doing } from './command'

const free = (editor: Editor): string[] =>
  selectedKnown(editor)
    .filter(({ locked }) => !locked)
    .map(({ id }) => id)
const look = (preset: EffectPreset) =>
  ({
    icon: Sparkles,
    canRun: (editor: Editor) => free(editor).length > 0,
    run: (editor: Editor) => editor.act(updateLayers(free(editor), { effects: [...effectPresets[preset]] })),
  }) as const

export const lookCommands = {
  lookFlat: look('flat'),
  lookEnamel: look('enamel'),
  lookEmbossed: look('embossed'),
  lookStitched: look('stitched'),
} as const satisfies Record<string, Doing>
