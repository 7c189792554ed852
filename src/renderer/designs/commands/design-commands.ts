import {
  ArrowRight,
  Award,
  LayoutTemplate,
  CircleHelp,
  Download,
  Eye,
  FileDown,
  History,
  Layers,
  ListChecks,
  type LucideIcon,
  Printer,
  Stamp,
} from 'lucide-react'
import type { Vision } from '../../../core/designs/color-vision'
import { client } from '../../api/client'
import { navigate } from '../../app/navigation'
import { announce } from '../../ui/live-region'
import { putBrand } from '../add/put-brand'
import type { Editor } from '../editor'
import { shownAsOf } from '../preview-as/shown-as'
import { addCommands } from './add-commands'
import type { Doing } from './command'

const hasLayers = ({ designer }: Editor): boolean => designer.document().layers.length > 0

/** Opens a tab of the lower right, and goes there. */
const tab = (rightTab: string, icon: LucideIcon) =>
  ({
    icon,
    run: ({ view }: Editor): void => {
      view.setState({ rightTab, isRightOpen: true, isLeftOpen: false })
      // After the palette that asked for it has gone.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role="tab"][data-key="${rightTab}"]`)?.focus())
    },
  }) as const
const seenBy = (vision: Vision | null) =>
  ({
    icon: Eye,
    run: ({ view, t }: Editor): void => {
      view.setState({ vision })
      announce(t('seeing:visionSaid', { vision: t(`seeing:visions.${vision ?? 'everybody'}`) }))
    },
  }) as const

/** The one brand that there is, at once; among several one chooses; where there is none it is made in the settings. */
async function brandOf(editor: Editor): Promise<void> {
  const [brand, ...more] = (await client.issuers.list()).flatMap((issuer) => issuer.brand ?? [])
  if (!brand) navigate({ page: 'settings', section: 'brand' })
  else if (more.length > 0) addCommands.openColors.run(editor)
  else putBrand(editor, brand)
}

export const designCommands = {
  openLayers: tab('layers', Layers),
  openLevels: tab('levels', Award),
  openChecks: tab('checks', ListChecks),
  openHistory: tab('history', History),
  showMaster: {
    icon: Award,
    canRun: ({ designer }) => shownAsOf(designer).getState().levelId !== null,
    run: ({ designer }) => shownAsOf(designer).setState({ levelId: null }),
  },
  seenByEverybody: seenBy(null),
  seenByProtan: seenBy('protan'),
  seenByDeutan: seenBy('deutan'),
  seenByTritan: seenBy('tritan'),
  seenByAchromat: seenBy('achromat'),
  seenByGreyPrint: seenBy('greyPrint'),
  applyBrand: {
    icon: Stamp,
    canRun: hasLayers,
    // Where the brands cannot be read, the tab that lists them says so.
    run: (editor) => void brandOf(editor).catch(() => addCommands.openColors.run(editor)),
  },
  versions: { icon: History, run: ({ view }) => view.setState({ asking: 'versions' }) },
  makeTemplate: { icon: LayoutTemplate, canRun: hasLayers, run: ({ view }) => view.setState({ isTemplating: true }) },
  saveProject: { icon: FileDown, run: ({ view }) => view.setState({ exporting: 'project' }) },
  export: { icon: Download, run: ({ view }) => view.setState({ exporting: 'png' }) },
  print: { icon: Printer, run: ({ view }) => view.setState({ exporting: 'stickers' }) },
  help: { icon: CircleHelp, run: ({ view }) => view.setState({ isHelpOpen: true }) },
  next: {
    icon: ArrowRight,
    run: ({ next }) => {
      // What is typed in a field counts first.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      next()
    },
  },
} as const satisfies Record<string, Doing>
