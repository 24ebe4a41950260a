import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** An element's inner size in CSS pixels; nothing before it is laid out. Its place is kept by its style sheet, not by what is drawn in it. */
export function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState<{ width: number; height: number }>()
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const read = () => setSize({ width: current.clientWidth, height: current.clientHeight })
    read()
    const observer = new ResizeObserver(read)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return size
}
