"""
Tries a grid of training parameters, one task each over all workers, then trains and publishes a model by the best.

The best is the one with the least loss in cross-validation of the training split; the test split chooses nothing.
"""

import json

from airflow.sdk import DAG, Param

from penguins_approval import ASKING, approve, promote
from penguins_dataset import NAME
from penguins_forms import ENGINE, PUBLICATION, TRAINING
from penguins_steps import BY, KEEP, MODEL, OF, PUBLISH, WITH, PenguinsOperator, about, step, step_arguments


def values(title, default):
    return Param(
        default, type="string", title=title, description="Numbers, with commas between.", minLength=1, maxLength=200
    )


PARAMS = {
    "num_round": values("Rounds to try", "20, 60"),
    "max_depth": values("Depths to try", "2, 3, 4"),
    "eta": values("Learning rates to try", "0.1, 0.3"),
    "seed": TRAINING["seed"],
    **ENGINE,
    **PUBLICATION,
}
FLAGS = '--num_round "$NUM_ROUND" --max_depth "$MAX_DEPTH" --eta "$ETA" --seed "$SEED"'

# In the command, since what a task takes from its map is not rendered. The form lets engines' names alone through.
ENGINE_FLAG = "{{ '' if params.engine == 'as set' else '--engine ' ~ params.engine }}"


def environment(point):
    return {name.upper(): str(value) for name, value in point.items()}


with DAG(
    f"tune_model_{NAME}",
    schedule=None,
    dag_display_name=f"tool: tune_model_{NAME}",
    **about(__doc__, "model"),
    params=PARAMS,
    **ASKING,
):
    grid = step(
        "grid",
        f"tune grid {FLAGS}",
        {
            "NUM_ROUND": "{{ params.num_round }}",
            "MAX_DEPTH": "{{ params.max_depth }}",
            "ETA": "{{ params.eta }}",
            "SEED": "{{ params.seed }}",
        },
        output_processor=lambda output: json.loads(output)["trials"],
    )
    trials = PenguinsOperator.partial(
        **step_arguments("trial", f"tune trial {OF} {FLAGS} {ENGINE_FLAG}"),
        map_index_template="{{ task.env.NUM_ROUND }} rounds, depth {{ task.env.MAX_DEPTH }}, eta {{ task.env.ETA }}",
    ).expand(env=grid.output.map(environment))
    best = step(
        "train",
        f'train --best-of "$TRIALS" --promote "$PROMOTE" {WITH} {KEEP}',
        {"TRIALS": "{{ ti.xcom_pull(task_ids=['trial']) | list | tojson }}", **BY, **PUBLISH},
        outlets=[MODEL],
    )
    trials >> best >> approve() >> promote()
