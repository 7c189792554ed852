type Attributes = Record<string, string | boolean | undefined>
type Child = Node | string | null | false | undefined

/** Makes an element. Text only ever becomes text: nothing that a badge holds is read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, '')
    else if (typeof value === 'string') made.setAttribute(attribute, value)
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return made
}

/** A link where the text is a web address, else the text. */
export function linked(text: string, label = text): Node | string {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return label
  return element('a', { href: url.href, rel: 'noopener noreferrer nofollow' }, label)
}
