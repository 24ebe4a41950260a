/** The upper bounds of the histogram's buckets in seconds: from one row, which takes less than a millisecond, to what times out. */
export const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** No status is larger. */
const STATUSES = 600

/** What is counted of the requests to a route: plain numbers, made into Prometheus' text only when it asks. */
export class RequestFigures {
  /** How many were answered with each status. */
  readonly statuses = new Float64Array(STATUSES)
  /** How many took as long as each bucket holds; the last one holds what took longer. */
  readonly buckets = new Float64Array(BUCKETS.length + 1)
  /** What all of them took together. */
  seconds = 0

  constructor(
    readonly method: string,
    readonly route: string,
  ) {}

  count(status: number, seconds: number) {
    this.statuses[status]!++
    this.buckets[bucketOf(seconds)]!++
    this.seconds += seconds
  }
}

function bucketOf(seconds: number): number {
  let low = 0
  let high = BUCKETS.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (seconds > BUCKETS[middle]!) low = middle + 1
    else high = middle
  }
  return low
}
