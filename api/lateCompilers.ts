import AjvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler'
import SerializerSelector, { type SerializerFactory } from '@fastify/fast-json-stringify-compiler'

type Validate = ReturnType<ReturnType<BuildCompilerFromPool>>

/**
 * Fastify's own compilers of schemas, each schema compiled when it is first needed: to compile all of them takes half of a start.
 *
 * @returns the factories, and `compileAll`, to be called once requests are answered, so that few of them wait for a compiler
 */
export function lateCompilers() {
  const [validators, serializers] = [AjvCompiler(), SerializerSelector()]
  const waiting: (() => unknown)[] = []
  const late = <Compiled extends object>(compile: () => Compiled) => {
    let made: Compiled | undefined
    const compiled = () => {
      made ??= compile()
      return made
    }
    waiting.push(compiled)
    return compiled
  }
  const buildValidator: BuildCompilerFromPool = (schemas, options) => (route) => {
    const compiled = late(() => validators(schemas, options)(route))
    const validate = ((data) => {
      const own = compiled()
      const result = own(data)
      validate.errors = own.errors ?? null
      return result
    }) as Validate
    return validate
  }
  const buildSerializer: SerializerFactory = (schemas, options) => (route) => {
    const compiled = late(() => serializers(schemas, options)(route))
    return (data) => compiled()(data)
  }
  /** One at a time, with requests in between. */
  async function compileAll() {
    for (const compile of waiting.splice(0)) {
      await new Promise((resolve) => setImmediate(resolve))
      compile()
    }
  }
  return { compilersFactory: { buildValidator, buildSerializer }, compileAll }
}
