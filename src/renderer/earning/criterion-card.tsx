import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { termWords, type Names } from '../../core/earning/criteria-sentence'
import { termsOf, type Criterion, type CriterionAsked } from '../../core/earning/criteria'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { IconButton } from '../ui/icon-button'
import { Segments } from '../ui/segments'
import { withoutTerm } from './criterion-terms'
import css from './earning.module.css'

/** Where it is noted who has done it, for the types that somebody here keeps. */
const notedIn: Partial<Record<Criterion['type'], 'activities' | 'counters'>> = {
  activity: 'activities',
  competency: 'activities',
  course: 'activities',
  courseset: 'activities',
  social: 'counters',
}

/** One kind of thing that is asked for: what it is, whether all of it or one is enough. */
export function CriterionCard(props: {
  criterion: Criterion
  names: Names
  isFixed: boolean
  onAdd: () => void
  onSave: (criterion: CriterionAsked) => void
  onRemove: () => void
}) {
  const { t } = useTranslation('criteria')
  const { criterion, names, isFixed, onAdd, onSave, onRemove } = props
  const title = t(`type.${criterion.type}`)
  const terms = termsOf(criterion)
  const part = notedIn[criterion.type]
  const take = (at: number) => {
    const left = withoutTerm(criterion, at)
    if (left === null) onRemove()
    else onSave(left)
  }
  return (
    <Card>
      <div className={css.criterion}>
        <div className={css.head}>
          <h3>{title}</h3>
          {terms.length > 1 ? (
            isFixed ? (
              <span>{t(`method.${criterion.method}`)}</span>
            ) : (
              <Segments
                label={t('method.labelOf', { what: title })}
                options={[
                  { value: 'all', label: t('method.all') },
                  { value: 'any', label: t('method.any') },
                ]}
                value={criterion.method}
                onChange={(method) => onSave({ ...criterion, method })}
              />
            )
          ) : null}
          {part ? (
            <Button size="small" variant="link" onPress={() => navigate({ page: 'activities', part })}>
              {t(`noted.${part}`)}
            </Button>
          ) : null}
          {isFixed ? null : (
            <IconButton label={t('remove', { what: title })} icon={Trash2} size="small" onPress={onRemove} />
          )}
        </div>
        <ul className={css.chips} aria-label={title}>
          {terms.map((term, at) => (
            <li key={at}>
              <Chip {...(isFixed ? {} : { onRemove: () => take(at) })}>{termWords(term, names)}</Chip>
            </li>
          ))}
          {isFixed || criterion.type === 'course' ? null : (
            <li>
              <Button size="small" variant="plain" icon={Plus} onPress={onAdd}>
                {t('addTerm')}
              </Button>
            </li>
          )}
        </ul>
      </div>
    </Card>
  )
}
