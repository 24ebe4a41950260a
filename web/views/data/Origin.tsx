import type { ComponentChildren } from 'preact'
import { dataset, loaded } from '../../state/model.js'
import { Fact } from '../Fact.js'
import { definition } from './definition.js'

/** Where the rows came from, and how to tell whether others are the same. */
export function Origin() {
  const { manifest, profile } = loaded.value!
  const { fingerprint, split } = manifest.dataset
  const { sources = [], licenses = [] } = definition()
  const description = dataset.value?.description
  return (
    <section>
      <h2>Where do they come from?</h2>
      {description && <p class="prose">{description}</p>}
      <dl class="facts">
        {sources.length > 0 && (
          <Fact name="Source">
            {sources.map(({ title, path }) => (
              <Link key={path ?? title} href={path}>
                {title ?? path}
              </Link>
            ))}
          </Fact>
        )}
        {licenses.length > 0 && (
          <Fact name="Licence">
            {licenses.map(({ name, title, path }) => (
              <Link key={path ?? name} href={path}>
                {title ?? name ?? path}
              </Link>
            ))}
          </Fact>
        )}
        {profile?.file && (
          <>
            <Fact name="File">{profile.file.name}</Fact>
            <Fact name="SHA-256 of the file">
              <code>{profile.file.sha256}</code>
            </Fact>
          </>
        )}
        <Fact name="Fingerprint of the clean rows">
          <code>{fingerprint}</code>
        </Fact>
        <Fact name="Split">
          {split
            ? `${Number((split.test_fraction * 100).toPrecision(3))}\u00a0% of the rows are kept to test, drawn at random with the seed ${split.seed}`
            : 'Not known: the rows have been split in another way since.'}
        </Fact>
      </dl>
    </section>
  )
}

/** In Airflow's frame a link can open nothing but the frame, so there it is a text. */
function Link({ href, children }: { href: string | undefined; children: ComponentChildren }) {
  if (!href?.startsWith('https://') || self !== top) return <span>{children}</span>
  return <a href={href}>{children}</a>
}
