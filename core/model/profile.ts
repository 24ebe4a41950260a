import { z } from 'zod'

/** What a bundle keeps of the rows: a sample of them and counts, counts alone, or nothing. */
export const profileModes = ['rows', 'counts', 'none'] as const
export type ProfileMode = (typeof profileModes)[number]

const count = z.int().min(0)
const counts = z.array(count)
const value = z.union([z.number(), z.string(), z.boolean()]).nullable()

/**
 * How the clean rows are spread over a column: over bins of a number, or over categories; of a boolean these are
 * `false` and `true`.
 */
const columnSchema = z.object({
  /** Of a number: the edges of its bins, one more than there are bins. A value on an edge is in the bin above it, the last in the last. */
  edges: z.array(z.number()).optional(),
  categories: z.array(z.string()).optional(),
  /** Rows a bin, or a category. */
  counts,
  /** The same for the rows of each class, by each other target: on the same bins. Empty in a table of very many columns and classes. */
  by_class: z.record(z.string(), z.record(z.string(), counts)),
  missing: count,
})

/**
 * What the rows were like that a model was made of: what was read, what was thrown away and why, and how the rest is spread. Where rows
 * are personal, it holds counts alone.
 */
export const profileSchema = z.object({
  /** The CSV file, where it is known. */
  file: z.object({ name: z.string(), sha256: z.string() }).optional(),
  rows: z.object({ raw: count, clean: count, train: count, test: count, rejected: count }),
  rejected: z.object({
    /** Rows by reason, such as "missing measurement". */
    reasons: z.record(z.string(), count),
    /** The first of them, with the line in the file and its reason in words; and its fields as they stood there, where rows are kept. */
    first: z.array(
      z.object({ line: z.int(), reason: z.string(), fields: z.record(z.string(), z.string().nullable()).optional() }),
    ),
  }),
  /** By name: each feature, target and attribute that is a number, a boolean or has categories. */
  columns: z.record(z.string(), columnSchema),
  /** The rows themselves, column by column; all, or of many rows a sample. */
  sample: z
    .object({
      lines: z.array(z.int()),
      split: z.array(z.enum(['train', 'test'])),
      /** By name, as in `columns`: a value for each line, null where it is missing. */
      values: z.record(z.string(), z.array(value)),
    })
    .optional(),
})

export type Profile = z.infer<typeof profileSchema>
export type ColumnProfile = z.infer<typeof columnSchema>
export type Sample = NonNullable<Profile['sample']>
