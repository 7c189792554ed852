import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ArtboardGround } from '../drawing'
import css from './designer.module.css'

const grounds = ['checker', 'light', 'grey', 'dark'] as const

/** What lies behind the drawing while one works; never part of the picture. */
export function GroundSwitch({ ground, onChange }: { ground: ArtboardGround; onChange: (to: ArtboardGround) => void }) {
  const { t } = useTranslation('designs')
  return (
    <ToggleButtonGroup
      aria-label={t('grounds.label')}
      className={css.switch ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[ground]}
      onSelectionChange={(keys) => {
        const picked = grounds.find((it) => keys.has(it))
        if (picked) onChange(picked)
      }}
    >
      {grounds.map((it) => (
        <ToggleButton key={it} id={it} aria-label={t(`grounds.${it}`)} className={[css.ground, css[it]].join(' ')} />
      ))}
    </ToggleButtonGroup>
  )
}
