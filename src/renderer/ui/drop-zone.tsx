import { Upload } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { DropZone as AriaDropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { Button } from './button'
import css from './drop-zone.module.css'
import { Icon } from './icon'
import { isTyping } from './keys'

/**
 * Takes files by drop, by dialog and by paste (anywhere on the page while it is shown). `onText` gets pasted text
 * where no file was pasted. `accept` lists mime types or endings for the dialog; dropped files come as they are.
 */
export function DropZone(props: {
  label: string
  /** The words inside. */
  children: ReactNode
  /** The words of the button that opens the dialog. */
  pick: string
  accept?: readonly string[]
  multiple?: boolean
  onFiles: (files: File[]) => void
  onText?: (text: string) => void
}) {
  const { label, children, pick, accept, multiple, onFiles, onText } = props
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (isTyping({ target: event.target })) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
      else if (text && onText) onText(text)
      else return
      event.preventDefault()
    }
    window.addEventListener('paste', listen)
    return () => window.removeEventListener('paste', listen)
  }, [multiple, onFiles, onText])
  return (
    <AriaDropZone
      className={css.zone ?? ''}
      onDrop={(event) => {
        const items = event.items.filter(isFileDropItem)
        void Promise.all(items.map((item) => item.getFile())).then((files) => {
          if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1))
        })
      }}
    >
      <Icon icon={Upload} size={28} />
      <Text slot="label" className={css.words ?? ''}>
        {children}
      </Text>
      <FileTrigger
        {...(accept ? { acceptedFileTypes: accept } : {})}
        allowsMultiple={multiple ?? false}
        onSelect={(list) => {
          const files = [...(list ?? [])]
          if (files.length > 0) onFiles(files)
        }}
      >
        <Button aria-label={`${pick} (${label})`}>{pick}</Button>
      </FileTrigger>
    </AriaDropZone>
  )
}

/** A button that opens the file dialog. */
export function FileButton(props: {
  children: string
  accept?: readonly string[]
  multiple?: boolean
  variant?: 'primary' | 'quiet'
  onFiles: (files: File[]) => void
}) {
  return (
    <FileTrigger
      {...(props.accept ? { acceptedFileTypes: props.accept } : {})}
      allowsMultiple={props.multiple ?? false}
      onSelect={(list) => {
        const files = [...(list ?? [])]
        if (files.length > 0) props.onFiles(files)
      }}
    >
      <Button variant={props.variant ?? 'quiet'} icon={Upload}>
        {props.children}
      </Button>
    </FileTrigger>
  )
}
