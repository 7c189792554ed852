import { Network, Plus, SearchX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Belonging } from '../../core/contract/programs'
import { neighbourhood } from '../../core/programs/neighbourhood'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { IssuerDialog } from '../app/issuer-dialog'
import { useMay } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { announce } from '../ui/live-region'
import { MenuButton } from '../ui/menu'
import { Page, Quiet, Toolbar } from '../ui/page'
import { Waiting } from '../ui/progress'
import { SearchField } from '../ui/search-field'
import { ProblemNotice } from '../ui/use-errors'
import { BelongingDialog } from './belonging-dialog'
import { columnNames, findNode } from './columns'
import { GraphView } from './graph-view'
import { NodePanel } from './node-panel'
import css from './programs-page.module.css'

/** How systems, issuers, programs and badges belong together. */
export function ProgramsPage() {
  const { t } = useTranslation('programs')
  const route = useRoute('programs')
  const mayArrange = useMay('programs.save')
  const [query, setQuery] = useState('')
  const mayAddIssuer = useMay('issuers.save')
  const [isAddingIssuer, setAddingIssuer] = useState(false)
  const [editing, setEditing] = useState<{ kind: 'system' | 'program'; known: Belonging | null } | null>(null)
  const read = useCall(
    ['programs'],
    async (signal) => {
      const [graph, systems, programs] = await Promise.all([
        client.programs.graph(undefined, { signal }),
        client.programs.systems(undefined, { signal }),
        client.programs.list(undefined, { signal }),
      ])
      return { graph, about: new Map([...systems, ...programs].map((it) => [it.id, it])) }
    },
    ['programs.saved', 'issuers.saved', 'badges.saved', 'badges.removed'],
  )
  const choose = (id: string | null) => navigate({ page: 'programs', ...(id ? { chosen: id } : {}) }, { replace: true })

  const graph = read.data?.graph
  const words = query.trim().toLocaleLowerCase()
  const found =
    graph && words
      ? columnNames.flatMap((column) => graph[column].filter((it) => it.name.toLocaleLowerCase().includes(words)))
      : null
  const count = found?.length
  useEffect(() => {
    if (count !== undefined) announce(t('found', { count }))
  }, [count, t])

  const chosen = graph && route?.chosen ? findNode(graph, route.chosen) : null
  const isEmpty = graph !== undefined && graph.systems.length === 0 && graph.programs.length === 0
  const about = chosen ? read.data?.about.get(chosen.node.id) : undefined
  return (
    <Page
      title={t('title')}
      fill
      onBack={() => navigate({ page: 'library' })}
      actions={
        isEmpty || !mayArrange ? null : (
          <MenuButton
            label={t('new')}
            icon={Plus}
            variant="primary"
            entries={[
              ...(['program', 'system'] as const).map((kind) => ({
                id: kind,
                label: t(`dialog.new.${kind}`),
                onAction: () => setEditing({ kind, known: null }),
              })),
              ...(mayAddIssuer
                ? [{ id: 'issuer', label: t('dialog.new.issuer'), onAction: () => setAddingIssuer(true) }]
                : []),
            ]}
          />
        )
      }
    >
      {read.problem ? <ProblemNotice problem={read.problem} onRetry={read.reload} /> : null}
      {!graph ? (
        read.problem ? null : (
          <Waiting />
        )
      ) : isEmpty ? (
        <EmptyState
          icon={Network}
          sentence={t('empty')}
          action={
            mayArrange ? (
              <Button variant="primary" icon={Plus} onPress={() => setEditing({ kind: 'program', known: null })}>
                {t('dialog.new.program')}
              </Button>
            ) : null
          }
        />
      ) : (
        <>
          <Toolbar>
            <SearchField
              label={t('search')}
              placeholder={t('searchPlaceholder')}
              value={query}
              onChange={setQuery}
              shortcut="/"
            />
            {graph.leftOff > 0 ? <Quiet>{t('leftOff', { count: graph.leftOff })}</Quiet> : null}
          </Toolbar>
          {found?.length === 0 ? (
            <EmptyState
              icon={SearchX}
              sentence={t('nothing')}
              action={<Button onPress={() => setQuery('')}>{t('clear')}</Button>}
            />
          ) : (
            <div className={css.beside}>
              <GraphView
                graph={graph}
                shown={
                  found
                    ? neighbourhood(
                        graph.links,
                        found.map(({ id }) => id),
                      )
                    : null
                }
                chosenId={chosen?.node.id ?? null}
                onChoose={choose}
              />
              {chosen ? (
                <NodePanel
                  key={chosen.node.id}
                  graph={graph}
                  column={chosen.column}
                  node={chosen.node}
                  about={about}
                  onChoose={choose}
                  onEdit={() => {
                    if (about) setEditing({ kind: chosen.column === 'systems' ? 'system' : 'program', known: about })
                  }}
                />
              ) : null}
            </div>
          )}
        </>
      )}
      {isAddingIssuer ? (
        <IssuerDialog
          isOpen
          onClose={() => setAddingIssuer(false)}
          onSaved={({ id }) => {
            setAddingIssuer(false)
            setQuery('')
            choose(id)
          }}
        />
      ) : null}
      {editing ? (
        <BelongingDialog
          {...editing}
          onClose={() => setEditing(null)}
          onSaved={(id) => {
            setEditing(null)
            setQuery('')
            choose(id)
          }}
        />
      ) : null}
    </Page>
  )
}
