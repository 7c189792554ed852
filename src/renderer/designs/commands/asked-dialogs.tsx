import { useEditor, useView } from '../editor'
import { CircularArrayDialog } from '../properties/circular-array-dialog'
import { VersionsDialog } from '../versions/versions-dialog'

/** The dialogs that are opened from more than one place: by a button of a panel as by a command. */
export function AskedDialogs() {
  const { view } = useEditor()
  const asking = useView((it) => it.asking)
  const onClose = () => view.setState({ asking: null })
  if (asking === 'circle') return <CircularArrayDialog onClose={onClose} />
  return asking === 'versions' ? <VersionsDialog onClose={onClose} /> : null
}
