import type { ColumnProfile } from '../../../core/model/profile.js'

/** What each bin of a column holds: "32 to 33", or a category. */
export function binNames({ edges, categories }: ColumnProfile): string[] {
  if (categories) return categories
  return edges?.slice(1).map((to, i) => `${edges[i]} to ${to}`) ?? []
}
