import type { FoundCode } from '../../../core/contract/codes'
import { client } from '../../api/client'
import type { Confirmation } from '../../app/confirm-dialog'
import type { Somebody } from '../person-field'
import { prepareFor } from '../refusals'

/** Redeems a code for a person; where the badge shows their name, their picture is drawn first. @throws what `codes.claim` throws. */
export async function redeem(
  code: string,
  found: FoundCode,
  { id, name, email }: Somebody,
  confirmation?: Confirmation,
) {
  const person = id === null ? { name, email } : { personId: id }
  const preparedId = found.personal ? await prepareFor(found.badgeId, person) : undefined
  return client.codes.claim({
    code,
    person,
    ...(preparedId === undefined ? {} : { preparedId }),
    ...(confirmation === undefined ? {} : { confirmation }),
  })
}
