/** Units that stand at the end of a column's name, behind a _ or a blank. */
const units = new Set(
  `mm cm dm m km in inch ft mi g mg kg t lb oz ms s sec min h hours days months years l ml hz khz mhz kw kwh mw mwh w v a pa hpa kpa bar
  m² cm² mm² km² m³ cm³ m2 m3 % € $ °c °f mbar degc degf celsius kelvin percent pct eur usd gbp chf mph kmh ppm ppb db`.split(
    /\s+/,
  ),
)

/** How units are written where a name can't hold them. */
const written: Record<string, string> = {
  percent: '%',
  pct: '%',
  degc: '°C',
  celsius: '°C',
  degf: '°F',
  kmh: 'km/h',
  sec: 's',
}

/** A column's name for people, and its unit, where the name ends with one: "body_mass_g", "Länge (cm)", "weight [kg]". */
export function titleOf(name: string): { title: string; unit: string | undefined } {
  const bracketed = /^(.+?)\s*[([]\s*([^()[\]]{1,12})\s*[)\]]$/.exec(name)
  const suffixed = /^(.+?)(?:_|\s+in\s+|\s+)([^\s_]{2,}|[mgshMGSH])$/.exec(name)
  const found = [bracketed, suffixed].find((it) => it && isUnit(it[2]!))
  const [, rest, unit] = found ?? [undefined, name]
  const words = rest!.replace(/[_\s]+/g, ' ').trim() || name
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  return { title, unit: unit === undefined ? undefined : (written[unit.toLowerCase()] ?? unit) }
}

/** Known, or of several: mmol/l. */
const isUnit = (text: string) => units.has(text.toLowerCase()) || /^[\p{L}µ]+\/[\p{L}µ²³]+$/u.test(text)
