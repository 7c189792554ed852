/** How the command line ends. 0 to 4 are promised to scripts; 64 and up are those of BSD's sysexits.h. */
export const exitCodes = {
  done: 0,
  /** The command failed; `verify`: a badge is not valid; `check`: something is damaged. */
  failed: 1,
  /** `verify`: a file without badge data. */
  noBadge: 2,
  /** `verify`: not everything could be checked. */
  undecided: 3,
  libraryInUse: 4,
  /** The library is newer than this Blazon, or damaged. */
  libraryUnusable: 5,
  badUsage: 64,
  /** A named file or folder cannot be read. */
  noInput: 66,
  /** A fault of Blazon's own. */
  fault: 70,
  /** People sign in at the library: nobody did, or whoever did may not do it. */
  notAllowed: 77,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
