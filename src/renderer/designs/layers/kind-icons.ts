import {
  Circle,
  CircleQuestionMark,
  Group,
  Hexagon,
  Image,
  Layers,
  type LucideIcon,
  QrCode,
  Ribbon,
  Smile,
  Spline,
  SquareDashed,
  Type,
} from 'lucide-react'

const icons: Readonly<Record<string, LucideIcon>> = {
  shape: Hexagon,
  ring: Circle,
  ribbon: Ribbon,
  text: Type,
  arcText: Spline,
  glyph: Smile,
  picture: Image,
  qr: QrCode,
  group: Group,
  mask: SquareDashed,
  several: Layers,
}
/** The sign of a kind of layer; of a masked group `mask`. */
export const kindIcons = (kind: string): LucideIcon => icons[kind] ?? CircleQuestionMark
