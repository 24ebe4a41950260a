import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { buildApp } from './app.js'

/** The metrics that a running API has, with the series of its histograms. */
const known = new Set<string>()
beforeAll(async () => {
  const app = await buildApp({ MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
  afterAll(() => app.close())
  const { body } = await app.inject('/metrics')
  for (const [, name, type] of body.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
    known.add(name!)
    if (type === 'histogram') for (const end of ['bucket', 'sum', 'count']) known.add(`${name}_${end}`)
  }
})

const dashboard = JSON.parse(readFileSync('docs/grafana/dashboard.json', 'utf8'))
const panels: { title: string; datasource: { uid: string }; targets: { expr: string }[] }[] = dashboard.panels
const { groups } = parse(readFileSync('docs/prometheus/alerts.yaml', 'utf8'))
const rules: { alert: string; expr: string; annotations: object }[] = groups[0].rules

describe.each([
  ...panels.map(({ title, targets }) => [`the panel ${title}`, targets.map(({ expr }) => expr)] as const),
  ...rules.map(({ alert, expr }) => [`the alert ${alert}`, [expr]] as const),
  ['the choice of instances', [dashboard.templating.list[1].query.query as string]] as const,
])('%s', (_name, queries) => {
  test.each(queries)('%s asks for what the API has', (query) => {
    const names = query.match(/\b(penguins|nodejs|process)_\w+|\bup\b/g) ?? []
    expect(names.length).toBeGreaterThan(0)
    // Prometheus itself makes `up`.
    for (const name of names) if (name !== 'up') expect(known).toContain(name)
    for (const [open, close] of ['()', '{}', '[]']) {
      expect(query.split(open!).length).toBe(query.split(close!).length)
    }
  })
})

test('every panel takes the data source that is chosen, and has a place of its own', () => {
  expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' })
  expect(new Set(panels.map(({ datasource }) => datasource.uid))).toEqual(new Set([`\${datasource}`]))
  const places = dashboard.panels.map(({ gridPos: { x, y } }: { gridPos: { x: number; y: number } }) => `${x} ${y}`)
  expect(new Set(places).size).toBe(panels.length)
})

test('every metric of ours is on the dashboard or in an alert', () => {
  const text = JSON.stringify([panels, rules])
  const ours = [...known].filter((name) => /^penguins_/.test(name) && !/_(sum|count|seconds)$/.test(name))
  const unseen = ours.filter((name) => !text.includes(name))
  expect(unseen).toEqual(['penguins_model_loads_total', 'penguins_model_load_failures_total'])
})
