import { expect, test } from 'vitest'
import type { Change } from '../../../registry/history.js'
import { pointerSteps } from './pointerSteps.js'

const versions = ['a', 'b', 'c', 'd'].map((version, i) => ({ version, created_at: `2026-01-0${i + 1}T00:00:00Z` }))
const change = (at: string, to: string, action: Change['action'] = 'train'): Change => ({
  at: `2026-01-${at}Z`,
  from: null,
  to,
  action,
  why: '',
})

test('the version in use stays until another one is', () => {
  expect(pointerSteps(versions, [change('01T01:00:00', 'a'), change('03T01:00:00', 'c')])).toEqual([
    ['a'],
    ['a'],
    ['c'],
    ['c'],
  ])
})

test('a rollback between two trainings belongs to the version that was trained before it', () => {
  const changes = [
    change('01T01:00:00', 'a'),
    change('02T01:00:00', 'b'),
    change('02T12:00:00', 'a', 'rollback'),
    change('04T12:00:00', 'b', 'promote'),
  ]
  expect(pointerSteps(versions, changes)).toEqual([['a'], ['b', 'a'], ['a'], ['a', 'b']])
})

test('before the first change none is in use, and a clock that is behind takes nothing back', () => {
  expect(pointerSteps(versions, [change('03T01:00:00', 'c'), change('01T00:30:00', 'a', 'rollback')])).toEqual([
    [],
    [],
    ['c', 'a'],
    ['a'],
  ])
})
