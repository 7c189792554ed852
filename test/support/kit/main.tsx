import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { nothingSelected } from '../../../src/renderer/ui/selection'
import '../../../src/renderer/ui/tokens.css'
import { type Sort, VirtualTable } from '../../../src/renderer/ui/virtual-table'
import '../../../src/renderer/words'

/** A long table as a page would have it: for the tests of the kit. */
const all = Array.from({ length: 100_000 }, (_, number) => ({ id: `r${String(number)}`, number }))

function Kit() {
  const [selection, setSelection] = useState(nothingSelected)
  const [sort, setSort] = useState<Sort>({ column: 'number', descending: false })
  const [loaded, setLoaded] = useState(500)
  const [opened, setOpened] = useState('')
  const rows = (sort.descending ? all.toReversed() : all).slice(0, loaded)
  return (
    <main style={{ display: 'flex', flexDirection: 'column', height: '100vh' }}>
      <h1>Kit</h1>
      <VirtualTable
        label="Numbers"
        rows={rows}
        total={all.length}
        idOf={(row) => row.id}
        columns={[
          { id: 'number', heading: 'Number', isSortable: true, cell: (row) => row.number },
          { id: 'square', heading: 'Square', align: 'end', cell: (row) => row.number ** 2 },
        ]}
        selection={selection}
        onSelectionChange={setSelection}
        sort={sort}
        onSortChange={setSort}
        onOpen={(row) => setOpened(row.id)}
        onEndReached={() => setLoaded((it) => it + 500)}
        footer={<span id="facts">{JSON.stringify({ chosen: selection.ids.size, opened, loaded })}</span>}
      />
    </main>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Kit />)
