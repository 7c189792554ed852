import { useState } from 'react'

/** The name of a layer while it is typed: Enter takes it, Escape leaves it as it was. */
export function RenameField(props: {
  name: string
  label: string
  className: string
  onDone: (name: string | null) => void
}) {
  const { name, label, className, onDone } = props
  const [text, setText] = useState(name)
  return (
    <input
      className={className}
      aria-label={label}
      value={text}
      maxLength={120}
      // Asked for by a key or a double click: the cursor belongs here.
      ref={(element) => {
        if (element && document.activeElement !== element) element.focus()
      }}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') onDone(text.trim() || null)
        else if (event.key === 'Escape') onDone(null)
      }}
      onBlur={() => onDone(text.trim() !== name ? text.trim() || null : null)}
    />
  )
}
