import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** SHA-256 over the names and bytes of files and of everything below folders, in a fixed order. `skip` takes a path relative to `base`. */
export function fingerprint(base, parts, skip = () => false) {
  const hash = createHash('sha256')
  for (const part of parts)
    for (const file of filesAt(base, part, skip)) {
      hash.update(`${file}\0`)
      hash.update(fs.readFileSync(path.join(base, file)))
      hash.update('\0')
    }
  return hash.digest('hex')
}

function* filesAt(base, name, skip) {
  const stat = fs.statSync(path.join(base, name), { throwIfNoEntry: false })
  if (!stat || skip(name)) return
  if (stat.isFile()) yield name
  else if (stat.isDirectory())
    for (const entry of fs.readdirSync(path.join(base, name)).sort()) yield* filesAt(base, `${name}/${entry}`, skip)
}
