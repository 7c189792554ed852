import { Download } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { slugOf } from '../../core/badges/slug'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { navigate } from '../app/navigation'
import { saveFile } from '../app/save-file'
import { ComboBox } from '../ui/combo-box'
import { MenuButton } from '../ui/menu'
import { Section } from '../ui/page'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { ProgressPicture } from './progress-picture'
import { pngFileOf, svgFileOf } from './save-picture'
import css from './series-page.module.css'

/** How far somebody has come along a series: a person to pick, and the picture. */
export function ProgressPart({ seriesId, personId }: { seriesId: string; personId: string | undefined }) {
  const { t } = useTranslation('series')
  const { run } = useErrors()
  const [text, setText] = useState('')
  const picture = useRef<SVGSVGElement>(null)
  const query = useDeferredValue(text.trim())
  const found = useCall(['find', query], (signal) =>
    query === '' ? Promise.resolve([]) : client.people.search({ query, limit: 12 }, { signal }),
  )
  const progress = useCall(
    ['progress', seriesId, personId],
    async (signal) =>
      personId === undefined ? null : await client.series.progress({ seriesId, personId }, { signal }),
    ['awards.created', 'awards.changed', 'series.saved', 'badges.saved', 'people.saved'],
  )
  const shown = progress.data
  const save = (ending: 'svg' | 'png', make: (shown: SVGSVGElement) => Promise<Blob>) =>
    void run(async () => {
      if (!picture.current || !shown) return
      const name = `${slugOf(shown.series.name, 'series')}-${slugOf(shown.person.name, 'person')}.${ending}`
      saveFile(await make(picture.current), name)
    })
  return (
    <Section title={t('progress.heading')}>
      <div className={css.picker}>
        <ComboBox
          label={t('progress.person')}
          placeholder={t('progress.placeholder')}
          text={text}
          onTextChange={setText}
          options={(found.data ?? []).map((person) => ({
            value: person.id,
            label: person.name,
            ...(person.email ? { description: person.email } : {}),
          }))}
          onPick={(id) => {
            setText('')
            navigate({ page: 'series', seriesId, personId: id }, { replace: true })
          }}
          nothing={t(found.isLoading ? 'pick.looking' : 'progress.nobody')}
        />
        {shown ? (
          <MenuButton
            label={t('progress.save')}
            icon={Download}
            entries={[
              { id: 'png', label: t('progress.png'), onAction: () => save('png', pngFileOf) },
              { id: 'svg', label: t('progress.svg'), onAction: () => save('svg', svgFileOf) },
            ]}
          />
        ) : null}
      </div>
      {progress.problem ? <ProblemNotice problem={progress.problem} onRetry={progress.reload} /> : null}
      {shown ? <ProgressPicture progress={shown} ref={picture} /> : null}
    </Section>
  )
}
