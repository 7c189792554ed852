import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { fixedFiles, type VerifyPage } from '../../core/publishing/site-files'
import { noteAct } from '../catalog/audit'
import { listSites, readSite, setSiteFolder, type SiteRow } from '../catalog/publishing'
import type { Catalog } from '../catalog/catalog'
import type { Platform } from '../platform/platform'
import { previewPublishing, publish } from '../publishing/publish'
import type { GuardedFetch } from '../verification/guarded-fetch'
import { existingFolderTarget, folderTarget } from '../publishing/targets/folder'
import { lookOnline } from './publishing/look-online'
import { siteGroups, siteManifest, type SignStatusList } from './publishing/site-groups'

export type PublishingDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  chooseFolder: Platform['chooseFolder']
  /** Remembers a folder so that the page can ask to see it; answers with its handle. */
  rememberFolder: (id: string, path: string) => string
  signStatusList: SignStatusList
  verifyPage: VerifyPage
  network: GuardedFetch
}

/** Calls of `publishing.*`: the sites, what publishing would write, and publishing itself. */
export function publishingHandlers(deps: PublishingDeps) {
  const os = implement(contract.publishing)
  const { catalog } = deps
  const fixed = fixedFiles(deps.verifyPage)
  const toSite = (site: SiteRow) => ({
    ...site,
    folderId: site.folder === null ? null : deps.rememberFolder(`site-${site.id}`, site.folder),
  })
  const chooseFolder = async (site: SiteRow) => {
    const folder = await deps.chooseFolder('site', new URL(site.baseUrl).hostname)
    folderTarget(folder)
    setSiteFolder(catalog, site.id, folder)
    return folder
  }

  return {
    sites: os.sites.handler(() => listSites(catalog).map(toSite)),

    chooseFolder: os.chooseFolder.handler(async ({ input }) => {
      await chooseFolder(readSite(catalog, input.siteId))
      return toSite(readSite(catalog, input.siteId))
    }),

    preview: os.preview.handler(async ({ input }) => {
      const site = readSite(catalog, input.siteId)
      const target = site.folder === null ? null : existingFolderTarget(site.folder)
      const manifest = siteManifest(catalog, site, target)
      const groups = siteGroups({ catalog, site, manifest, target, fixed, signStatusList: null })
      const { changes, counts, foreign, damaged } = await previewPublishing(groups, manifest, target)
      const notices = [
        ...(site.folder === null ? ['folder_missing'] : target === null ? ['folder_gone'] : []),
        ...foreign.map((path) => `foreign_file:${path}`),
        ...(damaged > 0 ? ['damaged_awards'] : []),
        ...(isUnreachableForVerifiers(site.baseUrl) ? ['local_address'] : []),
      ]
      return { changes, counts, notices }
    }),

    lookOnline: os.lookOnline.handler(({ input, signal }) => lookOnline(deps, readSite(catalog, input.siteId), signal)),

    run: os.run.handler(async function* ({ input, signal }) {
      const site = readSite(catalog, input.siteId)
      const target = folderTarget(site.folder ?? (await chooseFolder(site)))
      const manifest = siteManifest(catalog, site, target)
      const groups = siteGroups({ catalog, site, manifest, target, fixed, signStatusList: deps.signStatusList })
      const total = site.pending
      const job = publish(groups, manifest, target, signal)
      let awards = 0
      try {
        for (;;) {
          const step = await job.next()
          awards = step.value.awards
          if (step.done) return step.value
          yield { done: Math.min(step.value.awards, total), total }
        }
      } finally {
        noteAct(catalog, 'publishing.published', { siteId: site.id, awards })
        deps.announce({ name: 'publishing.published', ids: [site.id] })
      }
    }),
  }
}

/** Verifiers refuse ids on an address, on localhost or without a dot (row 98, formats.md §2.7). */
function isUnreachableForVerifiers(baseUrl: string): boolean {
  const { hostname, port } = new URL(baseUrl)
  return (
    port !== '' ||
    !hostname.includes('.') ||
    /^[\d.]+$/.test(hostname) ||
    hostname.startsWith('[') ||
    /\.(local|localhost|internal)$/.test(hostname)
  )
}
