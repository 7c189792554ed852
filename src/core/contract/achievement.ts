import { z } from 'zod'
import { webUrl } from './shapes'

/** OB 3.0 §AchievementType. The list is open: others begin with `ext:`. */
export const achievementTypes = [
  'Achievement',
  'ApprenticeshipCertificate',
  'Assessment',
  'Assignment',
  'AssociateDegree',
  'Award',
  'Badge',
  'BachelorDegree',
  'Certificate',
  'CertificateOfCompletion',
  'Certification',
  'CommunityService',
  'Competency',
  'Course',
  'CoCurricular',
  'Degree',
  'Diploma',
  'DoctoralDegree',
  'Fieldwork',
  'GeneralEducationDevelopment',
  'JourneymanCertificate',
  'LearningProgram',
  'License',
  'Membership',
  'ProfessionalDoctorate',
  'QualityAssuranceCredential',
  'MasterCertificate',
  'MasterDegree',
  'MicroCredential',
  'ResearchDoctorate',
  'SecondarySchoolDiploma',
] as const

/** OB 3.0 §ResultType. */
export const resultTypes = [
  'GradePointAverage',
  'LetterGrade',
  'Percent',
  'PerformanceLevel',
  'PredictedScore',
  'RawScore',
  'Result',
  'RubricCriterion',
  'RubricCriterionLevel',
  'RubricScore',
  'ScaledScore',
  'Status',
] as const

/** OB 3.0 §ResultStatusType. */
export const resultStatuses = [
  'Completed',
  'Enrolled',
  'Failed',
  'InProgress',
  'OnHold',
  'Provisional',
  'Withdrew',
] as const

/** OB 2.0 §Extensions: those that 1EdTech published. They go into 2.0 documents only: no 3.0 context defines them. */
export const extensionNames = [
  'Accessibility',
  'ApplyLink',
  'Assessment',
  'GeoCoordinates',
  'IssuerAccreditation',
  'License',
  'OriginalCreator',
] as const

/** The longest extension, as JSON. */
const longestExtension = 20_000

const line = (most: number) => z.string().trim().max(most)
const optionalLine = (most: number) => line(most).default('')
/** The name of a result description or of one of its levels within its badge; ids in documents are made from it. */
const key = z.string().regex(/^[a-z0-9]{1,24}$/)

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)

/** OB 2.0 §AlignmentObject, OB 3.0 §Alignment. */
export const alignment = z.object({
  targetName: line(255).min(1),
  targetUrl: webUrl,
  targetDescription: optionalLine(2000),
  targetFramework: optionalLine(255),
  targetCode: optionalLine(100),
})
export type Alignment = z.infer<typeof alignment>

/** OB 3.0 §ResultDescription: something that awards of the badge may state a result of. */
export const resultDescription = z.object({
  key,
  name: line(255).min(1),
  resultType: z.union([z.enum(resultTypes), z.string().regex(/^ext:\w{1,60}$/)]),
  allowedValues: z.array(line(100).min(1)).max(100).default([]),
  requiredValue: optionalLine(100),
  valueMin: optionalLine(30),
  valueMax: optionalLine(30),
  /** OB 3.0 §RubricCriterionLevel. */
  levels: z
    .array(z.object({ key, name: line(255).min(1), description: optionalLine(1000), points: optionalLine(30) }))
    .max(30)
    .default([]),
  requiredLevel: z.union([key, z.literal('')]).default(''),
})
export type ResultDescription = z.infer<typeof resultDescription>

/** An endorsement that somebody else made and handed over: an OB 3.0 EndorsementCredential or an OB 2.0 Endorsement, letter for letter. */
export const receivedEndorsement = z.object({ format: z.enum(['2.0', '3.0']), text: z.string().min(2).max(200_000) })
export type ReceivedEndorsement = z.infer<typeof receivedEndorsement>

/**
 * What somebody else is reported to have said of a badge, as another program kept it (Moodle): nobody signed it, so that it proves nothing.
 * It is shown to whoever looks after the badge, and stands in no document.
 */
export const unsignedEndorsement = z.object({
  issuerName: line(255).min(1),
  issuerUrl: z.union([webUrl, z.literal('')]).default(''),
  issuerEmail: optionalLine(255),
  /** Where they said it. */
  claimUrl: z.union([webUrl, z.literal('')]).default(''),
  comment: z.string().max(5000).default(''),
  /** A calendar day. */
  saidOn: z.iso.date().nullable().default(null),
})
export type UnsignedEndorsement = z.infer<typeof unsignedEndorsement>

