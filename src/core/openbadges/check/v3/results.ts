import { isObject, type JsonObject } from '../read-json'
import { type BadgeSummary, shortly } from '../result'
import { idOf, listOf, textOf } from '../values'

/** What somebody achieved (OB 3.0 Result), with the names that the achievement's ResultDescriptions give to the results and their levels. */
export function resultsIn(subject: JsonObject, achievement: JsonObject): BadgeSummary['results'] {
  const descriptions = listOf(achievement.resultDescription).filter(isObject)
  return listOf(subject.result)
    .filter(isObject)
    .slice(0, 100)
    .map((result) => {
      const described = byId(descriptions, idOf(result.resultDescription))
      const levels = listOf(described?.rubricCriterionLevel).filter(isObject)
      const achieved = idOf(result.achievedLevel)
      const level = byId(levels, achieved)
      const number = (value: unknown) => (typeof value === 'number' ? String(value) : textOf(value))
      return {
        name: shortly(textOf(described?.name) ?? textOf(described?.resultType)) ?? '',
        value: shortly(number(result.value)),
        status: shortly(textOf(result.status)),
        achievedLevel: shortly(textOf(level?.name) ?? textOf(level?.level) ?? achieved),
      }
    })
}

const byId = (all: readonly JsonObject[], id: string | null) =>
  id === null ? undefined : all.find((one) => idOf(one) === id)
