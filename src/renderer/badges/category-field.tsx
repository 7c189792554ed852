import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../core/contract/badges'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ComboBox } from '../ui/combo-box'
import { Dialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Row, Stack } from '../ui/page'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import css from './badge-page.module.css'

const shownCategories = 12

/** The categories of a badge: chips, and a field that finds one or makes a new one. */
export function CategoryField(props: { categories: readonly Category[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation('keeping')
  const { run } = useErrors()
  const { categories, onChange } = props
  const [text, setText] = useState('')
  const [isManaging, setManaging] = useState(false)
  const all = useCall(['categories'], (signal) => client.badges.categories(undefined, { signal }), ['badges.saved'])
  const ids = categories.map(({ id }) => id)
  const known = all.data ?? []
  const typed = text.trim().toLocaleLowerCase()
  const others = known.filter(({ id }) => !ids.includes(id))
  // Without words nothing is offered, so that the list does not open again as the field is emptied; they stand below.
  const offered = typed === '' ? [] : others.filter(({ name }) => name.toLocaleLowerCase().includes(typed))
  const add = (id: string) => {
    setText('')
    if (!ids.includes(id)) onChange([...ids, id])
  }
  const submit = (name: string) => {
    const same = known.find((it) => it.name.toLocaleLowerCase() === name.toLocaleLowerCase())
    if (same) return add(same.id)
    void run(() => client.badges.saveCategory({ name: name.slice(0, 255) })).then((made) => {
      if (made) add(made.id)
    })
  }
  return (
    <div className={css.tags}>
      <ComboBox
        label={t('place.categories')}
        placeholder={t('place.addCategory')}
        description={t('place.addCategoryNote')}
        text={text}
        onTextChange={setText}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={add}
        onSubmitText={submit}
      />
      {categories.length > 0 ? (
        <div className={css.chips}>
          {categories.map(({ id, name }) => (
            <Chip key={id} onRemove={() => onChange(ids.filter((it) => it !== id))}>
              {name}
            </Chip>
          ))}
        </div>
      ) : null}
      {known.length > 0 ? (
        <div className={css.chips}>
          {others.slice(0, shownCategories).map(({ id, name }) => (
            <Button key={id} size="small" variant="quiet" icon={Plus} onPress={() => add(id)}>
              {name}
            </Button>
          ))}
          <Button size="small" variant="quiet" onPress={() => setManaging(true)}>
            {t('place.manage')}
          </Button>
        </div>
      ) : null}
      {isManaging ? <CategoriesDialog categories={known} onClose={() => setManaging(false)} /> : null}
    </div>
  )
}

function CategoriesDialog(props: { categories: readonly (Category & { count: number })[]; onClose: () => void }) {
  const { t } = useTranslation('keeping')
  const { run, report } = useErrors()
  const [editing, setEditing] = useState<Category | null>(null)
  const [isTaken, setTaken] = useState(false)
  const rename = async () => {
    if (!editing?.name.trim()) return
    try {
      await client.badges.saveCategory(editing)
      setEditing(null)
    } catch (error) {
      if (toProblem(error)?.details.reason === 'name_taken') setTaken(true)
      else report(error)
    }
  }
  return (
    <Dialog
      title={t('place.categories')}
      isOpen
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{t('place.done')}</Button>}
    >
      <Stack>
        {props.categories.map((category) =>
          editing?.id === category.id ? (
            <Row key={category.id}>
              <TextField
                label={t('place.categoryName')}
                autoFocus
                maxLength={255}
                value={editing.name}
                onChange={(name) => {
                  setTaken(false)
                  setEditing({ ...editing, name })
                }}
                error={isTaken ? t('place.nameTaken') : null}
              />
              <Button onPress={() => void rename()}>{t('place.save')}</Button>
            </Row>
          ) : (
            <div key={category.id} className={css.fact}>
              <span>
                {category.name}
                <small>{category.count === 0 ? t('place.unused') : t('place.used', { count: category.count })}</small>
              </span>
              <span>
                <IconButton
                  label={t('place.rename', { name: category.name })}
                  icon={Pencil}
                  size="small"
                  onPress={() => setEditing({ id: category.id, name: category.name })}
                />
                <IconButton
                  label={t('place.delete', { name: category.name })}
                  icon={Trash2}
                  size="small"
                  onPress={() => void run(() => client.badges.removeCategory({ id: category.id }))}
                />
              </span>
            </div>
          ),
        )}
      </Stack>
    </Dialog>
  )
}
