import type { z } from 'zod'
import type { libraryState } from '../../core/contract/library'
import type { Catalog } from './catalog'
import { oneRow } from './sqlite'

/** How much is in the library; every count walks an index of its own, so that a large ledger costs little. */
export const libraryCounts = (catalog: Catalog): z.infer<typeof libraryState>['counts'] =>
  oneRow(
    catalog.db,
    `SELECT (SELECT count(*) FROM badge WHERE status <> 'archived') AS badges,
            (SELECT count(*) FROM person) - (SELECT count(*) FROM person WHERE opted_out_at IS NOT NULL) AS people,
            (SELECT count(*) FROM award) - (SELECT count(*) FROM award WHERE withdrawn_at IS NOT NULL) AS awards,
            (SELECT count(*) FROM award WHERE site_id IS NOT NULL AND rev > published_rev AND withdrawn_at IS NULL) AS unpublished,
            (SELECT count(*) FROM award WHERE handed_out_at IS NULL AND withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL)
              - (SELECT count(*) FROM person JOIN award ON award.person_id = person.id
                 WHERE opted_out_at IS NOT NULL AND erased_at IS NOT NULL AND handed_out_at IS NULL AND withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL) AS toHandOut,
            (SELECT count(*) FROM application WHERE state IN ('submitted', 'assigned', 'reviewed')) AS applications,
            (SELECT count(*) FROM code_batch) + (SELECT count(*) FROM invitation) AS codes`,
  )
