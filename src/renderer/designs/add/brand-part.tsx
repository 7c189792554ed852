import { Stamp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../../core/designs/brand'
import { resolveColor } from '../../../core/designs/colors'
import { plainColors, rolesFromHexes } from '../../../core/designs/recolour'
import { client } from '../../api/client'
import { usePicture } from '../../api/pictures'
import { useLibrary } from '../../app/library-facts'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { useErrors } from '../../ui/use-errors'
import { useDesigner, useEditor } from '../editor'
import { newPicture } from '../new-layers'
import { Part } from '../properties/fields'
import { PalettePart } from '../properties/palette-part'
import { FontSample } from '../fonts/font-sample'
import css from './add.module.css'
import { putBrand } from './put-brand'

/** The brand of each issuer, put over the whole design with one click; the palettes; and what follows no brand yet. */
export function BrandPart() {
  const { t } = useTranslation('properties')
  const { issuers } = useLibrary()
  const { act } = useEditor()
  const document = useDesigner((it) => it.history.present)
  const plain = plainColors(document)
  const branded = issuers.flatMap(({ id, name, brand }) => (brand ? [{ id, name, brand }] : []))
  return (
    <>
      {branded.map(({ id, name, brand }) => (
        <BrandCard key={id} name={brand.name ?? name} brand={brand} />
      ))}
      {branded.length === 0 ? (
        <Part title={t('brand.title')}>
          <p className={css.note}>{t('brand.none')}</p>
          <div>
            <Button size="small" onPress={() => navigate({ page: 'settings', section: 'brand' })}>
              {t('brand.choose')}
            </Button>
          </div>
        </Part>
      ) : null}
      {plain.length > 0 ? (
        <Part title={t('brand.plain')}>
          <p className={css.note}>{t('brand.plainNote', { count: plain.length })}</p>
          <div className={css.dots} aria-hidden>
            {plain.slice(0, 12).map((hex) => (
              <span key={hex} style={{ background: hex }} />
            ))}
          </div>
          <div>
            <Button size="small" onPress={() => act(rolesFromHexes())}>
              {t('brand.follow')}
            </Button>
          </div>
        </Part>
      ) : null}
      <PalettePart />
    </>
  )
}

function BrandCard({ name, brand }: { name: string; brand: Brand }) {
  const { t } = useTranslation('properties')
  const editor = useEditor()
  const { run } = useErrors()
  const logo = usePicture(brand.logoSha256)
  return (
    <Part title={name}>
      <div className={css.brand}>
        <span className={css.dots} aria-hidden>
          {Object.entries(brand.colors).map(([role, hex]) => (
            <span key={role} style={{ background: resolveColor({ hex }, { palette: {} }) }} />
          ))}
        </span>
        <FontSample family={brand.headingFamily} />
        <FontSample family={brand.bodyFamily} />
      </div>
      <div>
        <Button variant="primary" size="small" icon={Stamp} onPress={() => putBrand(editor, brand)}>
          {t('brand.apply')}
        </Button>
      </div>
      {brand.logoSha256 && logo ? (
        <Button
          variant="quiet"
          onPress={() =>
            void run(async () => {
              const { sha256, width, height } = await client.pictures.read({ sha256: brand.logoSha256 ?? '' })
              editor.add(newPicture({ sha256, width, height }, t('brand.logo')))
            })
          }
        >
          <img className={css.logo} src={logo} alt="" /> {t('brand.addLogo')}
        </Button>
      ) : null}
    </Part>
  )
}
