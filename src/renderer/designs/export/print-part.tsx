import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignDocument } from '../../../core/designs/document'
import { buttonSizes, papers, type Paper } from '../../../core/designs/print-layout'
import { Checkbox } from '../../ui/choices'
import { NumberField } from '../../ui/number-field'
import { Select } from '../../ui/select'
import css from './export.module.css'
import {
  countOf,
  perPage,
  printPictures,
  sheetOfWish,
  type ButtonWish,
  type PrintWish,
  type StickerWish,
} from './export-sheets'
import { SheetPreview } from './sheet-preview'

const paperNames = Object.keys(papers) as Paper[]

/** A sheet full of buttons, and one full of stickers: what the dialog begins with. */
export function startWishes(document: DesignDocument, paper: Paper): { buttons: ButtonWish; stickers: StickerWish } {
  const ground = document.palette['frame'] ?? null
  return {
    buttons: { kind: 'buttons', paper, faceMm: 44, cutMm: 54, count: null, ground },
    stickers: { kind: 'stickers', paper, diameterMm: 50, bleedMm: 1, cutLine: true, count: null, ground },
  }
}

function Millimetres(props: {
  label: string
  value: number
  least: number
  most: number
  onChange: (value: number) => void
  help?: string
}) {
  const { label, value, least, most, onChange, help } = props
  return (
    <NumberField
      label={label}
      {...(help ? { description: help } : {})}
      value={value}
      minValue={least}
      maxValue={most}
      step={0.5}
      onChange={(next) => onChange(Number.isNaN(next) ? value : next)}
    />
  )
}

/** What a sheet shall hold. */
export function PrintOptions(props: {
  wish: PrintWish
  document: DesignDocument
  onChange: (wish: PrintWish) => void
}) {
  const { wish, document, onChange } = props
  const { t } = useTranslation(['export', 'designs'])
  const roles = Object.entries(document.palette)
  const grounds = [
    { value: 'none', label: t('grounds.none') },
    { value: '#ffffff', label: t('grounds.white') },
    ...roles.map(([role, hex]) => ({
      value: hex,
      label: t(`designs:roles.${role}`, { defaultValue: role }),
      picture: <span className={css.swatch} style={{ background: hex }} />,
    })),
  ]
  return (
    <>
      <div className={css.pair}>
        <Select
          label={t('paper')}
          options={paperNames.map((value) => ({ value, label: t(`papers.${value}`) }))}
          value={wish.paper}
          onChange={(paper) => onChange({ ...wish, paper })}
        />
        <NumberField
          label={t('count')}
          value={countOf(wish)}
          minValue={1}
          maxValue={500}
          step={1}
          onChange={(count) => onChange({ ...wish, count: Number.isNaN(count) ? null : count })}
        />
      </div>
      {wish.kind === 'buttons' ? (
        <div className={css.pair}>
          <Select
            label={t('button')}
            options={buttonSizes.map(({ faceMm }) => ({
              value: String(faceMm),
              label: t('buttonSize', { size: faceMm }),
            }))}
            value={String(wish.faceMm)}
            onChange={(value) => {
              const size = buttonSizes.find(({ faceMm }) => String(faceMm) === value)
              if (size) onChange({ ...wish, ...size })
            }}
          />
          <Millimetres
            label={t('cut')}
            help={t('cutHelp')}
            value={wish.cutMm}
            least={wish.faceMm}
            most={wish.faceMm + 30}
            onChange={(cutMm) => onChange({ ...wish, cutMm })}
          />
        </div>
      ) : (
        <>
          <div className={css.pair}>
            <Millimetres
              label={t('diameter')}
              value={wish.diameterMm}
              least={10}
              most={190}
              onChange={(diameterMm) => onChange({ ...wish, diameterMm })}
            />
            <Millimetres
              label={t('bleed')}
              value={wish.bleedMm}
              least={0}
              most={5}
              onChange={(bleedMm) => onChange({ ...wish, bleedMm })}
            />
          </div>
          <Checkbox isSelected={wish.cutLine} onChange={(cutLine) => onChange({ ...wish, cutLine })}>
            {t('cutLine')}
          </Checkbox>
        </>
      )}
      <Select
        label={t('ground')}
        options={grounds}
        value={wish.ground ?? 'none'}
        onChange={(value) => onChange({ ...wish, ground: value === 'none' ? null : value })}
      />
    </>
  )
}

const nothing: readonly Blob[] = []
/** The first page as it will come out of the printer. */
export function PrintPreview({ document, wish, name }: { document: DesignDocument; wish: PrintWish; name: string }) {
  const { t } = useTranslation('export')
  const [pictures, setPictures] = useState(nothing)
  const words = t('ruler')
  useEffect(() => {
    let isCurrent = true
    printPictures(document, wish, words).then(
      (drawn) => {
        if (isCurrent) setPictures(drawn)
      },
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [document, wish, words])
  const sheet = useMemo(() => sheetOfWish(wish, name), [wish, name])
  const onEach = Math.min(perPage(wish), countOf(wish))
  if (sheet.pages.length === 0) return <p className={css.note}>{t('tooLarge')}</p>
  return (
    <div className={css.preview}>
      <SheetPreview sheet={sheet} pictures={pictures} label={t('preview')} />
      <p className={css.note}>{t('pages', { count: sheet.pages.length, onEach })}</p>
    </div>
  )
}
