import { expect, it } from 'vitest'
import { palettes, roles } from '../../../src/core/designs/colors'
import { bundledFamilies } from '../../../src/core/designs/faces'
import { editVerbs } from '../../../src/core/designs/operations'
import { ribbonStyles } from '../../../src/core/designs/ribbon'
import { silhouettes } from '../../../src/core/designs/silhouettes'
import { commandIds, keyGroups } from '../../../src/core/designs/designer-keys'
import { effectPresets, newEffect } from '../../../src/core/designs/effect-presets'
import { visions } from '../../../src/core/designs/color-vision'
import commandWords from '../../../src/renderer/words/en/commands.json'
import words from '../../../src/renderer/words/en/designs.json'
import propertyWords from '../../../src/renderer/words/en/properties.json'
import seeingWords from '../../../src/renderer/words/en/seeing.json'

it('has a word for whatever core offers: silhouettes and their numbers, ribbons, palettes, weights, steps', () => {
  const missing = (group: object, names: readonly string[]) => names.filter((name) => !Object.hasOwn(group, name))
  expect(
    missing(
      words.shapes,
      silhouettes.map(({ shape }) => shape),
    ),
  ).toEqual([])
  expect(
    missing(
      words.params,
      silhouettes.flatMap(({ params }) => Object.keys(params)),
    ),
  ).toEqual([])
  expect(missing(words.ribbons, ribbonStyles)).toEqual([])
  expect(
    missing(
      words.palettes,
      palettes.map(({ name }) => name),
    ),
  ).toEqual([])
  expect(missing(words.roles, roles)).toEqual([])
  expect(
    missing(
      words.weights,
      bundledFamilies.flatMap(({ weights }) => weights.map(String)),
    ),
  ).toEqual([])
  expect(missing(words.steps, editVerbs)).toEqual([])
})

it('row 35: has a word for every command, group of keys, effect, look and way to see', () => {
  const missing = (group: object, names: readonly string[]) => names.filter((name) => !Object.hasOwn(group, name))
  expect(missing(commandWords, commandIds)).toEqual([])
  expect(missing(commandWords.groups, keyGroups)).toEqual([])
  expect(missing(propertyWords.effects.kinds, Object.keys(newEffect))).toEqual([])
  expect(missing(propertyWords.effects.presets, Object.keys(effectPresets))).toEqual([])
  expect(missing(seeingWords.visions, ['everybody', ...visions])).toEqual([])
  // One command for each look and each way to see: a new one is not forgotten in the palette.
  const named = (start: string, name: string) => `${start}${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
  expect(
    missing(commandWords, [
      ...Object.keys(effectPresets).map((it) => named('look', it)),
      ...visions.map((it) => named('seenBy', it)),
    ]),
  ).toEqual([])
})
