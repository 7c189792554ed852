import { expect, it } from 'vitest'
import { neighbourhood } from '../../../src/core/programs/neighbourhood'

const links = [
  { parentId: 'district', childId: 'library' },
  { parentId: 'district', childId: 'museum' },
  { parentId: 'library', childId: 'summer' },
  { parentId: 'museum', childId: 'summer' },
  { parentId: 'museum', childId: 'arts' },
  { parentId: 'summer', childId: 'star' },
  { parentId: 'arts', childId: 'brush' },
]

it('what hangs together with a thing lies above and below it, not beside it', () => {
  expect([...neighbourhood(links, ['summer'])].sort()).toEqual(['district', 'library', 'museum', 'star', 'summer'])
  expect([...neighbourhood(links, ['brush'])].sort()).toEqual(['arts', 'brush', 'district', 'museum'])
  expect([...neighbourhood(links, ['library', 'arts'])].sort()).toEqual(
    ['arts', 'brush', 'district', 'library', 'museum', 'star', 'summer'].sort(),
  )
  expect([...neighbourhood(links, ['alone'])]).toEqual(['alone'])
})
