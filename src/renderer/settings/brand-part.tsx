import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Issuer } from '../../core/contract/issuers'
import { brand as brandShape, type Brand } from '../../core/designs/brand'
import { palettes, roles } from '../../core/designs/colors'
import { bundledFamilies, addedFamily } from '../../core/designs/faces'
import { client } from '../api/client'
import { usePicture } from '../api/pictures'
import { useCall } from '../api/use-call'
import { IssuerDialog } from '../app/issuer-dialog'
import { useLibrary } from '../app/library-facts'
import { whileSaving } from '../app/saving'
import { keepPicture, pictureFiles } from '../app/take-files'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { FileButton } from '../ui/drop-zone'
import { IconButton } from '../ui/icon-button'
import { Section, Stack } from '../ui/page'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import css from './settings-page.module.css'

const mostColors = 10
const isHex = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text)
const firstBrand = (): Brand => ({
  colors: { ...palettes[0]?.colors },
  headingFamily: 'Montserrat',
  bodyFamily: 'Atkinson Hyperlegible',
  logoSha256: null,
})

/** The brand kit of each issuer: colours by role, two typefaces, a logo. The designer puts whole badges into it. */
export function BrandPart() {
  const { t } = useTranslation('settings')
  const { issuers } = useLibrary()
  const [isEntering, setEntering] = useState(false)
  const { run } = useErrors()
  const save = (id: string, brand: Brand | null) =>
    void run(() => whileSaving(() => client.issuers.setBrand({ id, brand })))
  return (
    <Section id="brand" title={t('brand.title')} description={t('brand.sentence')}>
      {issuers.length === 0 ? (
        <Card>
          <div className={css.fact}>
            <span className={css.quiet}>{t('brand.needsIssuer')}</span>
            <Button onPress={() => setEntering(true)}>{t('brand.enterIssuer')}</Button>
          </div>
        </Card>
      ) : null}
      {issuers.map((issuer) => (
        <Card key={issuer.id}>
          {issuer.brand ? (
            <BrandFields issuer={issuer} brand={issuer.brand} onChange={(brand) => save(issuer.id, brand)} />
          ) : (
            <div className={css.fact}>
              <div>
                {issuers.length > 1 ? <div className={css.strong}>{issuer.name}</div> : null}
                <div className={css.quiet}>{t('brand.none')}</div>
              </div>
              <Button onPress={() => save(issuer.id, firstBrand())}>{t('brand.begin')}</Button>
            </div>
          )}
        </Card>
      ))}
      {isEntering ? (
        <IssuerDialog isOpen onClose={() => setEntering(false)} onSaved={() => setEntering(false)} />
      ) : null}
    </Section>
  )
}

function BrandFields(props: { issuer: Issuer; brand: Brand; onChange: (brand: Brand | null) => void }) {
  const { t } = useTranslation('settings')
  const { issuer, brand, onChange } = props
  const { run } = useErrors()
  const [newName, setNewName] = useState('')
  const logo = usePicture(brand.logoSha256)
  const fonts = useCall(['fonts'], (signal) => client.fonts.list(undefined, { signal }), ['fonts.saved'])
  const families = [
    ...new Set([
      ...bundledFamilies.map(({ family }) => family),
      ...(fonts.data ?? []).map(addedFamily),
      brand.headingFamily,
      brand.bodyFamily,
    ]),
  ].map((value) => ({ value, label: value }))
  const set = (patch: Partial<Brand>) => {
    const next = { ...brand, ...patch }
    // A half-typed colour is no colour yet.
    if (brandShape.safeParse(next).success) onChange(next)
  }
  const extra = newName.trim()
  const isTaken = Object.keys(brand.colors).some((role) => role.toLowerCase() === extra.toLowerCase())
  return (
    <Stack>
      <div className={css.strong}>{issuer.name}</div>
      <div className={css.brandColors} role="group" aria-label={t('brand.colors')}>
        {Object.entries(brand.colors).map(([role, hex]) => {
          const name = roles.some((it) => it === role) ? t(`designs:roles.${role}`) : role
          const { [role]: _gone, ...others } = brand.colors
          return (
            <div key={role} className={css.brandColor}>
              <ColorRow
                label={name}
                hex={hex}
                onChange={(next) => set({ colors: { ...brand.colors, [role]: next } })}
              />
              {roles.some((it) => it === role) ? null : (
                <IconButton
                  label={t('brand.removeColor', { name })}
                  icon={Trash2}
                  onPress={() => set({ colors: others })}
                />
              )}
            </div>
          )
        })}
      </div>
      {Object.keys(brand.colors).length < mostColors ? (
        <div className={css.brandColor}>
          <TextField
            label={t('brand.newColor')}
            value={newName}
            maxLength={40}
            onChange={setNewName}
            error={isTaken && extra !== '' ? t('brand.taken') : null}
          />
          <Button
            icon={Plus}
            isDisabled={extra === '' || isTaken}
            onPress={() => {
              set({ colors: { ...brand.colors, [extra]: '#808080' } })
              setNewName('')
            }}
          >
            {t('brand.addColor')}
          </Button>
        </div>
      ) : null}
      <div className={css.brandFonts}>
        <Select
          label={t('brand.heading')}
          options={families}
          value={brand.headingFamily}
          onChange={(headingFamily) => set({ headingFamily })}
        />
        <Select
          label={t('brand.body')}
          options={families}
          value={brand.bodyFamily}
          onChange={(bodyFamily) => set({ bodyFamily })}
        />
      </div>
      <div className={css.fact}>
        {logo && brand.logoSha256 ? (
          <img className={css.logo} src={logo} alt={t('brand.logoAlt', { name: issuer.name })} />
        ) : (
          <span className={css.quiet}>{t('brand.noLogo')}</span>
        )}
        <span className={css.brandActs}>
          {brand.logoSha256 ? <Button onPress={() => set({ logoSha256: null })}>{t('brand.removeLogo')}</Button> : null}
          <FileButton
            accept={pictureFiles}
            onFiles={([file]) =>
              void run(async () => {
                if (!file) return
                const picture = await keepPicture(file, file.name)
                if (picture) set({ logoSha256: picture.sha256 })
              })
            }
          >
            {t('brand.pickLogo')}
          </FileButton>
        </span>
      </div>
      <div>
        <Button variant="plain" onPress={() => onChange(null)}>
          {t('brand.remove')}
        </Button>
      </div>
    </Stack>
  )
}

/** A colour as the browser's own picker and as `#rrggbb`; counts when the field is left or six signs stand there. */
function ColorRow({ label, hex, onChange }: { label: string; hex: string; onChange: (hex: string) => void }) {
  const { t } = useTranslation('settings')
  const [draft, setDraft] = useState<{ of: string; text: string } | null>(null)
  const text = draft?.of === hex ? draft.text : hex
  const take = (typed: string) => {
    const full = typed.trim().startsWith('#') ? typed.trim() : `#${typed.trim()}`
    setDraft({ of: hex, text: typed })
    if (isHex(full) && full.toLowerCase() !== hex.toLowerCase()) onChange(full.toLowerCase())
  }
  return (
    <div className={css.brandHex}>
      <input
        type="color"
        aria-label={t('brand.pickColor', { name: label })}
        // Written when the picker closes, not at every move in it.
        key={hex}
        defaultValue={hex}
        onBlur={(event) => take(event.target.value)}
      />
      <TextField
        label={label}
        mono
        value={text}
        onChange={take}
        error={isHex(text.startsWith('#') ? text : `#${text}`) ? null : t('brand.wrongColor')}
      />
    </div>
  )
}
