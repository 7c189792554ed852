import { ChevronDown } from 'lucide-react'
import { Button, ComboBox as AriaComboBox, Group, Input, ListBox, Popover } from 'react-aria-components'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field-parts'
import { Icon } from './icon'
import list from './list.module.css'
import { type Option, OptionRow } from './select'

/** A text field with suggestions. The caller filters: `options` are what `text` finds, so a search in main can feed it. */
export function ComboBox(
  props: FieldProps & {
    options: readonly Option[]
    text: string
    onTextChange: (text: string) => void
    onPick: (value: string) => void
    /** Enter on words while no option is marked. */
    onSubmitText?: (text: string) => void
    /** Said where nothing is found. With it the list opens at once, also when its options come later. */
    nothing?: string
    placeholder?: string
    id?: string
    isDisabled?: boolean
  },
) {
  const { label, description, error, hideLabel, optional, options, text, onTextChange, onPick, onSubmitText } = props
  return (
    <AriaComboBox
      {...fieldState(props)}
      items={options.map((option) => ({ ...option, id: option.value }))}
      inputValue={text}
      onInputChange={onTextChange}
      value={null}
      onChange={(key) => {
        if (typeof key === 'string') onPick(key)
      }}
      allowsCustomValue
      allowsEmptyCollection={props.nothing !== undefined && text.trim() !== ''}
      menuTrigger="input"
      {...(props.isDisabled ? { isDisabled: true } : {})}
      className={css.field ?? ''}
    >
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <Group className={css.group ?? ''}>
        <Input
          className={css.bare ?? ''}
          // React Aria tells of a custom value only where it replaces another.
          onKeyDown={(event) => {
            const isMarked = event.currentTarget.hasAttribute('aria-activedescendant')
            if (event.key === 'Enter' && !isMarked && !event.nativeEvent.isComposing && text.trim())
              onSubmitText?.(text.trim())
          }}
          {...(props.id ? { id: props.id } : {})}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        />
        <Button className={css.step ?? ''}>
          <Icon icon={ChevronDown} size={16} />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
      <Popover className={list.popover ?? ''} offset={4}>
        <ListBox<Option>
          className={list.list ?? ''}
          renderEmptyState={() => <div className={list.nothing}>{props.nothing}</div>}
        >
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
