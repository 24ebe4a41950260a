import type { VersionSummary } from '../../../api/schemas/version.js'
import { targets } from '../../state/fields.js'
import { inTitles } from './inTitles.js'

/** The last digits of a version's name, by which people call it: "814ff1". */
export const shortName = (version: string) => version.split('-').at(-1) ?? version

/** A sentence about versions, with their short names. */
export const withShortNames = (text: string) => text.replace(/\b\d{8}T\d{6}-([0-9a-f]{6})\b/g, '$1')

/** What a verdict says, with short names of versions and the titles of targets. */
export const verdictWords = (says: string) => inTitles(withShortNames(says), targets.value)

/** A verdict as a sentence. */
export function verdictSentence(says: string): string {
  const text = verdictWords(says)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** What became of a version, in a word. */
export function stateOf({ current, problem, verdict, in_use_from }: VersionSummary) {
  if (current) return 'in use'
  if (problem !== undefined) return 'can not be used'
  if (in_use_from !== undefined) return 'was in use'
  return verdict?.promoted === false ? 'kept back' : 'not used yet'
}

/** A version's log loss of a target with classes, or its root mean squared error of a number. */
export const figureOf = ({ log_loss, rmse }: VersionSummary, target: string) => log_loss?.[target] ?? rmse?.[target]
