import type { ColumnProfile } from '../../../core/model/profile.js'

/** A profile has fewer bins than these only where each holds one value, such as a number of rooms. */
const ONE_VALUE = 12

/** Whether each bin holds one value, its lower edge. */
export const hasSteps = ({ edges }: ColumnProfile) => edges !== undefined && edges.length - 1 < ONE_VALUE

/** What each bin of a column holds: "32 to 33", a value, or a category. */
export function binNames(column: ColumnProfile): string[] {
  const { edges, categories } = column
  if (categories) return categories
  if (edges && hasSteps(column)) return edges.slice(0, -1).map(String)
  return edges?.slice(1).map((to, i) => `${edges[i]} to ${to}`) ?? []
}
