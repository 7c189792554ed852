import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { palettes, roles } from '../../../core/designs/colors'
import { recolourShown } from '../../../core/designs/levels'
import { useEditor } from '../editor'
import { useShownLevel, useShownPalette } from '../preview-as/shown-as'
import { HexField } from './color-field'
import { Part } from './fields'
import css from './properties.module.css'
import { roleName } from './role-name'

/** The colours of what is shown, the design or one level of it: twelve palettes that recolour it with one click, and each role by itself. */
export function PalettePart() {
  const { t } = useTranslation('designs')
  const { act, change } = useEditor()
  const palette = useShownPalette()
  const level = useShownLevel()
  const levelId = level?.id ?? null
  return (
    <>
      <Part title={t('palette.title')}>
        <p className={css.quiet}>{level ? t('levels:palette', { name: level.name }) : t('palette.sentence')}</p>
        <div className={css.palettes} role="group" aria-label={t('palette.title')}>
          {palettes.map(({ name, colors }) => (
            <Button
              key={name}
              className={css.palette ?? ''}
              aria-pressed={roles.every((role) => palette[role]?.toLowerCase() === colors[role])}
              onPress={() => act(recolourShown(levelId, colors))}
            >
              <span className={css.stripes}>
                {roles.map((role) => (
                  <span key={role} style={{ background: colors[role] }} />
                ))}
              </span>
              {t(`palettes.${name}`)}
            </Button>
          ))}
        </div>
      </Part>
      <Part title={t('palette.own')}>
        {Object.entries(palette).map(([role, hex]) => (
          <div key={role} className={css.roleRow}>
            <span>{roleName(t, role)}</span>
            <HexField
              label={roleName(t, role)}
              hideLabel
              hex={hex.toLowerCase()}
              onChange={(next) => change(recolourShown(levelId, { [role]: next }), `palette:${levelId ?? ''}:${role}`)}
            />
          </div>
        ))}
      </Part>
    </>
  )
}
