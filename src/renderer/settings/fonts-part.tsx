import { Trash2 } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { addedFamily } from '../../core/designs/faces'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { AddFont } from '../app/add-font'
import { Card } from '../ui/card'
import { IconButton } from '../ui/icon-button'
import { Section } from '../ui/page'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './settings-page.module.css'

/** The typefaces that were added to this library, with what their licences allow. */
export function FontsPart() {
  const { t } = useTranslation('fonts')
  const { run } = useErrors()
  const fonts = useCall(['fonts'], (signal) => client.fonts.list(undefined, { signal }), ['fonts.saved'])
  const rows = fonts.data ?? []
  return (
    <Section id="fonts" title={t('list.title')} description={t('list.sentence')}>
      {fonts.problem ? <ProblemNotice problem={fonts.problem} onRetry={fonts.reload} /> : null}
      {fonts.data && rows.length === 0 ? (
        <Card>
          <span className={css.quiet}>{t('list.none')}</span>
        </Card>
      ) : null}
      {rows.length > 0 ? (
        <Card>
          {rows.map((font) => (
            <div key={font.sha256} className={css.fact}>
              <div>
                <div className={css.strong}>
                  {addedFamily(font)} {font.weight}
                </div>
                <div className={css.quiet}>
                  {font.format.toUpperCase()} · {t(`list.embedding.${font.embedding}`)}
                </div>
              </div>
              <IconButton
                label={t('list.remove', { family: addedFamily(font), weight: font.weight })}
                icon={Trash2}
                onPress={() =>
                  void run(async () => {
                    await client.fonts.remove({ sha256: font.sha256 })
                    showToast({ text: t('list.removed', { family: addedFamily(font) }) })
                  })
                }
              />
            </div>
          ))}
        </Card>
      ) : null}
      <div>
        <Suspense>
          <AddFont />
        </Suspense>
      </div>
    </Section>
  )
}
