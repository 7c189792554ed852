import { z } from 'zod'
import { alignment } from './achievement'
import { call } from './call'
import { rosterSource } from './people'
import { id, name } from './shapes'

/** One entry of a framework: a standard, a skill or a job profile that badges can be aligned with. */
export const frameworkItem = z.object({
  id,
  framework: z.string(),
  code: z.string(),
  name: z.string(),
  url: z.string(),
  description: z.string(),
})
export type FrameworkItem = z.infer<typeof frameworkItem>

export const frameworkColumn = z.enum(['framework', 'code', 'name', 'url', 'description'])
/** Why a row does not come in: `unreadable`, or the column that is empty, too long or no web address. */
export const frameworkRowError = z.object({ row: z.int(), reason: z.enum(['unreadable', ...frameworkColumn.options]) })

export const frameworksContract = {
  list: call('Lists the frameworks of the library by name, with how many entries each has.').output(
    z.array(z.object({ framework: z.string(), count: z.int() })),
  ),
  import: call(
    'Reads a framework from a table (CSV) with the headings framework, code, name, url, description, or words like them. Without a column framework, `framework` names it. An entry that is there (same framework and address) is brought up to date. With dryRun it says what would happen. Fails with `unreadable_roster`.',
  )
    .input(
      z.object({
        source: rosterSource,
        framework: name.optional(),
        dryRun: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        /** Where each column was found, counted from 0; what was not found is absent. */
        columns: z.partialRecord(frameworkColumn, z.int()),
        frameworks: z.array(z.string()),
        added: z.int(),
        changed: z.int(),
        unchanged: z.int(),
        /** Rows count from 1, below the headings; at most a hundred. */
        errors: z.array(frameworkRowError),
        failed: z.int(),
      }),
    ),
  search: call(
    'Finds entries whose name, code or framework holds the beginnings of all words of the query; at most `limit`.',
  )
    .input(
      z.object({
        query: z.string().max(200).default(''),
        framework: z.string().max(255).optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.array(frameworkItem)),
  remove: call('Forgets a framework with all its entries; badges keep what they say.')
    .input(z.object({ framework: z.string().min(1).max(255) }))
    .output(z.object({ removed: z.int() })),
}

/** What an entry says as an alignment of a badge. */
export const alignmentOf = ({ framework, code, name: title, url, description }: Omit<FrameworkItem, 'id'>) =>
  alignment.parse({
    targetName: title,
    targetUrl: url,
    targetDescription: description,
    targetFramework: framework,
    targetCode: code,
  })
