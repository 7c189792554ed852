import type { ResultDescription } from '../contract/achievement'

/** Why nobody could ever state a result as described: what is demanded is not among what is allowed, or the least is more than the most. */
export type ResultProblem = 'required_level' | 'required_value' | 'range'

/** The first thing in a result description (OB 3.0 §ResultDescription) that contradicts another; null where nothing does. */
export function resultProblem(result: ResultDescription): ResultProblem | null {
  const { levels, requiredLevel, allowedValues, requiredValue, valueMin, valueMax } = result
  if (requiredLevel !== '' && !levels.some(({ key }) => key === requiredLevel)) return 'required_level'
  if (requiredValue !== '' && allowedValues.length > 0 && !allowedValues.includes(requiredValue))
    return 'required_value'
  if (valueMin !== '' && valueMax !== '' && Number(valueMin) > Number(valueMax)) return 'range'
  return null
}

/** A key that no other of them has, for a result description or a level: `r1`, `r2`, … It stays with it whatever it is called. */
export function freeKey(taken: readonly { key: string }[], letter: 'r' | 'l'): string {
  for (let number = 1; ; number++) {
    const key = `${letter}${String(number)}`
    if (!taken.some((it) => it.key === key)) return key
  }
}
