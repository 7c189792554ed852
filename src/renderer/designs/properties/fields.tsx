import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { KnownLayer } from '../../../core/designs/document'
import { updateLayer, updateLayers, type EditVerb, type LayerPatch } from '../../../core/designs/operations'
import { Icon } from '../../ui/icon'
import { NumberField } from '../../ui/number-field'
import { useEditor } from '../editor'
import css from './properties.module.css'

/** A number of a layer: typed, or stepped with the arrow keys. One visit to the field is one step to undo. */
export function Num(props: {
  label: string
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
  step?: number
  isDisabled?: boolean
  hideLabel?: boolean
}) {
  const { designer } = useEditor()
  const { label, value, onChange, min, max, step = 1, isDisabled, hideLabel = false } = props
  return (
    <NumberField
      compact
      hideLabel={hideLabel}
      label={label}
      value={Math.round(value * 100) / 100}
      onChange={(next) => {
        if (Number.isFinite(next) && next !== Math.round(value * 100) / 100) onChange(next)
      }}
      onBlur={() => designer.settle()}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      // Steps are for the arrows; what is typed between them is taken as it is.
      step={step < 1 ? step : 0.01}
      {...(isDisabled ? { isDisabled } : {})}
      formatOptions={{ maximumFractionDigits: 2, useGrouping: false }}
    />
  )
}

/** A number with a slider beside it, for what is tried out by eye. A drag of the slider is one step. */
export function Slide(props: {
  label: string
  value: number
  onChange: (value: number) => void
  min: number
  max: number
  step?: number
}) {
  const { designer } = useEditor()
  const id = useId()
  const { label, value, onChange, min, max, step = 1 } = props
  return (
    <div className={css.slide}>
      <label htmlFor={id} className={css.slideLabel}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        onPointerUp={() => designer.settle()}
        onBlur={() => designer.settle()}
      />
      <NumberField
        compact
        hideLabel
        label={label}
        value={value}
        onChange={(next) => {
          if (Number.isFinite(next) && next !== value) onChange(next)
        }}
        onBlur={() => designer.settle()}
        minValue={min}
        maxValue={max}
        step={step}
        formatOptions={{ maximumFractionDigits: 2, useGrouping: false }}
      />
    </div>
  )
}

/** Sets fields of a layer; the same field again is the same step until the field is left. */
export function useSet(layer: KnownLayer): (patch: LayerPatch, verb?: EditVerb) => void {
  const { change } = useEditor()
  return (patch, verb = 'change') =>
    change(updateLayer(layer.id, patch, verb), `${layer.id}:${Object.keys(patch).join()}`)
}
export function useSetAll(ids: readonly string[]): (patch: LayerPatch) => void {
  const { change } = useEditor()
  return (patch) => change(updateLayers(ids, patch), `${ids.join()}:${Object.keys(patch).join()}`)
}

/** Which parts somebody folded or opened, for as long as the page lives: another layer of the kind shows the same. */
const remembered = new Map<string, boolean>()

/** A part of the properties under its title. With a `name` it can be folded; `isFolded` is how it is met at first. */
export function Part(props: {
  title: string
  children: ReactNode
  action?: ReactNode
  name?: string
  isFolded?: boolean
  /** What is in it, beside the title of a folded part. */
  summary?: string
}) {
  const { title, children, action, name, isFolded = false, summary } = props
  const [isOpen, setOpen] = useState(() => (name === undefined ? true : (remembered.get(name) ?? !isFolded)))
  const id = useId()
  return (
    <section className={css.part} aria-label={title}>
      <div className={css.partHead}>
        <h3>
          {name === undefined ? (
            title
          ) : (
            <Button
              className={css.fold ?? ''}
              aria-expanded={isOpen}
              {...(isOpen ? { 'aria-controls': id } : {})}
              onPress={() => {
                remembered.set(name, !isOpen)
                setOpen(!isOpen)
              }}
            >
              <Icon icon={isOpen ? ChevronDown : ChevronRight} size={14} />
              {title}
            </Button>
          )}
        </h3>
        {!isOpen && summary ? <span className={css.summary}>{summary}</span> : null}
        {isOpen ? action : null}
      </div>
      {isOpen ? (
        <div id={id} className={css.partBody}>
          {children}
        </div>
      ) : null}
    </section>
  )
}
export const Three = ({ children }: { children: ReactNode }) => <div className={css.three}>{children}</div>
export const Two = ({ children }: { children: ReactNode }) => <div className={css.two}>{children}</div>
