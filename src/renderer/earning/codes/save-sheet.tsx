import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileNameOf } from '../../../core/awards/file-name'
import type { Paper } from '../../../core/designs/print-layout'
import { codeSheetForms, type CodeSheetForm } from '../../../core/earning/code-sheets'
import { useRun } from '../../api/run-stream'
import { usePaper } from '../../app/paper'
import { saveFile } from '../../app/save-file'
import { Button } from '../../ui/button'
import { Quiet } from '../../ui/page'
import { Progress } from '../../ui/progress'
import { Select } from '../../ui/select'
import { ProblemNotice } from '../../ui/use-errors'
import css from '../desk.module.css'
import { codePdfs } from './code-pdfs'
import type { CardWords } from './draw-card'

/** Saves cards as a PDF to print: on which paper, as cards to cut or on labels. */
export function SaveSheet(props: {
  cards: readonly CardWords[]
  title: string
  pictureSha256: string | null
  onSaved: () => void
}) {
  const { t } = useTranslation('codes')
  const { cards, title, pictureSha256, onSaved } = props
  const { paper, choose } = usePaper()
  const [form, setForm] = useState<CodeSheetForm>('cards')
  const job = useRun<Blob[]>()
  const save = async () => {
    const files = await job.start((signal) =>
      Promise.resolve(codePdfs(cards, { form, paper, title, pictureSha256 }, signal)),
    )
    if (!files || files.length === 0) return
    for (const [index, file] of files.entries())
      saveFile(file, fileNameOf(files.length > 1 ? `${title} ${String(index + 1)}` : title, 'pdf'))
    onSaved()
  }
  return (
    <>
      <div className={css.pair}>
        <Select<CodeSheetForm>
          label={t('sheet.form')}
          value={form}
          onChange={setForm}
          options={codeSheetForms.map((value) => ({ value, label: t(`sheet.forms.${value}.${paper}`) }))}
        />
        <Select<Paper>
          label={t('sheet.paper')}
          value={paper}
          onChange={choose}
          options={[
            { value: 'a4', label: t('sheet.papers.a4') },
            { value: 'letter', label: t('sheet.papers.letter') },
          ]}
        />
      </div>
      <Quiet>{t('sheet.hint')}</Quiet>
      {job.problem ? <ProblemNotice problem={job.problem} onRetry={() => void save()} /> : null}
      {job.state === 'running' ? (
        <Progress label={t('sheet.drawing')} {...job.step} onCancel={job.cancel} />
      ) : (
        <div>
          <Button variant="primary" icon={Printer} onPress={() => void save()}>
            {t('sheet.save')}
          </Button>
        </div>
      )}
    </>
  )
}
