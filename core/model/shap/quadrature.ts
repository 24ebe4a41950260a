/** Points within 0 to 1 and the weights of the values there. */
export interface Quadrature {
  points: Float64Array
  weights: Float64Array
}

/**
 * Gauss and Legendre's rule on 0 to 1: with `count` points it integrates every polynomial up to degree 2 * `count` - 1
 * exactly. The points are the roots of the Legendre polynomial, by Newton's method (Press et al., Numerical Recipes, 4.6).
 */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 0
    for (let step = 0; step < 100; step++) {
      let [value, before] = [1, 0]
      for (let k = 1; k <= count; k++) [value, before] = [((2 * k - 1) * x * value - (k - 1) * before) / k, value]
      slope = (count * (x * value - before)) / (x * x - 1)
      const move = value / slope
      x -= move
      if (Math.abs(move) < 1e-15) break
    }
    points[i] = (1 + x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}
