import { ArrowDown, ArrowUp, ExternalLink, Pencil, Trash2, Unlink, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Belonging, Graph, Link, Node } from '../../core/contract/programs'
import { client } from '../api/client'
import { BadgePicture } from '../app/badge-picture'
import { useMay } from '../app/may'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { ComboBox } from '../ui/combo-box'
import { ConfirmDialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Row } from '../ui/page'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import { BadgePicker } from './badge-picker'
import { columnAfter, columnBefore, type ColumnName, joinsOf, linkBetween } from './columns'
import css from './node-panel.module.css'

/** What is chosen in the graph: what it says, what it is joined to, and all that can be done with it. */
export function NodePanel(props: {
  graph: Graph
  column: ColumnName
  node: Node
  /** What a system or program says of itself. */
  about: Belonging | undefined
  onChoose: (id: string | null) => void
  onEdit: () => void
}) {
  const { t } = useTranslation('programs')
  const { run } = useErrors()
  const { graph, column, node, about, onChoose, onEdit } = props
  const [isRemoving, setRemoving] = useState(false)
  const joins = joinsOf(graph)
  const before = columnBefore(column)
  const after = columnAfter(column)
  const parents = before === null ? [] : joins(node.id, before)
  const children = after === null ? [] : joins(node.id, after)
  const staying = [
    ...(before && parents.length > 0 ? [t(`stays.${before}`, { count: parents.length })] : []),
    ...(after && children.length > 0 ? [t(`stays.${after}`, { count: children.length })] : []),
  ]
  const mayArrange = useMay('programs.link')
  const mayNameIssuer = useMay('issuers.save')
  const isOurs = column === 'systems' || column === 'programs'
  const remove = async () => {
    const done = await run(() =>
      column === 'systems' ? client.programs.removeSystem({ id: node.id }) : client.programs.remove({ id: node.id }),
    )
    if (!done) return
    onChoose(null)
    showToast({ text: t('removed', { name: node.name }) })
  }
  return (
    <aside className={css.panel} aria-label={node.name}>
      <div className={css.head}>
        {node.pictureSha256 ? <BadgePicture sha256={node.pictureSha256} size={48} /> : null}
        <div className={css.title}>
          <span className={css.kind}>{t(`kinds.${column}`)}</span>
          <h2>{node.name}</h2>
        </div>
        <IconButton label={t('close')} icon={X} size="small" onPress={() => onChoose(null)} />
      </div>
      {about?.description ? <p>{about.description}</p> : null}
      {about?.url || about?.email ? (
        <p className={css.facts}>
          {about.url ? <span>{about.url}</span> : null}
          {about.email ? <span>{about.email}</span> : null}
        </p>
      ) : null}
      <Row>
        {isOurs ? (
          !mayArrange ? null : (
            <>
              <Button size="small" icon={Pencil} onPress={onEdit}>
                {t('edit')}
              </Button>
              <Button size="small" icon={Trash2} onPress={() => setRemoving(true)}>
                {t('remove')}
              </Button>
            </>
          )
        ) : column === 'issuers' && !mayNameIssuer ? null : (
          <Button
            size="small"
            icon={ExternalLink}
            onPress={() =>
              navigate(
                column === 'badges' ? { page: 'badge', badgeId: node.id } : { page: 'settings', section: 'issuer' },
              )
            }
          >
            {t(column === 'badges' ? 'openBadge' : 'openIssuer')}
          </Button>
        )}
      </Row>
      {before === null || (graph[before].length === 0 && parents.length === 0) ? null : (
        <Side {...{ graph, column, node, joined: parents, side: before, onChoose }} />
      )}
      {after === null ? null : <Side {...{ graph, column, node, joined: children, side: after, onChoose }} canMove />}
      <ConfirmDialog
        title={t('removeTitle', { name: node.name })}
        isOpen={isRemoving}
        danger
        confirm={t('remove')}
        onClose={() => setRemoving(false)}
        onConfirm={remove}
      >
        <p>{staying.length > 0 ? staying.join(' ') : t('stays.none')}</p>
      </ConfirmDialog>
    </aside>
  )
}

/** What a thing is joined to on one side, and what else it could be. */
function Side(props: {
  graph: Graph
  column: ColumnName
  node: Node
  joined: readonly Node[]
  side: ColumnName
  canMove?: boolean
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('programs')
  const { run } = useErrors()
  const { graph, column, node, joined, side, canMove = false, onChoose } = props
  const mayArrange = useMay('programs.link')
  const [text, setText] = useState('')
  const linkTo = (id: string) => linkBetween(column, node.id, side, id)
  const join = (link: Link | null) => void run(async () => link && (await client.programs.link(link)))
  const part = (other: Node) =>
    void run(async () => {
      const link = linkTo(other.id)
      if (!link) return
      await client.programs.unlink(link)
      showToast({
        text: t('parted', { one: node.name, other: other.name }),
        action: { label: t('undo'), onPress: () => join(link) },
      })
    })
  const move = (other: Node, direction: 'up' | 'down') =>
    void run(async () => {
      const link = linkTo(other.id)
      if (link) await client.programs.moveLink({ ...link, direction })
    })
  const taken = joined.map(({ id }) => id)
  const words = text.trim().toLocaleLowerCase()
  const options = graph[side]
    .filter(({ id, name }) => !taken.includes(id) && name.toLocaleLowerCase().includes(words))
    .slice(0, 30)
  const label = t(`add.${columnAfter(column) === side ? 'child' : 'parent'}.${side}`)
  return (
    <section className={css.side}>
      <h3>{t(`${columnAfter(column) === side ? 'children' : 'parents'}.${side}`)}</h3>
      {joined.length > 0 ? (
        <ul className={css.list}>
          {joined.map((other, at) => (
            <li key={other.id}>
              <button type="button" className={css.other} onClick={() => onChoose(other.id)}>
                {other.name}
              </button>
              {canMove && mayArrange && joined.length > 1 ? (
                <>
                  <IconButton
                    label={t('moveUp', { name: other.name })}
                    icon={ArrowUp}
                    size="small"
                    isDisabled={at === 0}
                    onPress={() => move(other, 'up')}
                  />
                  <IconButton
                    label={t('moveDown', { name: other.name })}
                    icon={ArrowDown}
                    size="small"
                    isDisabled={at === joined.length - 1}
                    onPress={() => move(other, 'down')}
                  />
                </>
              ) : null}
              {mayArrange ? (
                <IconButton
                  label={t('part', { name: other.name })}
                  icon={Unlink}
                  size="small"
                  onPress={() => part(other)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {!mayArrange ? null : side === 'badges' ? (
        <BadgePicker label={label} except={taken} onPick={({ badgeId }) => join(linkTo(badgeId))} />
      ) : graph[side].length > taken.length ? (
        <ComboBox
          label={label}
          placeholder={t('add.placeholder')}
          text={text}
          onTextChange={setText}
          options={options.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={(id) => {
            setText('')
            join(linkTo(id))
          }}
          nothing={t('add.nothing')}
        />
      ) : joined.length === 0 ? (
        <p className={css.facts}>{t(`none.${side}`)}</p>
      ) : null}
    </section>
  )
}
