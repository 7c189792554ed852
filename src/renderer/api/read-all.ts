/** Reads a paged list to its end, loaded on screen or not: `readAll((cursor) => client.people.list({ groupId, cursor, limit: 500 }))`. */
export async function readAll<Row>(
  read: (cursor: string | null) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const all: Row[] = []
  let cursor: string | null = null
  do {
    const page: { rows: Row[]; next: string | null } = await read(cursor)
    all.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return all
}
