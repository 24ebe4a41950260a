import { classText, withDecimalChar } from '../core/dataset/csvText.js'
import type { DatasetCard } from '../core/dataset/datasetCard.js'
import type { Model } from '../core/model/model.js'
import { predictOutputs } from '../core/model/scores.js'
import { indexOfMax, shortest } from '../core/numbers.js'
import { type Classified, NUMBER } from './countLabels.js'
import { shareText } from './shareText.js'

/** What stands in the columns of a target, a text a row, with a delimiter in front. */
type Answer = (rows: Float32Array) => Classified & { texts: string[] }

/**
 * How each target is answered in a CSV file. What is the same for many rows is written once.
 *
 * @param fieldText a field as the file writes it, in quotes where it needs them
 */
export function answersOf(
  { manifest, boosters }: Model,
  { features, targets }: DatasetCard,
  delimiter: string,
  fieldText: (field: string) => string,
): Answer[] {
  // A class has no decimal sign of its own: its probability has that of the file's numbers.
  const number = [...features, ...targets].find(({ kind }) => kind === 'number')
  return targets.map((target): Answer => {
    const made = manifest.targets[target.name]!
    const booster = boosters[target.name]!
    const numberText = numberWriter(fieldText, (target.kind === 'number' ? target : number)?.written.decimalChar)
    if (!('classes' in made)) {
      return (rows) => {
        const texts = Array.from(
          predictOutputs(booster, rows),
          (value) => delimiter + numberText(String(shortest(value))),
        )
        return { target: target.name, texts, classes: NUMBER, places: new Uint16Array(texts.length) }
      }
    }
    const { classes } = made
    const labels = classes.map((label) => delimiter + fieldText(classText(target, label)) + delimiter)
    return (rows) => {
      const outputs = predictOutputs(booster, rows)
      const texts: string[] = []
      const places = new Uint16Array(outputs.length / classes.length)
      for (let start = 0; start < outputs.length; start += classes.length) {
        const best = indexOfMax(outputs, start, classes.length)
        places[texts.length] = best
        texts.push(labels[best] + numberText(shareText(outputs[start + best]!)))
      }
      return { target: target.name, texts, classes, places }
    }
  })
}

/** Writes the texts of numbers as the file does, which in most files changes nothing. */
function numberWriter(fieldText: (field: string) => string, decimalChar?: string): (text: string) => string {
  const write = (text: string) => fieldText(withDecimalChar(text, decimalChar))
  const allSigns = '-0123456789.e+0'
  return write(allSigns) === allSigns ? (text) => text : write
}
