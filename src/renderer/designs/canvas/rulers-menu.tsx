import { Ruler, Trash2 } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { addGuide, mostGuides, moveGuide, removeGuide } from '../../../core/designs/guides'
import { Button as UiButton } from '../../ui/button'
import { Switch } from '../../ui/choices'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { NumberField } from '../../ui/number-field'
import { Segments } from '../../ui/segments'
import { useDocument, useEditor, useView } from '../editor'
import css from './board.module.css'
import { unitsPer } from './ruler-units'

/** What the rulers count in, and every line pulled out of them with its number: all of it without a pointer too. */
export function RulersMenu() {
  const { t } = useTranslation('board')
  const { view, act, change } = useEditor()
  const { guides, size } = useDocument()
  const unit = useView((it) => it.rulerUnit)
  const hasGrid = useView((it) => it.hasGrid)
  const per = unitsPer(unit)
  return (
    <DialogTrigger>
      <Button className={css.corner ?? ''} aria-label={t('rulers.menu')}>
        <Icon icon={Ruler} size={14} />
      </Button>
      <Popover className={css.popover ?? ''} offset={4} placement="bottom start">
        <Dialog className={css.menu ?? ''} aria-label={t('rulers.menu')}>
          <Segments
            label={t('rulers.unit')}
            options={[
              { value: 'px', label: t('rulers.px') },
              { value: 'mm', label: t('rulers.mm') },
            ]}
            value={unit}
            onChange={(next) => view.setState({ rulerUnit: next })}
          />
          {unit === 'mm' ? <p className={css.note}>{t('rulers.mmNote')}</p> : null}
          <Switch isSelected={hasGrid} onChange={(on) => view.setState({ hasGrid: on })}>
            {t('grid.label')}
          </Switch>
          <h3 className={css.title}>{t('guides.title')}</h3>
          {guides.length === 0 ? <p className={css.note}>{t('guides.none')}</p> : null}
          <ul className={css.lines}>
            {guides.map(({ axis, at }, index) => (
              <li key={index} className={css.line}>
                <NumberField
                  label={t(axis === 'x' ? 'guides.upright' : 'guides.level', { number: index + 1 })}
                  value={Math.round((at / per) * 100) / 100}
                  step={unit === 'px' ? 1 : 0.5}
                  compact
                  onChange={(value) => {
                    if (Number.isFinite(value)) change(moveGuide(index, value * per), `guide:${index}`)
                  }}
                />
                <IconButton
                  label={t('guides.remove', { number: index + 1 })}
                  icon={Trash2}
                  size="small"
                  onPress={() => act(removeGuide(index))}
                />
              </li>
            ))}
          </ul>
          <div className={css.adding}>
            {(['x', 'y'] as const).map((axis) => (
              <UiButton
                key={axis}
                size="small"
                isDisabled={guides.length >= mostGuides}
                onPress={() => act(addGuide({ axis, at: size / 2 }))}
              >
                {t(axis === 'x' ? 'guides.addUpright' : 'guides.addLevel')}
              </UiButton>
            ))}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
