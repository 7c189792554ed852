/**
 * A language as OB 3.0 writes it (§LanguageCode: language, script, region; nothing else) from a BCP 47 tag in any case;
 * null where the text is no tag.
 */
export function languageCode(tag: string): string | null {
  try {
    const { language, script, region } = new Intl.Locale(tag)
    // A word such as "German" is a tag as well, of a kind that was never used.
    return language.length > 3 ? null : [language, script, region].filter((part) => part !== undefined).join('-')
  } catch {
    return null
  }
}
