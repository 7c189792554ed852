import i18next from 'i18next'

/** The words of criteria, for the page, the published pages and the command line alike. English ships first. */
const en = {
  sentence: 'Awarded to whoever {{clauses}}.',
  nothing: 'Awarded to whom the organisation chooses.',
  and: 'and',
  or: 'or',
  /** Criteria of which one has lists in it are parted by semicolons. */
  joinTwo: '{{first}}, {{word}} {{last}}',
  joinMany: '{{first}}; {{word}} {{last}}',
  clause: {
    manual: 'is confirmed by {{what}}',
    course: 'completed {{what}}',
    courseset: 'completed {{what}}',
    activity: 'took part in {{what}}',
    profile: 'filled in {{what}}',
    social: 'reached {{what}}',
    badge: 'holds {{what}}',
    cohort: 'belongs to {{what}}',
    competency: 'is competent in {{what}}',
  },
  term: {
    role: 'a {{role}}',
    role_vowel: 'an {{role}}',
    named: '“{{name}}”',
    named_level: '“{{name}}” with at least {{level}}',
    named_by: '“{{name}}” by {{day}}',
    named_level_by: '“{{name}}” with at least {{level}} by {{day}}',
    counter: '{{number}} in “{{name}}”',
    unknown: 'something that is no longer there',
  },
  profile: {
    email: 'an e-mail address',
    telephone: 'a telephone number',
    givenName: 'a first name',
    familyName: 'a last name',
    nickname: 'a nickname',
    website: 'a website',
    bio: 'a few words about themselves',
    picture: 'a picture',
  },
  /** A criterion that was met, on the published page of an award. */
  met: {
    manual: 'Confirmed by {{what}}',
    course: 'Completed {{what}}',
    courseset: 'Completed {{what}}',
    activity: 'Took part in {{what}}',
    profile: 'Filled in {{what}}',
    social: 'Reached {{what}}',
    badge: 'Holds {{what}}',
    /** Not which group: families are groups, too. */
    cohort: 'Belongs to the group that the badge is for',
    competency: 'Competent in {{what}}',
  },
}

const words = i18next.createInstance()
void words.init({
  lng: 'en',
  resources: { en: { criteria: en } },
  defaultNS: 'criteria',
  initAsync: false,
  interpolation: { escapeValue: false },
})

/** A sentence about criteria, placeholders filled. */
export const criteriaWord = (key: string, values: Record<string, string> = {}): string => words.t(key, values)
