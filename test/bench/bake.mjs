/**
 * Baking in memory: 1024 px pictures of 60 KB and 200 KB, both chunks (about 3.5 KB together), every CRC of the
 * source checked each time, beside the packages that do the same job (png-chunks-extract, png-chunk-itxt,
 * png-chunks-encode) and beside plainly copying the picture. The lower ratio of the two sizes counts.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { artPng } from '../support/png.ts'
import { bundle } from './bundle.mjs'
import { median, medianRatio, takeTurns } from './measure.mjs'

const require = createRequire(import.meta.url)

export const goals = { ratio: ['>=', 150], copy_ratio: ['>=', 0.25] }

/** Documents of the size that a real award has, with letters outside ASCII as names have them. */
function payloads() {
  const filler = (length) => 'Reads a map and a compass, and finds the way back in fog. '.repeat(99).slice(0, length)
  const openbadges = JSON.stringify({
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Assertion',
    narrative: `Zoë Müller: ${filler(900)}`,
  })
  const openbadgecredential = JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `Zoë Müller: ${filler(2150)}`,
  })
  return { openbadges, openbadgecredential }
}

export async function run({ json }) {
  const { bake } = await import(pathToFileURL(await bundle('src/main/baking/bake.ts', 'bake-code')).href)
  const extract = require('png-chunks-extract')
  const encode = require('png-chunks-encode')
  const { encodeSync } = require('png-chunk-itxt')
  const texts = payloads()

  const sizes = []
  for (const target of [60_000, 200_000]) {
    const png = artPng(1024, target)
    const peer = () => {
      const chunks = extract(png)
      const at = chunks.findIndex((chunk) => chunk.name === 'IDAT')
      const added = Object.entries(texts).map(([keyword, text]) => ({
        name: 'iTXt',
        data: encodeSync({
          keyword,
          compressionFlag: false,
          compressionMethod: 0,
          languageTag: '',
          translatedKeyword: '',
          text,
        }),
      }))
      chunks.splice(at, 0, ...added)
      return encode(chunks)
    }
    if (!Buffer.from(peer()).equals(bake(png, texts))) throw new Error('the two bakers disagree; nothing to compare')
    const rates = await takeTurns(
      { ours: () => bake(png, texts), copy: () => Buffer.from(png), peer },
      { clock: 'processor' },
    )
    const figures = {
      bytes: png.length,
      ours_per_s: Math.round(median(rates.ours)),
      peer_per_s: Number(median(rates.peer).toFixed(1)),
      ratio: Number(medianRatio(rates, 'ours', 'peer').toFixed(1)),
      copy_ratio: Number(medianRatio(rates, 'ours', 'copy').toFixed(3)),
    }
    if (!json) console.error(`  ${JSON.stringify(figures)}`)
    sizes.push(figures)
  }

  const lower = sizes.reduce((a, b) => (b.ratio < a.ratio ? b : a))
  return {
    bake: {
      ours_per_s: lower.ours_per_s,
      peer_per_s: lower.peer_per_s,
      ratio: lower.ratio,
      copy_ratio: Math.min(...sizes.map((size) => size.copy_ratio)),
    },
  }
}
