import type { TFunction } from 'i18next'
import { errorCodes } from '../../core/errors'
import type { Problem } from '../../core/problem'

/** What people read of a failure: what happened, what is safe, what to do next. */
export type ErrorSentence = { what: string; safe: string; next: string }

/** Every code that a page can meet; `words/en/errors.json` has the three sentences for each. */
export const sentenceCodes = [...errorCodes, 'connection_lost', 'unexpected'] as const

/** Codes whose sentence differs by `details.reason`; the words are under `<code>_<reason>`. */
export const sentenceReasons: Partial<Record<Problem['code'], readonly string[]>> = {
  conflict: [
    'needs_pictures',
    'prepared_gone',
    'prepared_changed',
    'pictures_missing',
    'no_vector',
    'would_lose_layers',
    'changed_elsewhere',
    'too_many_layers',
    'project_too_large',
    'has_key',
    'retired',
    'no_words',
    'other_issuer',
    'unknown_key',
    'issuer_not_allowed',
    'confirmation_missing',
    'inactive',
    'first_administrator',
    'last_administrator',
    'username_taken',
    'used_by_criterion',
    'being_awarded',
    'awarded_meanwhile',
    'already_has_it',
    'already_applied',
    'code_used',
    'title_taken',
    'name_taken',
    'too_much_evidence',
    'no_open_codes',
    'in_use',
    'issuer_in_use',
    'has_awards',
    'rubric_unsatisfied',
    'cycle',
    'archived',
  ],
  locked: ['being_earned'],
  not_allowed: ['wrong_pin', 'wait', 'same_person', 'no_right'],
  secret_unavailable: ['no_passphrase', 'wrong_passphrase', 'no_store'],
  unreadable_design: ['damaged', 'not_a_design'],
  unreadable_file: [
    'not_a_project',
    'project_damaged',
    'project_too_large',
    'font_unknown',
    'font_collection',
    'font_damaged',
    'font_large',
    'font_restricted',
    'font_missing',
    'received_missing',
    'received_damaged',
    'not_a_picture',
    'damaged',
    'too_many_bytes',
    'too_many_pixels',
    'too_complex',
    'entities',
    'svg_unsafe',
    'not_keys',
    'keys_damaged',
    'keys_newer',
    'nothing_found',
    'unknown_file',
    'not_sql',
    'not_sqlite',
    'not_xml',
    'not_json',
    'archive_damaged',
    'too_large',
    'one_list',
    'not_a_library',
    'library_newer_file',
    'library_cut',
    'library_changed',
  ],
}

/** The sentences for a problem, in the language of `t` (any namespace). */
export function errorSentence(problem: Problem, t: TFunction): ErrorSentence {
  const reason = problem.details.reason
  const special = reason && sentenceReasons[problem.code]?.includes(reason) ? `${problem.code}_${reason}` : problem.code
  const words = { ...problem.details, folder: problem.details['folder'] ?? t('errors:theFolder') }
  return {
    what: t(`errors:${special}.what`, words),
    safe: t(`errors:${special}.safe`, words),
    next: t(`errors:${special}.next`, words),
  }
}
