import { useState } from 'react'
import { TextField } from '../../ui/text-field'

const two = (number: number) => String(number).padStart(2, '0')

/** A moment (ISO, UTC) as day and time where the reader is. It tells of another one as the field is left. */
export function DateTimeField(props: { label: string; value: string; onChange: (iso: string) => void }) {
  const date = new Date(props.value)
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  const shown = `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
  const [typed, setTyped] = useState<string | null>(null)
  const leave = () => {
    if (typed !== null && typed !== '' && typed !== shown)
      props.onChange(new Date(typed).toISOString().replace(/\.\d+Z$/, 'Z'))
    setTyped(null)
  }
  return (
    <TextField
      label={props.label}
      hideLabel
      type="datetime-local"
      value={typed ?? shown}
      onChange={setTyped}
      onBlur={leave}
    />
  )
}
