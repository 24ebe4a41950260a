/**
 * Makes eight words with a bit for each of 32 rows into 32 bytes, one for each row, with a bit for each word: a matrix is transposed by swaps of
 * ever smaller quarters.
 *
 * @param into gets eight words, from `at` on, `stride` apart: byte `b` of word `w` is that of row 8 `b` + `w`
 */
export function transpose(
  l0: number,
  l1: number,
  l2: number,
  l3: number,
  l4: number,
  l5: number,
  l6: number,
  l7: number,
  into: Int32Array,
  at: number,
  stride: number,
) {
  let swap = ((l0 >>> 4) ^ l4) & 0x0f0f0f0f
  l4 ^= swap
  l0 ^= swap << 4
  swap = ((l1 >>> 4) ^ l5) & 0x0f0f0f0f
  l5 ^= swap
  l1 ^= swap << 4
  swap = ((l2 >>> 4) ^ l6) & 0x0f0f0f0f
  l6 ^= swap
  l2 ^= swap << 4
  swap = ((l3 >>> 4) ^ l7) & 0x0f0f0f0f
  l7 ^= swap
  l3 ^= swap << 4
  swap = ((l0 >>> 2) ^ l2) & 0x33333333
  l2 ^= swap
  l0 ^= swap << 2
  swap = ((l1 >>> 2) ^ l3) & 0x33333333
  l3 ^= swap
  l1 ^= swap << 2
  swap = ((l4 >>> 2) ^ l6) & 0x33333333
  l6 ^= swap
  l4 ^= swap << 2
  swap = ((l5 >>> 2) ^ l7) & 0x33333333
  l7 ^= swap
  l5 ^= swap << 2
  swap = ((l0 >>> 1) ^ l1) & 0x55555555
  l1 ^= swap
  l0 ^= swap << 1
  swap = ((l2 >>> 1) ^ l3) & 0x55555555
  l3 ^= swap
  l2 ^= swap << 1
  swap = ((l4 >>> 1) ^ l5) & 0x55555555
  l5 ^= swap
  l4 ^= swap << 1
  swap = ((l6 >>> 1) ^ l7) & 0x55555555
  l7 ^= swap
  l6 ^= swap << 1
  into[at] = l0
  into[at + stride] = l1
  into[at + 2 * stride] = l2
  into[at + 3 * stride] = l3
  into[at + 4 * stride] = l4
  into[at + 5 * stride] = l5
  into[at + 6 * stride] = l6
  into[at + 7 * stride] = l7
}