/** What somebody shows to earn a badge (after BadgeKit). */
export const evidenceTypes = ['URL', 'Text', 'Photo', 'Video', 'Sound'] as const
export const timeUnits = ['minutes', 'hours', 'days', 'weeks'] as const

/** What a badge says in another language. */
export const translation = z.object({
  /** BCP 47 tag. */
  language: languageTag,
  name: line(255).min(1),
  description: optionalLine(5000),
  /** Markdown, as the criteria are. */
  criteria: optionalLine(20_000),
})
export type Translation = z.infer<typeof translation>

/** What documents can say of a badge besides its name, texts and tags (OB 2.0 BadgeClass, OB 3.0 Achievement). Every part may be absent. */
export const achievementDetails = z.object({
  achievementType: z.union([z.enum(achievementTypes), z.string().regex(/^ext:\w{1,60}$/)]).default('Badge'),
  /** BCP 47 tag of the language that the texts are written in; '' where nothing is said. */
  language: z.union([languageTag, z.literal('')]).default(''),
  /** The code by which a catalog knows it (OB 3.0 humanCode). */
  humanCode: optionalLine(100),
  fieldOfStudy: optionalLine(255),
  specialization: optionalLine(255),
  creditsAvailable: z.number().min(0).max(1_000_000).nullable().default(null),
  alignments: z.array(alignment).max(50).default([]),
  /** Other versions or languages of the same badge, or badges near it. */
  related: z
    .array(z.object({ id: webUrl, language: optionalLine(35), version: optionalLine(60) }))
    .max(50)
    .default([]),
  resultDescriptions: z.array(resultDescription).max(30).default([]),
  endorsements: z.array(receivedEndorsement).max(20).default([]),
  unsignedEndorsements: z.array(unsignedEndorsement).max(20).default([]),
  extensions: z
    .array(
      z.object({
        name: z.enum(extensionNames),
        value: z
          .record(z.string().max(60), z.json())
          .refine((value) => JSON.stringify(value).length <= longestExtension),
      }),
    )
    .max(20)
    .default([]),
  // From here on: what BadgeKit and tahrir say of a badge and no context of either format has a word for. It stands on its public page.
  strapline: optionalLine(140),
  /** For whoever wants to earn it. */
  earnerDescription: optionalLine(5000),
  /** For whoever is shown it. */
  consumerDescription: optionalLine(5000),
  timeToEarn: z
    .object({ amount: z.int().min(1).max(1000), unit: z.enum(timeUnits) })
    .nullable()
    .default(null),
  evidenceType: z.union([z.enum(evidenceTypes), z.literal('')]).default(''),
  /** A 3-D model of the badge. */
  modelUrl: z.union([webUrl, z.literal('')]).default(''),
  translations: z.array(translation).max(30).default([]),
})
export type AchievementDetails = z.infer<typeof achievementDetails>

/** One result of one award (OB 3.0 §Result); `result` is the key of a result description of the badge. */
export const awardResult = z.object({
  result: key,
  value: optionalLine(100),
  level: z.union([key, z.literal('')]).default(''),
  status: z.union([z.enum(resultStatuses), z.literal('')]).default(''),
})
export type AwardResult = z.infer<typeof awardResult>

/** What the 3.0 document of one award can say besides narrative and evidence (OB 3.0 §AchievementSubject). */
export const subjectDetails = z.object({
  role: optionalLine(255),
  term: optionalLine(100),
  licenseNumber: optionalLine(100),
  creditsEarned: z.number().min(0).max(1_000_000).nullable().default(null),
  activityStart: z.union([z.iso.datetime(), z.literal('')]).default(''),
  activityEnd: z.union([z.iso.datetime(), z.literal('')]).default(''),
  results: z.array(awardResult).max(30).default([]),
})
export type SubjectDetails = z.infer<typeof subjectDetails>

/** A whole value from what was stored by any version: `{}` reads as nothing said. Throws where it is not of the kind. */
export const readAchievement = (text: string): AchievementDetails => achievementDetails.parse(JSON.parse(text))
/** The same of an award's details. */
export const readSubject = (text: string): SubjectDetails => subjectDetails.parse(JSON.parse(text))
