import { useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { DropZone } from '../ui/drop-zone'
import { TextArea } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { type Roster, rosterOfFile } from './roster-file'

/** Asks for a list: pasted from a spreadsheet, or a CSV file that is dropped or picked. What is done with it comes after. */
export function ListDialog({
  words,
  onClose,
  onList,
}: {
  words: Record<'title' | 'paste' | 'hint' | 'drop' | 'label' | 'pick' | 'pasted' | 'look' | 'cancel', string>
  onClose: () => void
  onList: (list: Roster) => void
}) {
  const { run } = useErrors()
  const [text, setText] = useState('')
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button
            variant="primary"
            isDisabled={text.trim() === ''}
            onPress={() => onList({ name: words.pasted, source: { text } })}
          >
            {words.look}
          </Button>
        </>
      }
    >
      <TextArea label={words.paste} description={words.hint} value={text} onChange={setText} rows={7} autoFocus />
      <DropZone
        label={words.label}
        pick={words.pick}
        accept={['.csv', '.tsv', '.txt', 'text/csv', 'text/plain']}
        onFiles={(files) => void run(async () => onList(await rosterOfFile(files[0]!)))}
      >
        {words.drop}
      </DropZone>
    </Dialog>
  )
}
