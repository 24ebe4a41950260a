import type { Field } from '../../core/dataset/definition.js'

/** The guess for a column: keys of its field, and notes for a person, to follow the column's name. */
export interface Guess {
  keys: Partial<Omit<Field, 'name' | 'categories' | 'constraints'>> & {
    role: Field['role']
    type: Field['type']
    categories?: (string | number)[]
    constraints?: { minimum?: number; maximum?: number }
  }
  notes: string[]
}
