import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FieldCard } from '../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Model } from '../../core/model/model.js'
import type { Cells } from '../../core/model/regions.js'
import { classColours } from './classColours.js'
import { classInk, type Ink, pixelsAt, stripsOf, valueInk } from './DecisionMapPaint.js'
import { FRAME_WORK, makePlane, type Plane, REST_WORK, type Side } from './DecisionMapPlane.js'
import { mapInWords } from './DecisionMapWords.js'
import { dark, pixelRatio, rgbOf } from './screen.js'
import './DecisionMap.css'

/** When a map that was sampled is made exact, after the last change. */
const REST_MS = 150

interface Props {
  model: Model
  row: FeatureValues
  target: FieldCard
  x: Side & { title: string }
  /** Without it the map is a strip along x. */
  y?: (Side & { title: string }) | undefined
  /** In CSS pixels. */
  width: number
  height: number
}

/** What a model says of a target everywhere in the plane through a row: the model's own cells. It lies where its parent places it. */
export function DecisionMap({ model, row, target, x, y, width, height }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const plane = useMemo(() => makePlane(model, target.name, x, y), [model, target.name, x, y])
  const cells = useCells(plane, row)
  const ink = useMemo(() => inkOf(model, target), [model, target, dark.value])
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.round(side * pixelRatio.value)))
  useLayoutEffect(() => {
    // A bitmap costs nothing in the frames that leave the map as it is; a drawn canvas is handed on with each of them.
    if (cells) canvas.current!.getContext('bitmaprenderer')!.transferFromImageBitmap(drawn(cells, ink, columns!, rows!))
  }, [cells, ink, columns, rows])
  const label = useMemo(() => cells && mapInWords(cells, model, target, y ? [x, y] : [x]), [cells, model, target, x, y])
  if (!label) return null
  const style = { width: `${width}px`, height: `${height}px` }
  return (
    <canvas
      ref={canvas}
      class="decision-map"
      role="img"
      aria-label={label}
      width={columns}
      height={rows}
      style={style}
    />
  )
}

/** The cells of the plane. They are made anew only when the row changes outside the plane; at once, and exactly when it rests. */
function useCells(plane: Plane | undefined, row: FeatureValues): Cells | undefined {
  const held = plane?.held(row)
  const now = useMemo(() => held && plane!.cells(held, FRAME_WORK), [plane, String(held)])
  const [rested, setRested] = useState<{ now: Cells; cells: Cells }>()
  useEffect(() => {
    if (!now || now.exact) return
    const timer = setTimeout(() => setRested({ now, cells: plane!.cells(held!, REST_WORK) }), REST_MS)
    return () => clearTimeout(timer)
  }, [now])
  return rested && rested.now === now ? rested.cells : now
}

function inkOf({ manifest }: Model, target: FieldCard): Ink {
  const made = manifest.targets[target.name]
  if (made && 'classes' in made) return classInk(rgbOf(classColours(target, made.classes)))
  const { min, max } = made?.range ?? { min: 0, max: 1 }
  return valueInk(rgbOf(['var(--accent)'])[0]!, min, max)
}

/** Hold the rows of a map, and the map while they are stretched to its height; one for all maps. */
const [strips, map] = [new OffscreenCanvas(1, 1), new OffscreenCanvas(1, 1)]

function drawn(cells: Cells, ink: Ink, width: number, height: number): ImageBitmap {
  const rows = cells.ys.length - 1
  const edges = pixelsAt(cells.ys, height)
  Object.assign(strips, { width, height: rows })
  Object.assign(map, { width, height })
  const context = map.getContext('2d')!
  const image = new ImageData(new Uint8ClampedArray(stripsOf(cells, ink, width).buffer), width)
  strips.getContext('2d', { willReadFrequently: true })!.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = false
  for (let j = 0; j < rows; j++) {
    const [bottom, top] = [edges[j]!, edges[j + 1]!]
    if (top > bottom) context.drawImage(strips, 0, j, width, 1, 0, height - top, width, top - bottom)
  }
  return map.transferToImageBitmap()
}
