import { Pipette, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Filter, LayerOf } from '../../../core/designs/document'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/choices'
import { MenuButton } from '../../ui/menu'
import { ColorField, HexField } from './color-field'
import { Part, Slide, Two, useSet } from './fields'
import { RowList } from './row-list'

const first: Readonly<{ [Kind in Filter['kind']]: Extract<Filter, { kind: Kind }> }> = {
  removeBackground: { kind: 'removeBackground', color: null, tolerance: 0.12 },
  duotone: { kind: 'duotone', dark: { role: 'frame' }, light: { role: 'cream' } },
  greyscale: { kind: 'greyscale', amount: 1 },
  contrast: { kind: 'contrast', amount: 0.2 },
  brightness: { kind: 'brightness', amount: 0.1 },
  blur: { kind: 'blur', radius: 4 },
}
const kinds = Object.keys(first) as Filter['kind'][]
const mostFilters = 8

/** The page's own way to take a colour from anywhere on the screen; not every browser has one. */
interface Dropper {
  open: () => Promise<{ sRGBHex: string }>
}
const dropper = (): Dropper | null => {
  const made: unknown = Reflect.get(window, 'EyeDropper')
  return typeof made === 'function' ? (Reflect.construct(made, []) as Dropper) : null
}

/** What is done to a picture's pixels, one after the other; the kept picture itself stays as it is. */
export function FilterList({ layer }: { layer: LayerOf<'picture'> }) {
  const { t } = useTranslation('properties')
  const set = useSet(layer)
  const { filters } = layer
  return (
    <Part
      title={t('filters.title')}
      name="filters"
      isFolded={filters.length === 0}
      summary={filters.map(({ kind }) => t(`filters.kinds.${kind}`)).join(', ') || t('filters.none')}
    >
      <RowList<Filter>
        label={t('filters.title')}
        entries={filters}
        nameOf={({ kind }) => t(`filters.kinds.${kind}`)}
        words={{
          up: (name) => t('list.up', { name }),
          down: (name) => t('list.down', { name }),
          remove: (name) => t('list.remove', { name }),
        }}
        onChange={(next) => set({ filters: next })}
      >
        {(filter, change) => <FilterFields filter={filter} onChange={change} />}
      </RowList>
      <MenuButton
        label={t('filters.add')}
        icon={Plus}
        size="small"
        isDisabled={filters.length >= mostFilters}
        entries={kinds.map((kind) => ({
          id: kind,
          label: t(`filters.kinds.${kind}`),
          onAction: () => set({ filters: [...filters, first[kind]] }),
        }))}
      />
    </Part>
  )
}

function FilterFields({ filter, onChange }: { filter: Filter; onChange: (patch: Partial<Filter>) => void }) {
  const { t } = useTranslation('properties')
  switch (filter.kind) {
    case 'greyscale':
      return (
        <Slide
          label={t('filters.amount')}
          value={Math.round(filter.amount * 100)}
          min={0}
          max={100}
          onChange={(value) => onChange({ amount: value / 100 })}
        />
      )
    case 'contrast':
    case 'brightness':
      return (
        <Slide
          label={t('filters.amount')}
          value={Math.round(filter.amount * 100)}
          min={-100}
          max={100}
          onChange={(value) => onChange({ amount: value / 100 })}
        />
      )
    case 'blur':
      return (
        <Slide
          label={t('filters.radius')}
          value={filter.radius}
          min={0}
          max={60}
          step={0.5}
          onChange={(radius) => onChange({ radius })}
        />
      )
    case 'duotone':
      return (
        <Two>
          <ColorField label={t('filters.dark')} color={filter.dark} wide onChange={(dark) => onChange({ dark })} />
          <ColorField label={t('filters.light')} color={filter.light} wide onChange={(light) => onChange({ light })} />
        </Two>
      )
    case 'removeBackground':
      return (
        <>
          <Checkbox
            isSelected={filter.color === null}
            description={t('filters.cornersNote')}
            onChange={(corners) => onChange({ color: corners ? null : '#ffffff' })}
          >
            {t('filters.corners')}
          </Checkbox>
          {filter.color === null ? null : (
            <HexField label={t('filters.ground')} hex={filter.color} onChange={(color) => onChange({ color })} />
          )}
          {dropper() ? (
            <div>
              <Button
                size="small"
                icon={Pipette}
                onPress={() =>
                  // Escape while picking is no failure.
                  void dropper()
                    ?.open()
                    .then(
                      ({ sRGBHex }) => onChange({ color: sRGBHex.toLowerCase() }),
                      () => undefined,
                    )
                }
              >
                {t('filters.pick')}
              </Button>
            </div>
          ) : null}
          <Slide
            label={t('filters.tolerance')}
            value={Math.round(filter.tolerance * 100)}
            min={0}
            max={100}
            onChange={(value) => onChange({ tolerance: value / 100 })}
          />
        </>
      )
  }
}
