import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'

/** A seed is an integer that every generator here takes. */
export const seedSchema = z.int().min(0).max(0x7fff_ffff)

/** A share of something, strictly between none and all of it. */
export const shareSchema = z.number().gt(0).lt(1)

export function seed(text: string): number {
  const value = number(text)
  if (seedSchema.safeParse(value).success) return value
  throw new InvalidArgumentError('It must be a whole number from 0 to 2147483647.')
}

/** The rows that a run works on, by their fingerprint. */
export const ofOption = () =>
  new Option('--of <fingerprint>', 'take these rows and no others: those that the step before says it made').argParser(
    (text: string) => {
      if (/^[0-9a-f]{12,64}$/.test(text)) return text
      throw new InvalidArgumentError('It must be a fingerprint as the step before prints it.')
    },
  )

export function share(text: string): number {
  const value = number(text)
  if (shareSchema.safeParse(value).success) return value
  throw new InvalidArgumentError('It must be a number between 0 and 1, as in 0.2.')
}

/** An option with a function that turns its text into a value, or refuses it. */
export function option<T>(flags: string, description: string, parse: (text: string) => T, fallback: T): Option {
  return new Option(flags, description).argParser(parse).default(fallback)
}

/** A number in the usual notation; what else JavaScript takes for one (an empty text, 0x10) is not. */
export function number(text: string): number {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
