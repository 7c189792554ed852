import { useEffect, useState } from 'react'
import type { Sheet } from '../../../core/contract/printing'
import css from './export.module.css'

/** Blob addresses for pictures, given back when others come. */
function useAddresses(pictures: readonly Blob[]): readonly string[] {
  const [addresses, setAddresses] = useState<readonly string[]>([])
  useEffect(() => {
    const made = pictures.map((picture) => URL.createObjectURL(picture))
    setAddresses(made)
    return () => made.forEach((address) => URL.revokeObjectURL(address))
  }, [pictures])
  return addresses
}

/** The first page of a sheet as it will print: the same marks, in millimetres. */
export function SheetPreview({ sheet, pictures, label }: { sheet: Sheet; pictures: readonly Blob[]; label: string }) {
  const addresses = useAddresses(pictures)
  return (
    <svg className={css.paper} viewBox={`0 0 ${sheet.widthMm} ${sheet.heightMm}`} role="img" aria-label={label}>
      {(sheet.pages[0] ?? []).map((mark, index) => {
        switch (mark.kind) {
          case 'picture': {
            const { picture, x, y, width, height } = mark
            const href = addresses[picture]
            return href ? <image key={index} {...{ href, x, y, width, height }} /> : null
          }
          case 'circle':
            return <circle key={index} className={css.cut} cx={mark.x} cy={mark.y} r={mark.radius} />
          case 'line': {
            const [[x1, y1], [x2, y2]] = [mark.from, mark.to]
            return <line key={index} className={css.cut} {...{ x1, y1, x2, y2 }} />
          }
        }
      })}
    </svg>
  )
}
