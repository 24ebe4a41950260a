import type { AnyColumn } from './dataset.js'

/** What a kind of column has beside what every column has. */
export type Own<Kind extends AnyColumn> = Omit<Kind, keyof AnyColumn>

/** Makes an error of what is wrong with the field and how to mend it. */
export type RefuseField = (says: string) => Error
