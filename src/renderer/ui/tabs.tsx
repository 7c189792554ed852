import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import css from './tabs.module.css'

export type TabEntry<Id extends string = string> = { id: Id; label: string; count?: number; content: ReactNode }

/** Several views of one thing, one shown at a time. */
export function Tabs<Id extends string>(props: {
  label: string
  tabs: readonly TabEntry<Id>[]
  selected: Id
  onChange: (id: Id) => void
}) {
  const { label, tabs, selected, onChange } = props
  return (
    <AriaTabs
      className={css.tabs ?? ''}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find((it) => it.id === key)
        if (tab) onChange(tab.id)
      }}
    >
      <TabList aria-label={label} className={css.list ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={css.tab ?? ''}>
            {tab.label}
            {tab.count === undefined ? null : <span className={css.count}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={css.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

/** A filter of a few words, always one chosen: All | Drafts | Live. */
export function Segments<Value extends string>(props: {
  label: string
  options: readonly { value: Value; label: string; count?: number }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const picked = props.options.find((option) => keys.has(option.value))
        if (picked) props.onChange(picked.value)
      }}
      className={css.segments ?? ''}
    >
      {props.options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={css.segment ?? ''}>
          {option.label}
          {option.count === undefined ? null : <span className={css.count}>{option.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
