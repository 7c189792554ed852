import { expect, it } from 'vitest'
import { palettes, roles } from '../../../src/core/designs/colors'
import { bundledFamilies } from '../../../src/core/designs/faces'
import { editVerbs } from '../../../src/core/designs/operations'
import { ribbonStyles } from '../../../src/core/designs/ribbon'
import { silhouettes } from '../../../src/core/designs/silhouettes'
import words from '../../../src/renderer/words/en/designs.json'

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
