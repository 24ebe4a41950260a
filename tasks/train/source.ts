import type { Manifest } from '../../core/model/manifest.js'
import { release } from '../../core/release.js'

/** What a bundle is made by: this release, and in Airflow the DAG and its run, which every task's environment names. */
export function sourceOf(env: NodeJS.ProcessEnv): NonNullable<Manifest['source']> {
  const [dag, run] = [env.AIRFLOW_CTX_DAG_ID, env.AIRFLOW_CTX_DAG_RUN_ID]
  return {
    program: release,
    ...(isPlain(dag) && { dag_id: dag }),
    ...(isPlain(run) && { run_id: run }),
  }
}

/** What Airflow takes for an id. Anything else is somebody's own variable. */
const isPlain = (id: string | undefined): id is string => id !== undefined && /^[\w.~:+-]{1,250}$/.test(id)
