import { useTranslation } from 'react-i18next'
import { useRoute } from '../../app/navigation'
import { TemplateDialog } from '../../app/template-dialog'
import { Button } from '../../ui/button'
import { useDesigner, useEditor, useView } from '../editor'

/** The button among the templates that makes one of the design in hand. */
export function MakeTemplate() {
  const { t } = useTranslation('project')
  const { view } = useEditor()
  const isEmpty = useDesigner((it) => it.history.present.layers.length === 0)
  return isEmpty ? null : (
    <div>
      <Button size="small" onPress={() => view.setState({ isTemplating: true })}>
        {t('template.menu')}
      </Button>
    </div>
  )
}

/** Asks what the new template is called, wherever it was asked for. */
export function MakeTemplateDialog() {
  const designId = useRoute('designer')?.designId
  const { designer, view } = useEditor()
  const name = useDesigner((it) => it.name)
  const isOpen = useView((it) => it.isTemplating)
  return isOpen && designId ? (
    <TemplateDialog
      {...{ designId, name }}
      before={() => designer.flush()}
      onClose={() => view.setState({ isTemplating: false })}
    />
  ) : null
}
