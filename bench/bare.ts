/** The least that Fastify can do: parse a body, answer with an object as large as a prediction. */
import Fastify from 'fastify'

const reply = {
  model_version: '20261122T224550-d5fb57',
  predictions: {
    species: {
      label: 'Adelie',
      probability: 0.996331,
      probabilities: { Adelie: 0.996331, Chinstrap: 0.002472, Gentoo: 0.001197 },
    },
    sex: { label: 'MALE', probability: 0.924202, probabilities: { FEMALE: 0.075798, MALE: 0.924202 } },
  },
  warnings: [],
}

const app = Fastify()
app.post('/predict', async () => reply)
app.get('/health', async () => ({ status: 'ok' }))
await app.listen({ port: Number(process.env.PORT) })
