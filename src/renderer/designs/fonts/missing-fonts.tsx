import { Type } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { missingFamilies, replaceFamily, type MissingFamily } from '../../../core/designs/missing-fonts'
import { libraryFaces, onFaces } from '../../drawing'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { IconButton } from '../../ui/icon-button'
import { useDocument, useEditor } from '../editor'
import { viewOf } from '../preview-as/shown-as'
import { AddFont } from './add-font'
import { FamilySelect } from './family-select'
import { FontSample } from './font-sample'
import css from './fonts.module.css'
import { isFontFile } from './take-font'
import { useFamilies } from './use-families'
import { useTakeFonts } from './use-take-fonts'

/**
 * Says which typefaces of the design are not here, once when it is opened and by a sign in the top bar from then on; takes font files
 * dropped anywhere in the designer; and has the canvas drawn anew when faces come or go.
 */
export function MissingFonts() {
  const { t } = useTranslation('fonts')
  const { designer, stage } = useEditor()
  const document = useDocument()
  const families = useFamilies()
  const take = useTakeFonts()
  const [isListed, setListed] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const missing = useMemo(
    // The families here decide what is missing.
    () => (isListed && families.length > 0 ? missingFamilies(document) : []),
    [document, families, isListed],
  )
  const listed = useEffectEvent(() => {
    setListed(true)
    setOpen(missingFamilies(designer.document()).length > 0)
  })
  useEffect(() => {
    let isCurrent = true
    void libraryFaces().then(() => {
      if (isCurrent) listed()
    })
    return () => {
      isCurrent = false
    }
  }, [])
  useEffect(() => onFaces(() => stage()?.setDocument(viewOf(designer)(designer.document()))), [designer, stage])
  const dropped = useEffectEvent((event: DragEvent) => {
    const fonts = [...(event.dataTransfer?.files ?? [])].filter(isFontFile)
    if (fonts.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    void take(fonts)
  })
  useEffect(() => {
    // Before the canvas and the app, which would take them for pictures.
    const listen = (event: DragEvent) => dropped(event)
    window.addEventListener('drop', listen, { capture: true })
    return () => window.removeEventListener('drop', listen, { capture: true })
  }, [])
  return (
    <>
      {missing.length > 0 ? (
        <span className={css.sign}>
          <IconButton label={t('missing.sign', { count: missing.length })} icon={Type} onPress={() => setOpen(true)} />
        </span>
      ) : null}
      {isOpen ? (
        <Dialog
          title={t('missing.title')}
          isOpen
          onClose={() => setOpen(false)}
          footer={
            <Button variant={missing.length === 0 ? 'primary' : 'quiet'} onPress={() => setOpen(false)}>
              {t(missing.length === 0 ? 'missing.close' : 'missing.keep')}
            </Button>
          }
        >
          {missing.length === 0 ? (
            <p role="status">{t('missing.done')}</p>
          ) : (
            <>
              <p>{t('missing.sentence')}</p>
              <ul className={css.missing}>
                {missing.map((it) => (
                  <Missing key={it.family} missing={it} />
                ))}
              </ul>
            </>
          )}
        </Dialog>
      ) : null}
    </>
  )
}

function Missing({ missing: { family, substitute, layers } }: { missing: MissingFamily }) {
  const { t } = useTranslation('fonts')
  const { act, designer } = useEditor()
  return (
    <li className={css.one}>
      <div className={css.words}>
        <FontSample family={substitute} />
        <div>
          <div className={css.strong}>{t('missing.family', { family, substitute })}</div>
          <div className={css.quiet}>{t('missing.used', { count: layers.length, names: layers.join(', ') })}</div>
        </div>
      </div>
      <div className={css.acts}>
        <FamilySelect
          label={t('missing.chooseFor', { family })}
          placeholder={t('missing.choose')}
          value={null}
          onChange={(to) => act(replaceFamily(designer.document(), family, to))}
        />
        <AddFont label={t('missing.addFile')} />
      </div>
    </li>
  )
}
