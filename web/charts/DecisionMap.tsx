import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FieldCard } from '../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Model } from '../../core/model/model.js'
import type { Cells } from '../../core/model/regions.js'
import { scriptUrl } from '../state/trusted.js'
import { classColours } from './classColours.js'
import type { Ink, Message } from './DecisionMap.worker.js'
import workerUrl from './DecisionMap.worker.js?worker&url'
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
  const plane = useMemo(() => makePlane(model, target.name, x, y), [model, target.name, x, y])
  const cells = useCells(plane, row)
  const ink = useMemo(() => inkOf(model, target), [model, target, dark.value])
  const label = useMemo(() => cells && mapInWords(cells, model, target, y ? [x, y] : [x]), [cells, model, target, x, y])
  return cells && <Painted cells={cells} ink={ink} label={label!} width={width} height={height} />
}

interface PaintedProps {
  cells: Cells
  ink: Ink
  label: string
  width: number
  height: number
}

/** A canvas that is painted beside the page, in a worker: its pixels are most of the work of a map. */
function Painted({ cells, ink, label, width, height }: PaintedProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<Worker>(undefined)
  useLayoutEffect(() => {
    const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
    const surface = canvas.current!.transferControlToOffscreen()
    worker.postMessage({ surface } satisfies Message, [surface])
    painter.current = worker
    return () => worker.terminate()
  }, [])
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.round(side * pixelRatio.value)))
  useLayoutEffect(() => {
    painter.current!.postMessage({ cells, ink, width: columns!, height: rows! } satisfies Message)
  }, [cells, ink, columns, rows])
  const style = { width: `${width}px`, height: `${height}px` }
  return <canvas ref={canvas} class="decision-map" role="img" aria-label={label} style={style} />
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
  if (made && 'classes' in made) return { colours: rgbOf(classColours(target, made.classes)) }
  return { colour: rgbOf(['var(--accent)'])[0]!, ...(made?.range ?? { min: 0, max: 1 }) }
}
