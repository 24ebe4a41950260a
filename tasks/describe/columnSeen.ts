import { MAX_CATEGORIES, MAX_LENGTH } from '../../core/dataset/categoryOf.js'
import { sum } from '../../core/numbers.js'
import { isDoubtful, isMark } from './marks.js'
import { numberFormats, parseFormat, parseWhole } from './numberFormat.js'

/** More are no categories. */
const MAX_DISTINCT = MAX_CATEGORIES + 1

/** What numbers were seen. */
export interface Range {
  count: number
  min: number
  max: number
}

const empty = (): Range => ({ count: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY })

function widen(range: Range, value: number) {
  range.count++
  if (value < range.min) range.min = value
  if (value > range.max) range.max = value
}

/** Most files have a point for the only sign in a number: it ends the whole, or it stands between thousands. */
const OTHER_SIGNS = /[^\d.eE+-]/
const ALL = [...numberFormats.keys()]
const POINT_ALONE = ALL.filter(
  (format) => numberFormats[format]!.decimalChar === '.' || numberFormats[format]!.groupChar === '.',
)

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/
const OTHER_DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$/

/** What is kept of a column's values while the file is read: a bounded amount, however many rows there are. */
export class ColumnSeen {
  /** How many values there are. */
  present = 0
  /** Texts that mean that there is no value, as they are spelled. */
  readonly marks = new Map<string, number>()
  /** Texts that may mean so; they count as values. */
  readonly doubtful = new Map<string, number>()
  /** The different values and how often each occurs, up to MAX_DISTINCT. */
  readonly values = new Map<string, number>()
  hasMoreValues = false
  readonly whole = empty()
  /** Of what is no plain whole number, by the format's place in `numberFormats`. */
  readonly formats = numberFormats.map(empty)
  /** Whole numbers like 007, which are codes. */
  zeroLed = 0
  dates = 0
  times = 0
  otherDates = 0
  /** Whether each value is the one before plus 1, like a row number. */
  isCounting = true
  #last = Number.NaN

  constructor(readonly name: string) {}

  add(field: string) {
    const text = field.trim()
    if (isMark(text)) return count(this.marks, text)
    if (isDoubtful(text)) count(this.doubtful, text)
    this.#keep(text)
    const whole = parseWhole(text)
    this.isCounting &&= Number.isNaN(this.#last) ? this.present === 1 : whole === this.#last + 1
    this.#last = whole
    if (!Number.isNaN(whole)) {
      widen(this.whole, whole)
      if (/^[+-]?0\d/.test(text)) this.zeroLed++
    } else if (/^[+-]?[\d.,]/.test(text)) {
      this.#readNumber(text)
      if (ISO_DATE.test(text)) this.dates++
      else if (ISO_TIME.test(text)) this.times++
      else if (OTHER_DATE.test(text)) this.otherDates++
    }
  }

  /** The first value. */
  get first(): string {
    return this.values.keys().next().value ?? ''
  }

  /** Whether hardly any value occurs twice. */
  get isNearlyDistinct(): boolean {
    return this.values.size > sum(this.values.values()) / 2
  }

  get doubtfulCount(): number {
    return sum(this.doubtful.values())
  }

  /** Counts texts as missing that were counted as values. */
  leaveOut(marks: Iterable<string>) {
    for (const mark of marks) {
      const times = this.doubtful.get(mark)
      if (times === undefined) continue
      this.marks.set(mark, times)
      this.doubtful.delete(mark)
      this.values.delete(mark)
      this.present -= times
    }
  }

  #keep(text: string) {
    this.present++
    if (text.length <= MAX_LENGTH && (this.values.size < MAX_DISTINCT || this.values.has(text)))
      count(this.values, text)
    else this.hasMoreValues = true
  }

  #readNumber(text: string) {
    for (const format of OTHER_SIGNS.test(text) ? ALL : POINT_ALONE) {
      const value = parseFormat(text, format)
      if (!Number.isNaN(value)) widen(this.formats[format]!, value)
    }
  }
}

function count(counts: Map<string, number>, key: string) {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
