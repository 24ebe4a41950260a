import { indexOfMax, sum } from '../../numbers.js'
import type { Booster } from '../booster.js'
import { predictOutputs } from '../scores.js'
import type { Bounds } from './leafBounds.js'
import type { Move, Way } from './moves.js'
import { makeReach, type Reach } from './reach.js'

/** A feature that can change: at least in one way. */
export interface FreeFeature {
  readonly name: string
  /** The first of its columns. */
  readonly column: number
  readonly ways: readonly Way[]
}

/** Moves that together make the model predict a wanted class. */
export interface Flip {
  readonly moves: ReadonlyMap<string, Move>
  readonly cost: number
}

export interface Found {
  best: Flip | undefined
  /** False when the budget was spent before all was looked at. */
  finished: boolean
}

/** Costs so close are equal: they are sums of rounded quotients. */
const SAME_COST = 1e-9

const leastCost = (ways: readonly Way[]) => Math.min(...ways.map(([nearest]) => nearest!.cost))

/**
 * The cheapest flip, by branch and bound: first of one changed feature, then of two, and so on. A box of moves is left out when all in it
 * is too dear, or when no row in it can be of a wanted class; else it is halved, the cheaper half first.
 *
 * @param row the encoded row, `featureCount` values
 * @param wanted by class, in the order of the outputs
 * @param atMost how many features may change
 * @param budget how many boxes and rows to look at
 */
export function searchFlip(
  booster: Booster,
  row: Float32Array,
  free: readonly FreeFeature[],
  wanted: readonly boolean[],
  atMost: number,
  budget: number,
): Found {
  const reachFrom = makeReach(booster, row, wanted)
  const box: Bounds = { low: row.slice(), high: row.slice() }
  const nearestFirst = free
    .map((feature) => ({ feature, least: leastCost(feature.ways) }))
    .toSorted((a, b) => a.least - b.least)
  let best: Flip | undefined
  let left = budget

  /** What is better must cost less than this. */
  const limit = () => (best ? best.cost - SAME_COST : Number.POSITIVE_INFINITY)

  /** Searches the changes of these features, and of `more` of those from `start` on. */
  function choose(chosen: readonly FreeFeature[], cost: number, start: number, more: number) {
    if (more === 0) return searchWays(chosen, cost)
    for (let i = start; i < nearestFirst.length && left > 0; i++) {
      const { feature, least } = nearestFirst[i]!
      if (cost + least >= limit()) return
      choose([...chosen, feature], cost + least, i + 1, more - 1)
    }
  }

  /** Searches the changes of all of these features, each in every way. */
  function searchWays(chosen: readonly FreeFeature[], cost: number) {
    const reach = reachFrom(chosen.flatMap(({ column, ways }) => ways[0]![0]!.encoded.map((_, k) => column + k)))
    const room = limit() - cost
    const affordable = chosen.map(({ ways }) => {
      const least = leastCost(ways)
      return ways.map((way) => way.filter((move) => move.cost - least < room)).filter((way) => way.length > 0)
    })
    const allMoves = affordable.map((ways) => ways.flat())
    if (!canReach(chosen, reach, allMoves)) return
    for (const combination of productOf(affordable)) searchBox(chosen, reach, combination, true)
  }

  /** Searches a box, one way for each feature. Its nearest corner, the cheapest, is not new when it was that of a larger box. */
  function searchBox(chosen: readonly FreeFeature[], reach: Reach, ways: readonly Way[], isNewCorner: boolean) {
    const corner = ways.map((way) => way[0]!)
    const cost = sum(corner.map((move) => move.cost))
    if (cost >= limit() || left <= 0) return
    const room = limit() - cost
    const affordable = ways.map((way) => way.filter((move) => move.cost - way[0]!.cost < room))
    const widest = indexOfMax(affordable.map((way) => way.length))
    const way = affordable[widest]!
    if ((way.length === 1 && !isNewCorner) || !canReach(chosen, reach, affordable)) return
    if (isNewCorner && isFlip(chosen, corner)) {
      best = { moves: new Map(chosen.map(({ name }, m) => [name, corner[m]!])), cost }
    } else if (way.length > 1) {
      const middle = way.length >> 1
      searchBox(chosen, reach, affordable.with(widest, way.slice(0, middle)), false)
      searchBox(chosen, reach, affordable.with(widest, way.slice(middle)), true)
    }
  }

  /** Whether a wanted class is in reach in the smallest box around these moves of each feature. */
  function canReach(chosen: readonly FreeFeature[], reach: Reach, moves: readonly (readonly Move[])[]): boolean {
    left--
    box.low.set(row)
    box.high.set(row)
    for (const [m, { column }] of chosen.entries()) {
      for (let k = 0; k < moves[m]![0]!.encoded.length; k++) {
        let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
        for (const { encoded } of moves[m]!) [low, high] = [Math.min(low, encoded[k]!), Math.max(high, encoded[k]!)]
        box.low[column + k] = low
        box.high[column + k] = high
      }
    }
    return reach(box)
  }

  function isFlip(chosen: readonly FreeFeature[], moves: readonly Move[]): boolean {
    left--
    const changed = row.slice()
    for (const [m, { encoded }] of moves.entries()) changed.set(encoded, chosen[m]!.column)
    return wanted[indexOfMax(predictOutputs(booster, changed))]!
  }

  for (let size = 1; size <= atMost && left > 0; size++) choose([], 0, 0, size)
  return { best, finished: left > 0 }
}

/** Every list of one of each. */
function productOf<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((starts, list) => starts.flatMap((start) => list.map((item) => [...start, item])), [[]])
}
