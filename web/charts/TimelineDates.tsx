import { dayOf, time } from '../words.js'

/** Names below the versions; below these days, or times of one day, where they change. */
export function TimelineDates({
  moments,
  x,
  y,
  every,
}: {
  moments: readonly { version: string; at: string | undefined }[]
  x: (index: number) => number
  /** The lower end of the chart. */
  y: number
  /** Only so many have room: every second, every third. */
  every: number
}) {
  const days = new Set(moments.flatMap(({ at }) => (at === undefined ? [] : dayOf(at))))
  const say = (at: string) => (days.size > 1 ? dayOf(at) : time(new Date(at)))
  const labels = moments
    .map(({ at, version }, i) => ({ i, name: version.split('-').at(-1), label: at === undefined ? '' : say(at) }))
    .filter(({ i }) => i % every === 0)
  return (
    <>
      {labels.map(({ i, name, label }, k) => (
        <text key={i} x={x(i)} y={y - 22} text-anchor="middle">
          {name}
          <tspan x={x(i)} dy={16}>
            {label === labels[k - 1]?.label ? '' : label}
          </tspan>
        </text>
      ))}
    </>
  )
}
