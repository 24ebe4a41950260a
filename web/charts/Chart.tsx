import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/**
 * An SVG as wide as its place, in pixels, so that its text has one size everywhere.
 *
 * @param label a sentence that says what is to be seen
 */
export function Chart({
  label,
  height,
  children,
}: {
  label: string
  height: number
  children: (width: number) => ComponentChildren
}) {
  const box = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(box.current?.getBoundingClientRect().width ?? 0))
    measure()
    const observer = new ResizeObserver(measure)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <svg ref={box} class="chart" role="img" aria-label={label} width="100%" height={height}>
      {width > 0 && children(width)}
    </svg>
  )
}
