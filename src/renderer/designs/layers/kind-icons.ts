import {
  Circle,
  CircleQuestionMark,
  Hexagon,
  Image,
  Layers,
  type LucideIcon,
  Ribbon,
  Smile,
  Spline,
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
  several: Layers,
}
/** The sign of a kind of layer. */
export const kindIcons = (kind: string): LucideIcon => icons[kind] ?? CircleQuestionMark
