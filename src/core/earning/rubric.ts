/** Whether a review may approve: every required item was looked at and found satisfied. What is not required may be missing. */
export const satisfiesRubric = (
  rubric: readonly { id: string; required: boolean }[],
  items: readonly { rubricItemId: string; satisfied: boolean }[],
): boolean => {
  const satisfied = new Set(items.flatMap((item) => (item.satisfied ? [item.rubricItemId] : [])))
  return rubric.every(({ id, required }) => !required || satisfied.has(id))
}
