import { useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import css from './designer.module.css'
import { useDesigner, useEditor, useView } from './editor'
import { PropertiesPanel } from './properties/properties-panel'
import { RightSplitter, useRightSplit } from './right-splitter'
import { rightTabs } from './slots'

/** Properties of what is selected above; layers and the other tabs of `slots.tsx` below. */
export function RightColumn() {
  const { t } = useTranslation('designs')
  const { view } = useEditor()
  const rightTab = useView((it) => it.rightTab)
  const lastSelected = useDesigner((it) => it.selection.at(-1))
  const properties = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Another layer's fields begin at their top.
    properties.current?.scrollTo(0, 0)
  }, [lastSelected])
  const isOpen = useView((it) => it.isRightOpen)
  const { share, setShare, style } = useRightSplit()
  return (
    <aside className={css.right} aria-label={t('rightPane')} data-pane data-open={isOpen || undefined}>
      <div ref={properties} className={css.properties} data-designer-properties>
        <PropertiesPanel />
      </div>
      <RightSplitter share={share} onShare={setShare} />
      <Tabs
        className={css.tabs ?? ''}
        style={style}
        selectedKey={rightTab}
        onSelectionChange={(key) => view.setState({ rightTab: String(key) })}
      >
        <TabList aria-label={t('rightTabs')} className={css.tabList ?? ''}>
          {rightTabs.map(({ id, label }) => (
            <Tab key={id} id={id} className={css.tab ?? ''}>
              {t(label)}
            </Tab>
          ))}
        </TabList>
        {rightTabs.map(({ id, Part }) => (
          <TabPanel key={id} id={id} className={css.tabPanel ?? ''}>
            <Part />
          </TabPanel>
        ))}
      </Tabs>
    </aside>
  )
}
