import { client } from '../api/client'
import { keepPersonalPictures } from '../app/personal-pictures'
import type { Prepared } from './use-prepared'

type Created = Awaited<ReturnType<typeof client.awards.create>>
type Result = Created extends AsyncIterator<unknown, infer Done, unknown> ? Done : never
type Input = Parameters<typeof client.awards.create>[0]

/**
 * Awards a badge whose pictures are drawn for each person: draws and keeps them all, then awards with them. Both halves report: the total
 * counts everybody twice.
 */
export async function* awardPersonally(
  prepared: Prepared,
  input: Omit<Input, 'people' | 'customs' | 'preparedId' | 'badgeId' | 'awardedAt'>,
  signal: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, Result> {
  const total = prepared.rows.length * 2
  for await (const { done } of keepPersonalPictures(prepared, signal)) yield { done, total }
  const awarding = await client.awards.create(
    { ...input, ...prepared.request, preparedId: prepared.preparedId },
    { signal },
  )
  for (;;) {
    const step = await awarding.next()
    if (step.done) return step.value
    yield { done: prepared.rows.length + Math.min(step.value.done, prepared.rows.length), total }
  }
}
