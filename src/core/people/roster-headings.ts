import type { RosterMapping } from '../contract/people'
import { foldText } from './fold'

/** Column headings as spreadsheets, registration forms and other badge programs write them, folded; English, German, French, Spanish, Italian, Portuguese, Dutch, Nordic, Finnish, Polish, Czech. */
const headingWords: Record<keyof RosterMapping, readonly string[]> = {
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'mail address',
    'address',
    'emails',
    'recipient email',
    'participant email',
    'student email',
    'user email',
    'attendee email',
    'contact email',
    'identifier',
    'recipient identifier',
    'recipient',
    'email adresse',
    'e mail adresse',
    'mailadresse',
    'adresse',
    'adresse email',
    'adresse e mail',
    'adresse mail',
    'adresse electronique',
    'courriel',
    'mel',
    'correo',
    'correo electronico',
    'direccion de correo',
    'indirizzo email',
    'indirizzo e mail',
    'posta elettronica',
    'e mailadres',
    'emailadres',
    'endereco de email',
    'correio eletronico',
    'epost',
    'e post',
    'epostadress',
    'e postadress',
    'epostadresse',
    'e postadresse',
    'sahkoposti',
    'sahkopostiosoite',
    'adres email',
    'adres e mail',
    'poczta',
  ],
  name: [
    'name',
    'names',
    'full name',
    'fullname',
    'display name',
    'displayname',
    'participant',
    'participant name',
    'student',
    'student name',
    'attendee',
    'attendee name',
    'recipient name',
    'member',
    'member name',
    'volunteer',
    'volunteer name',
    'learner',
    'learner name',
    'person',
    'who',
    'nom complet',
    'nom et prenom',
    'nom prenom',
    'prenom et nom',
    'prenom nom',
    'vor und nachname',
    'vollstandiger name',
    'teilnehmer',
    'teilnehmerin',
    'nombre completo',
    'nombre y apellidos',
    'nome completo',
    'nome e cognome',
    'volledige naam',
    'naam',
    'namn',
    'navn',
    'nimi',
    'imie i nazwisko',
    'jmeno a prijmeni',
    'jmeno',
    'nombre',
    'nome',
  ],
  givenName: [
    'first name',
    'firstname',
    'first',
    'given name',
    'givenname',
    'given names',
    'forename',
    'vorname',
    'prenom',
    'nombre de pila',
    'voornaam',
    'fornamn',
    'fornavn',
    'etunimi',
    'imie',
    'krestni jmeno',
  ],
  familyName: [
    'last name',
    'lastname',
    'last',
    'family name',
    'familyname',
    'surname',
    'nachname',
    'familienname',
    'nom',
    'nom de famille',
    'apellido',
    'apellidos',
    'cognome',
    'sobrenome',
    'apelido',
    'achternaam',
    'efternamn',
    'efternavn',
    'etternavn',
    'sukunimi',
    'nazwisko',
    'prijmeni',
  ],
  group: [
    'group',
    'groups',
    'group name',
    'team',
    'class',
    'cohort',
    'course',
    'section',
    'troop',
    'branch',
    'gruppe',
    'klasse',
    'groupe',
    'classe',
    'equipe',
    'grupo',
    'clase',
    'gruppo',
    'groep',
    'klas',
    'grupp',
    'klass',
    'ryhma',
    'grupa',
    'klasa',
    'skupina',
    'trida',
  ],
  userName: ['user name', 'username', 'login', 'login name', 'benutzername', 'identifiant', 'gebruikersnaam'],
  studentId: [
    'student id',
    'student number',
    'student no',
    'matriculation number',
    'matrikelnummer',
    'numero etudiant',
    'studentnummer',
  ],
  localId: [
    'member id',
    'member number',
    'membership number',
    'local id',
    'id number',
    'person id',
    'mitgliedsnummer',
    'numero de membre',
    'numero de socio',
    'lidnummer',
  ],
}

const fields = [
  'email',
  'givenName',
  'familyName',
  'group',
  'name',
  'userName',
  'studentId',
  'localId',
] as const satisfies (keyof RosterMapping)[]

/** The field that a heading names, or null. */
export function fieldOfHeading(heading: string): keyof RosterMapping | null {
  const folded = foldText(heading)
  for (const field of fields) if (headingWords[field].includes(folded)) return field
  return null
}

/**
 * Which column seems to hold what, for a person to look at before anything is imported: by the headings where there are
 * any, else by what stands in the columns. The first column wins where two have the same heading.
 */
export function guessMapping(headings: readonly string[], rows: readonly (readonly string[])[]): RosterMapping {
  const mapping: RosterMapping = { name: null, givenName: null, familyName: null, email: null, group: null }
  headings.forEach((heading, column) => {
    const field = fieldOfHeading(heading)
    if (field !== null) mapping[field] ??= column
  })
  // French and Spanish lists write "Nom, Prénom" and "Nombre, Apellidos": one half of a pair names the other.
  if (mapping.givenName === null && mapping.familyName !== null && mapping.name !== null)
    [mapping.givenName, mapping.name] = [mapping.name, null]
  if (mapping.name === null && mapping.givenName === null && mapping.familyName !== null)
    [mapping.name, mapping.familyName] = [mapping.familyName, null]
  if (mapping.name !== null) mapping.givenName = mapping.familyName = null

  const width = Math.max(headings.length, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''))
  const taken = () => new Set(Object.values(mapping))
  if (mapping.email === null) {
    const column = columns.findIndex((cells, at) => !taken().has(at) && mostly(cells, (cell) => cell.includes('@')))
    if (column >= 0) mapping.email = column
  }
  if (mapping.name === null && mapping.givenName === null) {
    const column = columns.findIndex(
      (cells, at) => !taken().has(at) && mostly(cells, (cell) => /\p{L}/u.test(cell) && !cell.includes('@')),
    )
    if (column >= 0) mapping.name = column
  }
  return mapping
}

const mostly = (cells: readonly string[], holds: (cell: string) => boolean) => {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length > 0 && filled.filter(holds).length * 2 > filled.length
}

/** Whether the first row is headings: it names a field, or it holds no address while a column below is full of them. */
export function looksLikeHeadings(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.some((cell) => cell.includes('@'))) return false
  if (first.some((cell) => fieldOfHeading(cell) !== null)) return true
  return (
    below.length > 0 &&
    first.some((_, column) =>
      mostly(
        below.map((row) => row[column] ?? ''),
        (cell) => cell.includes('@'),
      ),
    )
  )
}
