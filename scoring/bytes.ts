/** What `writeShare` writes at most: 0.123456, and behind that a byte that is none. */
export const MOST_SHARE_BYTES = 9

const NULL = Buffer.from('null')
const [ZERO, ONE, ZERO_POINT] = [0x30, 0x31, 0x302e]

/** Three digits of each number below a thousand, the first in the lowest byte, and how many are left without zeros at the end. */
const threes = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))
const DIGITS = Uint32Array.from(threes, (digits) => Buffer.from(`${digits}\0`).readUInt32LE())
const LENGTHS = Uint8Array.from(threes, (digits) => digits.replace(/0+$/, '').length)

/** Bytes that are written one after the other. */
export class Bytes {
  readonly #bytes: Buffer
  readonly #view: DataView
  #at = 0

  /** @param most no more are written */
  constructor(most: number) {
    this.#bytes = Buffer.allocUnsafe(most)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, most)
  }

  write(bytes: Uint8Array) {
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** Writes a probability with six decimals, as `JSON.stringify(round(share))` has it. */
  writeShare(share: number) {
    // To a float32 times a million a half is added without rounding.
    const millionths = (share * 1e6 + 0.5) | 0
    const at = this.#at
    if (millionths <= 0 || millionths >= 1e6) {
      // JSON has no NaN.
      if (Number.isNaN(share)) return this.write(NULL)
      this.#view.setUint8(at, millionths <= 0 ? ZERO : ONE)
      this.#at = at + 1
      return
    }
    const thousandths = (millionths / 1000) | 0
    const rest = millionths - 1000 * thousandths
    this.#view.setUint16(at, ZERO_POINT)
    this.#view.setUint32(at + 2, DIGITS[thousandths]!, true)
    this.#view.setUint32(at + 5, DIGITS[rest]!, true)
    this.#at = rest === 0 ? at + 2 + LENGTHS[thousandths]! : at + 5 + LENGTHS[rest]!
  }

  /** What was written. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }
}
