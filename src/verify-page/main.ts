import { checkPayloads } from '../core/openbadges/check/check-payloads'
import { failed, warned, type Check } from '../core/openbadges/check/outcomes'
import { pictureHint, type PictureHint } from '../core/openbadges/check/picture-hint'
import { webAddress } from '../core/openbadges/check/documents'
import { fillSentence } from '../core/openbadges/check/sentences'
import { element } from './elements'
import { askedFor, findAward } from './find-award'
import { readBadge } from './read-badge'
import { verdictView } from './show-verdict'
import './verify.css'
import { siteOf } from './site'
import { hasCrypto, webPorts } from './web-ports'
import { words } from './words'

/** What is being looked at: its documents, what was found out about the file itself, and a picture to show. */
type Subject = { texts: string[]; findings: Check[]; picture: string | null; looksLike?: PictureHint }

const site = siteOf(location.href.replace(/[?#].*$/, ''))
const ports = webPorts(site)
let subject: Subject | null = null
/** Counts what was asked for, so that a slow answer does not overwrite a later one. */
let asking = 0

const answer = element('div', { id: 'answer', 'aria-live': 'polite' })
const file = element('input', {
  type: 'file',
  id: 'file',
  accept: '.png,.svg,.json,.jwt,.jws,.txt,image/png,image/svg+xml,application/json',
})
const drop = element(
  'label',
  { class: 'drop', for: 'file' },
  element('strong', {}, words.drop),
  element('span', {}, words.dropHint),
  element('span', { class: 'button' }, words.choose),
)
const text = element('textarea', { id: 'text', rows: '4', spellcheck: 'false', autocomplete: 'off' })
const pasted = element(
  'form',
  {},
  element('label', { for: 'text' }, words.pasteLabel),
  text,
  element('button', { type: 'submit' }, words.pasteCheck),
)
const address = element('input', { id: 'address', type: 'email', autocomplete: 'email', spellcheck: 'false' })
const person = element(
  'form',
  { class: 'person', hidden: true, novalidate: true },
  element('h2', {}, words.person),
  element('p', { id: 'person-hint' }, words.personHint),
  element('label', { for: 'address' }, words.personLabel),
  element('div', { class: 'row' }, address, element('button', { type: 'submit' }, words.personCheck)),
)
address.setAttribute('aria-describedby', 'person-hint')

function start(main: HTMLElement) {
  document.title = words.title
  main.replaceChildren(element('h1', {}, words.title), element('p', { class: 'lead' }, words.lead))
  if (!hasCrypto()) {
    main.append(element('p', { class: 'note', role: 'alert' }, words.insecure))
    return
  }
  if (site.preview) main.append(element('p', { class: 'note' }, words.preview))
  main.append(
    element('div', { class: 'chooser' }, file, drop),
    element('details', {}, element('summary', {}, words.paste), pasted),
    answer,
    person,
  )
  listen()
  void openAsked()
}

function listen() {
  file.addEventListener('change', () => {
    const chosen = file.files?.[0]
    if (chosen) void openFile(chosen)
    file.value = ''
  })
  // The whole page takes a drop, so that a near miss does not open the picture instead.
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    drop.classList.add('over')
  })
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.classList.remove('over')
  })
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('over')
    const dropped = event.dataTransfer?.files[0]
    const words = event.dataTransfer?.getData('text/plain')
    if (dropped) void openFile(dropped)
    else if (words) void openText(words)
  })
  pasted.addEventListener('submit', (event) => {
    event.preventDefault()
    void openText(text.value)
  })
  person.addEventListener('submit', (event) => {
    event.preventDefault()
    void check()
  })
  window.addEventListener('hashchange', () => void openAsked())
}

async function openAsked() {
  const asked = askedFor(location)
  if (asked !== null) await openAddress(asked)
}

async function openFile(chosen: File) {
  await open(async () => {
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    const read = await readBadge(bytes)
    const findings =
      'fault' in read
        ? [failed('structure', read.fault === 'damaged_png' ? 'damaged_png' : 'not_a_badge', { reason: read.reason })]
        : read.repeated
          ? [warned('structure', 'one_payload_only')]
          : []
    if ('fault' in read) return { texts: [], findings, picture: null, looksLike: pictureHint(bytes, chosen.name) }
    return { texts: read.texts, findings, picture: read.picture ? URL.createObjectURL(chosen) : null }
  })
}

async function openText(typed: string) {
  const trimmed = typed.trim()
  if (trimmed === '') return
  if (/^[a-z2-7]{26}$/.test(trimmed) || (webAddress(trimmed) && !/\s/.test(trimmed))) await openAddress(trimmed)
  else await open(async () => ({ texts: [trimmed], findings: [], picture: null }))
}

async function openAddress(asked: string) {
  await open(async () => {
    const found = await findAward(asked, site)
    if ('otherSite' in found) return fillSentence(words.otherSite, { host: found.otherSite })
    return 'missing' in found ? words.notOnThisSite : { texts: found.texts, findings: [], picture: null }
  })
}

/** Reads what is to be checked, then checks it; a sentence instead of a subject is shown as it is. */
async function open(read: () => Promise<Subject | string>) {
  const mine = ++asking
  if (subject?.picture) URL.revokeObjectURL(subject.picture)
  subject = null
  person.hidden = true
  say(words.checking)
  try {
    const found = await read()
    if (mine !== asking) return
    if (typeof found === 'string') say(found)
    else {
      subject = found
      await check()
    }
  } catch {
    if (mine === asking) say(words.failed)
  }
}

async function check() {
  if (!subject) return
  const mine = ++asking
  const { texts, findings, picture, looksLike } = subject
  const identity = address.value.trim()
  try {
    const verdict = await checkPayloads(texts, ports, identity ? { identity } : {}, findings, looksLike)
    if (mine !== asking) return
    const published = verdict.summary?.imageUrl
    const shown = picture ?? (published ? site.addressHere(published) : null)
    answer.replaceChildren(verdictView(verdict, shown, texts))
    person.hidden = verdict.summary === null
    answer.querySelector('h2')?.focus()
  } catch {
    if (mine === asking) say(words.failed)
  }
}

const say = (sentence: string) => answer.replaceChildren(element('p', { class: 'note' }, sentence))

const main = document.querySelector('main')
if (main) start(main)
