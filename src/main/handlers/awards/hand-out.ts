import type { z } from 'zod'
import { fileNameFor } from '../../../core/awards/file-name'
import { fillPlaceholders, fillSubject, type MailText } from '../../../core/awards/message'
import type { awardsContract, HandOutRow } from '../../../core/contract/awards'
import type { Settings } from '../../../core/contract/settings'
import { addressOf, sitePaths } from '../../../core/openbadges/addresses'
import { listAwards, readMailTexts } from '../../catalog/awards'
import type { Catalog } from '../../catalog/catalog'

type Request = z.infer<NonNullable<(typeof awardsContract.handOutList)['~orpc']['inputSchema']>>

/** Fills the badge's own template, or the library's, for one award; the link is its public page, empty without a hosting address. */
export function mailTextOf(
  catalog: Catalog,
  settings: Settings,
  award: { id: string; token: string; personName: string; badgeName: string; awardedAt: string },
): MailText {
  const own = readMailTexts(catalog, award.id)
  const values = {
    name: award.personName,
    badge: award.badgeName,
    issuer: own.issuerName,
    date: award.awardedAt.slice(0, 10),
    level: own.level ?? '',
    // The number that stands in the picture; where none does, the beginning of the award's public name.
    serial: own.serial === null ? award.token.slice(0, 8).toUpperCase() : String(own.serial),
    link: own.baseUrl === null ? '' : addressOf(own.baseUrl, sitePaths.awardPage(award.token)),
    custom: own.custom,
  }
  return {
    subject: fillSubject(own.subject ?? settings.mailSubject, values),
    message: fillPlaceholders(own.body ?? settings.mailBody, values)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

/** The worklist of handing out, oldest award first. */
export function handOutList(
  catalog: Catalog,
  settings: Settings,
  request: Request,
): { rows: HandOutRow[]; total: number; next: string | null } {
  const page = listAwards(catalog, {
    ...(request.batchId === undefined ? {} : { batchId: request.batchId }),
    ...(request.awardIds === undefined ? {} : { ids: request.awardIds }),
    state: request.pendingOnly ? 'to_hand_out' : 'all',
    cursor: request.cursor,
    limit: request.limit,
    oldestFirst: true,
  })
  const awards = page.rows.filter((row) => row.withdrawnAt === null)
  const byAddress = Map.groupBy(
    awards.filter((row) => row.email !== null),
    (row) => row.email!.toLowerCase(),
  )
  return {
    ...page,
    rows: awards.map((row) => ({
      awardId: row.id,
      personId: row.personId,
      personName: row.personName,
      email: row.email,
      badgeName: row.badgeName,
      pictureSha256: row.pictureSha256,
      fileName: fileNameFor({ personName: row.personName, badgeName: row.badgeName, token: row.token }, 'png'),
      ...mailTextOf(catalog, settings, row),
      handedOutAt: row.handedOutAt,
      sharesAddressWith: (byAddress.get(row.email?.toLowerCase() ?? '') ?? [])
        .filter((other) => other.id !== row.id)
        .map((other) => other.id),
    })),
  }
}
