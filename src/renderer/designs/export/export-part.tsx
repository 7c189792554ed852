import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isPersonal } from '../../../core/designs/fields'
import { useRoute } from '../../app/navigation'
import { saveProjectFile } from '../../app/project-files'
import { IconButton } from '../../ui/icon-button'
import { useShownKeys } from '../commands/own-keys'
import { useDesigner, useDocument, useEditor, useView } from '../editor'
import { useShownDocument } from '../preview-as/shown-as'
import { ExportDialog } from './export-dialog'

/** The button of the top bar that opens the export, and the dialog itself: what is seen on the canvas is what is exported. */
export function ExportPart() {
  const { t } = useTranslation('export')
  const designId = useRoute('designer')?.designId ?? ''
  const { designer, view } = useEditor()
  const shownKeys = useShownKeys()
  const name = useDesigner((it) => it.name)
  const exporting = useView((it) => it.exporting)
  const raw = useDocument()
  const document = useShownDocument()
  const saveProject = async (signal: AbortSignal) => {
    await designer.flush()
    await saveProjectFile(designId, signal)
  }
  return (
    <>
      <IconButton
        label={t('open')}
        icon={Download}
        {...shownKeys('export')}
        onPress={() => view.setState({ exporting: 'png' })}
      />
      {exporting ? (
        <ExportDialog
          {...{ name, document, saveProject }}
          hasFields={isPersonal(raw)}
          startWith={exporting}
          onClose={() => view.setState({ exporting: null })}
        />
      ) : null}
    </>
  )
}
