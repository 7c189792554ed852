import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { navigate, useRoute } from '../app/navigation'
import { loadAhead, loadMeasuring } from '../drawing'
import { Page } from '../ui/page'
import { Waiting } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { DesignerWorkbench } from './designer-workbench'
import { FollowsMaster } from './levels/follows-master'
import { designerOf, storedDesign } from './open-designers'

/** Screen 2: drawing a badge. There is no Save button; everything is stored as it happens. */
export function DesignerPage() {
  const { t } = useTranslation('designs')
  const designId = useRoute('designer')?.designId ?? ''
  const design = useCall(['design', designId], async (signal) => {
    // One that follows a master is changed there; what it follows is known before it is opened.
    const [{ follows }, stored] = await Promise.all([
      client.levels.read({ designId }, { signal }),
      storedDesign(designId, signal),
      loadAhead(),
    ])
    // Aligning and the number fields go by the ink of letters and glyphs.
    await loadMeasuring(stored.document).catch(() => undefined)
    return { ...stored, follows }
  })
  if (design.data?.id === designId)
    return design.data.follows ? (
      <FollowsMaster design={design.data} master={design.data.follows} onCut={design.reload} />
    ) : (
      <Opened key={designId} stored={design.data} />
    )
  return (
    <Page title={t('title')} onBack={() => navigate({ page: 'library' })}>
      {design.problem ? <ProblemNotice problem={design.problem} onRetry={design.reload} /> : <Waiting />}
    </Page>
  )
}

function Opened({ stored }: { stored: Awaited<ReturnType<typeof storedDesign>> }) {
  const { t } = useTranslation(['levels', 'designs'])
  const { report } = useErrors()
  const [designer] = useState(() =>
    designerOf(stored, {
      report,
      followed: (count) => void showToast({ text: t('levels:badges.redrawn', { count }), tone: 'info' }),
      gaveWay: (name, beside) => void showToast({ text: t('designs:gaveWay', { name, beside }), tone: 'warning' }),
    }),
  )
  return <DesignerWorkbench designId={stored.id} designer={designer} />
}
