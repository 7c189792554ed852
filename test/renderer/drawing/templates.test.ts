import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DesignDocument } from '../../../src/core/designs/document'
import { filled } from '../../../src/core/designs/fields'
import { masterShown } from '../../../src/core/designs/levels'
import { readTemplate } from '../../../src/core/designs/templates'
import { findBrowser, noBrowser } from '../../support/browser'
import { type DrawingPages, openDrawing } from '../../support/drawing-page'

const folder = new URL('../../../resources/templates/', import.meta.url)
const templates = readdirSync(folder).map((file) =>
  readTemplate(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
)
const sample = {
  name: 'Ada Lovelace',
  badge: 'Badge',
  issuer: 'Library',
  date: '21 November 2026',
  level: 'GOLD',
  serial: '12',
  link: 'https://example.org/assertions/ab/abcdefghijklmnopqrstuvwxyz.html',
  custom: '',
}

const can = findBrowser() !== null
let pages: DrawingPages
let page: Page
beforeAll(async () => {
  if (!can) return
  pages = await openDrawing()
  page = await pages.open()
})
afterAll(async () => {
  if (can) await pages.close()
})

/** What the checks of the designer find on a document, as rules with the layers that they mean. */
const findingsOn = (document: DesignDocument): Promise<string[]> =>
  page.evaluate(async (shown) => {
    const { harness } = window
    const known = { missingPictures: new Set<string>(), previewFamilies: new Set<string>(), badge: null, bytes: 0 }
    const look = await harness.lookAt(shown, shown, harness.assets, known, new AbortController().signal)
    if (!look) throw new Error('no look')
    return look.findings.map(({ rule, layerIds }) => `${rule} ${layerIds.join(' ')}`.trim())
  }, document)

describe.skipIf(!can)(can ? 'a template' : noBrowser, () => {
  it.each(templates.map((template) => [template.name, template] as const))(
    'row 23: %s passes every check of the designer',
    async (_, { document }) => {
      expect(await findingsOn(filled(masterShown(document), sample))).toEqual([])
    },
  )
})
