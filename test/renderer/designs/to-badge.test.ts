import { beforeEach, describe, expect, it, vi } from 'vitest'
import { templateOf, templates } from '../../../src/renderer/designs/templates'
import { toBadge } from '../../../src/renderer/designs/to-badge'
import { designOf, shapeLayer } from '../../support/designs'

const calls = vi.hoisted(() => ({
  designs: { read: vi.fn() },
  badges: { create: vi.fn(), read: vi.fn(), save: vi.fn() },
}))
vi.mock('../../../src/renderer/api/client', () => ({ client: calls }))

const document = designOf(shapeLayer('a'))
const vector = '<svg/>'
const drawn = { name: 'Star', document, picture: 'new', altText: '', vector: () => Promise.resolve(vector) }

describe('the way from a design to its badge', () => {
  beforeEach(() => {
    vi.resetAllMocks()
    calls.badges.create.mockResolvedValue({ id: 'badge-1' })
  })

  it('makes a badge of the design’s name where there is none', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: null })
    expect(await toBadge('design-1', drawn)).toEqual({ badgeId: 'badge-1', asks: null })
    expect(calls.badges.create).toHaveBeenCalledWith({ details: { name: 'Star' }, designId: 'design-1' })
    expect(calls.badges.save).toHaveBeenCalledWith({ id: 'badge-1', vector })
  })

  it('makes it without an SVG where none could be written', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: null })
    await toBadge('design-1', { ...drawn, vector: () => Promise.resolve(undefined) })
    expect(calls.badges.create).toHaveBeenCalled()
    expect(calls.badges.save).not.toHaveBeenCalled()
  })

  it('gives it the drafted words for its picture where no template has any', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: null })
    await toBadge('design-1', { ...drawn, altText: 'Blue shield' })
    const details = { name: 'Star', altText: 'Blue shield' }
    expect(calls.badges.create).toHaveBeenCalledWith({ details, designId: 'design-1' })
  })

  it('gives it the words of the template that the design began as, under its own name', async () => {
    const template = templates.find(({ id }) => id === 'reading-star')
    if (!template) throw new Error('the template is gone')
    calls.designs.read.mockResolvedValue({ badgeId: null })
    await toBadge('design-1', {
      ...drawn,
      document: { ...template.document, layers: template.document.layers.slice(3) },
    })
    const { name: _, ...words } = template.details
    expect(calls.badges.create).toHaveBeenCalledWith({ details: { name: 'Star', ...words }, designId: 'design-1' })
  })

  it('brings a new picture to the badge that it has', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: 'badge-1' })
    calls.badges.read.mockResolvedValue({ pictureSha256: 'old', frozen: false })
    expect(await toBadge('design-1', drawn)).toEqual({ badgeId: 'badge-1', asks: null })
    expect(calls.badges.save).toHaveBeenCalledWith({ id: 'badge-1', usePictureOfDesign: true, vector })
  })

  it('asks before it makes a new version of an awarded badge', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: 'badge-1' })
    calls.badges.read.mockResolvedValue({ pictureSha256: 'old', frozen: true })
    const step = { badgeId: 'badge-1', asks: 'newVersion', awarded: 'old', picture: 'new' }
    expect(await toBadge('design-1', drawn)).toEqual(step)
    expect(calls.badges.save).not.toHaveBeenCalled()
  })

  it('asks nothing where the picture is the same', async () => {
    calls.designs.read.mockResolvedValue({ badgeId: 'badge-1' })
    calls.badges.read.mockResolvedValue({ pictureSha256: 'new', frozen: true })
    expect(await toBadge('design-1', drawn)).toEqual({ badgeId: 'badge-1', asks: null })
    expect(calls.badges.save).not.toHaveBeenCalled()
  })
})

describe('templates', () => {
  it('are told by their layers’ ids, and apart from each other', () => {
    expect(templates.length).toBeGreaterThanOrEqual(8)
    for (const template of templates) expect(templateOf(template.document)?.id).toBe(template.id)
    expect(templateOf(document)).toBeUndefined()
  })
})
