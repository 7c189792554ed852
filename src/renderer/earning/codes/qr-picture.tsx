import { qrMatrix, qrPath } from '../../../core/designs/qr'

const quietModules = 4

/** A code as QR, large enough to be photographed from the screen; dark on white whatever the colours of the page are. */
export function QrPicture({ code, label, size }: { code: string; label: string; size: number }) {
  const matrix = qrMatrix(code, 'M')
  if (typeof matrix === 'string') return null
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox="-50 -50 100 100" shapeRendering="crispEdges">
      <rect x="-50" y="-50" width="100" height="100" rx="4" fill="#ffffff" />
      <path d={qrPath(matrix, 100, quietModules)} fill="#1d2228" />
    </svg>
  )
}
