/** A property that is a list; nothing where it would be empty (`domain.md` row 89). */
export function listed<Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): { [Key in Name]?: readonly Item[] } {
  return items.length === 0 ? {} : ({ [name]: items } as { [Key in Name]?: readonly Item[] })
}

/** A property that is a text, in whole characters; nothing where it would be empty. */
export function written<Name extends string>(name: Name, text: string | null): { [Key in Name]?: string } {
  return text === null || text === '' ? {} : ({ [name]: text.toWellFormed() } as { [Key in Name]?: string })
}
