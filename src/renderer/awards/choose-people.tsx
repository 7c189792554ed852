import { ClipboardPaste, UserPlus, Users, X } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { readAll } from '../api/read-all'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { ComboBox } from '../ui/combo-box'
import { Dialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Quiet, Row } from '../ui/page'
import { TextArea, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import css from './award-page.module.css'
import { addChosen, known, typed, type Chosen } from './recipients'

/** Whom to award: type two letters, take a group, or paste a list. */
export function ChoosePeople(props: {
  people: readonly Chosen[]
  onChange: (people: Chosen[]) => void
  /** True where the picture shows words of one's own for each person: they are typed in the list, or pasted as a third column. */
  hasCustom?: boolean
  /** Shown in place of the list: the pictures. */
  instead?: ReactNode
  /** Beside the buttons over the list. */
  tools?: ReactNode
}) {
  const { t } = useTranslation('award')
  const { t: personal } = useTranslation('personal')
  const { run } = useErrors()
  const { people, onChange, hasCustom = false } = props
  const [text, setText] = useState('')
  const [isPasting, setPasting] = useState(false)
  const query = useDeferredValue(text)
  const found = useCall(['find', query], (signal) =>
    query.trim() === '' ? Promise.resolve([]) : client.people.search({ query, limit: 12 }, { signal }),
  )
  const groups = useCall(['groups'], (signal) => client.people.groups(undefined, { signal }), ['people.saved'])
  const add = (more: readonly Chosen[]) => {
    onChange(addChosen(people, more))
    setText('')
  }

  /** Enter on words: a new person where an address stands in them or nobody is called so; the one found; else one has to pick. */
  const submit = async (words: string) => {
    const fresh = readTyped(words)
    if (fresh.email !== null) return add([fresh])
    const people = (await run(() => client.people.search({ query: words, limit: 12 }))) ?? []
    const [only, ...others] = people.filter((it) => it.name.toLowerCase() === words.toLowerCase())
    if (only && others.length === 0) add([known(only)])
    else if (people.length === 0) add([fresh])
    else if (people.length === 1) add(people.map(known))
  }

  const addGroup = (groupId: string) =>
    void run(async () => {
      const members = await readAll((cursor) => client.people.list({ groupId, cursor, limit: 500 }))
      add(members.map(known))
    })

  return (
    <div className={css.people}>
      <ComboBox
        label={t('to.label')}
        placeholder={t('to.placeholder')}
        text={text}
        onTextChange={setText}
        options={(found.data ?? []).map((person) => ({
          value: person.id,
          label: person.name,
          ...(person.email ? { description: person.email } : {}),
        }))}
        onPick={(id) => {
          const person = found.data?.find((it) => it.id === id)
          if (person) add([known(person)])
        }}
        nothing={found.isLoading || query !== text ? t('to.looking') : t('to.nobodyFound')}
        onSubmitText={(words) => void submit(words)}
      />
      <Row>
        <Button icon={ClipboardPaste} onPress={() => setPasting(true)}>
          {t('to.paste')}
        </Button>
        {groups.data && groups.data.length > 0 ? (
          <MenuButton
            label={t('to.group')}
            icon={Users}
            entries={groups.data.map((group) => ({
              id: group.id,
              label: t('to.groupEntry', { name: group.name, count: group.members }),
              onAction: () => addGroup(group.id),
            }))}
          />
        ) : null}
        {people.length > 0 ? (
          <Button variant="plain" onPress={() => onChange([])}>
            {t('to.clear')}
          </Button>
        ) : null}
        {props.tools}
      </Row>
      {props.instead ?? (
        <VirtualTable
          label={t('to.list')}
          rows={people}
          idOf={(row) => row.key}
          onRowKey={(row, event) => {
            if (event.key !== 'Delete') return false
            onChange(people.filter((it) => it.key !== row.key))
            return true
          }}
          columns={[
            { id: 'name', heading: t('to.name'), width: 'minmax(140px, 1fr)', cell: (row) => row.name },
            {
              id: 'email',
              heading: t('to.email'),
              width: 'minmax(160px, 1fr)',
              cell: (row) => row.email ?? <Quiet>{t('to.noAddress')}</Quiet>,
            },
            ...(hasCustom
              ? [
                  {
                    id: 'custom',
                    heading: personal('custom.heading'),
                    width: 'minmax(140px, 1fr)',
                    cell: (row: Chosen) => (
                      <TextField
                        label={personal('custom.label', { name: row.name })}
                        hideLabel
                        maxLength={200}
                        value={row.custom}
                        onChange={(custom) =>
                          onChange(people.map((it) => (it.key === row.key ? { ...it, custom } : it)))
                        }
                      />
                    ),
                  },
                ]
              : []),
            {
              id: 'remove',
              heading: '',
              width: '68px',
              cell: (row) => (
                <IconButton
                  label={t('to.remove', { name: row.name })}
                  icon={X}
                  onPress={() => onChange(people.filter((it) => it.key !== row.key))}
                />
              ),
            },
          ]}
          nothing={<Quiet>{t('to.nobody')}</Quiet>}
          footer={people.length > 0 ? t('to.count', { count: people.length }) : null}
        />
      )}
      {isPasting ? <PasteDialog hasCustom={hasCustom} onClose={() => setPasting(false)} onAdd={add} /> : null}
    </div>
  )
}

/** "Ada Lovelace ada@example.org" or only a name. */
function readTyped(words: string): Chosen {
  const email = /<?([^\s<>]+@[^\s<>]+)>?/.exec(words)?.[1] ?? null
  const name = (email ? words.replace(/<?[^\s<>]+@[^\s<>]+>?/, '') : words).replace(/[,;]\s*$/, '').trim()
  return typed(name || (email?.split('@')[0] ?? words), email)
}

/** A pasted list read as the import of People reads it. With words of one's own, the first column that is neither name nor address holds them. */
async function readPasted(text: string, hasCustom: boolean) {
  const source = { text }
  const plan = await client.people.previewImport({ source })
  if (!hasCustom) return plan
  const { name, givenName, familyName, email } = plan.mapping
  const taken = [name, givenName, familyName, email]
  const columns = Math.max(plan.headings.length, ...plan.sample.map((row) => row.length))
  const free = Array.from({ length: columns }, (_, column) => column).find((column) => !taken.includes(column))
  return client.people.previewImport({
    source,
    mapping: { ...plan.mapping, group: free ?? null },
    hasHeadings: plan.hasHeadings,
  })
}

/** Reads a pasted list as the import of People does; rows that cannot be read are told, the others come in. */
function PasteDialog(props: { hasCustom: boolean; onClose: () => void; onAdd: (people: Chosen[]) => void }) {
  const { t } = useTranslation('award')
  const { t: personal } = useTranslation('personal')
  const { t: people } = useTranslation('people')
  const { run } = useErrors()
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<{ row: number; verdict: string }[]>([])
  const add = () =>
    void run(async () => {
      const plan = await readPasted(text, props.hasCustom)
      const good = plan.rows.filter((row) => ['new', 'match', 'shared_address', 'no_address'].includes(row.verdict))
      const bad = plan.rows.filter((row) => !good.includes(row))
      props.onAdd(
        good
          .sort((one, other) => one.row - other.row)
          .map((row) => typed(row.name, row.email || null, props.hasCustom ? row.group : '')),
      )
      if (bad.length === 0) props.onClose()
      else setProblems(bad)
    })
  return (
    <Dialog
      title={t('paste.title')}
      isOpen
      onClose={props.onClose}
      footer={
        problems.length > 0 ? (
          <Button variant="primary" onPress={props.onClose}>
            {t('paste.done')}
          </Button>
        ) : (
          <>
            <Button onPress={props.onClose}>{t('cancel')}</Button>
            <Button variant="primary" icon={UserPlus} isDisabled={text.trim() === ''} onPress={add}>
              {t('paste.add')}
            </Button>
          </>
        )
      }
    >
      {problems.length > 0 ? (
        <Notice tone="warning" title={t('paste.problems', { count: problems.length })}>
          <ul>
            {problems.slice(0, 20).map((row) => (
              <li key={row.row}>{t('paste.problem', { row: row.row, reason: people(`verdict.${row.verdict}`) })}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <TextArea
          label={t('paste.label')}
          description={props.hasCustom ? personal('custom.paste') : t('paste.hint')}
          rows={9}
          value={text}
          onChange={setText}
          autoFocus
        />
      )}
    </Dialog>
  )
}
