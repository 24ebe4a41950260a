import { useEffect } from 'preact/hooks'
import { lazy } from './lazy.js'
import { followAddress, type View, view, views } from './state/address.js'
import { awaySince, dataset, loaded } from './state/model.js'
import { Notices, ShownModel } from './views/Notices.js'
import { Predict } from './views/Predict.js'
import { Waiting } from './views/Waiting.js'

const TITLES: Record<View, string> = { predict: 'Predict', data: 'Data', model: 'Model', versions: 'Versions' }

const VIEWS = {
  predict: Predict,
  data: lazy(() => import('./views/Data.js').then((it) => it.Data)),
  model: lazy(() => import('./views/Model.js').then((it) => it.ModelView)),
  versions: lazy(() => import('./views/Versions.js').then((it) => it.Versions)),
}

/** The frame of all views: what there is, where one is, and what is wrong. */
export function App() {
  const name = dataset.value?.title ?? ''
  useEffect(() => {
    document.title = `${TITLES[view.value]} · ${name}`
  }, [view.value, name])
  // What comes first stays where it is.
  if (!dataset.value && !awaySince.value) return null
  return (
    <>
      <header class="bar">
        <h1>{name}</h1>
        <nav aria-label="Views">
          {views.map((it) => (
            <a key={it} href={`#${it}`} aria-current={it === view.value ? 'page' : undefined}>
              {TITLES[it]}
            </a>
          ))}
        </nav>
        <ShownModel />
      </header>
      <Notices />
      <main>{loaded.value ? <Shown /> : <Waiting />}</main>
    </>
  )
}

/** The view in the address, once there is a model; the address is followed from then on. */
function Shown() {
  useEffect(followAddress, [])
  const View = VIEWS[view.value]
  return <View />
}
