"""
Tries a grid of training parameters, one task each over all workers, then trains and publishes a model by the best.

The best is the one with the least log loss in cross-validation of the training split; the test split chooses nothing.
"""

import json

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Param

from penguins_steps import DEFAULTS, MODEL, PROMOTION, TRAINING, step, step_arguments


def values(title, default, **bounds):
    return Param(default, type="array", title=title, items=bounds, minItems=1, maxItems=10, uniqueItems=True)


PARAMS = {
    "num_round": values("Rounds to try", [20, 60], type="integer", minimum=1, maximum=5000),
    "max_depth": values("Depths to try", [2, 3, 4], type="integer", minimum=1, maximum=12),
    "eta": values("Learning rates to try", [0.1, 0.3], type="number", minimum=0.000001, maximum=1),
    "seed": TRAINING["seed"],
    **PROMOTION,
}
FLAGS = '--num_round "$NUM_ROUND" --max_depth "$MAX_DEPTH" --eta "$ETA" --seed "$SEED"'


def environment(point):
    return {name.upper(): str(value) for name, value in point.items()}


with DAG("tune_model_penguins", schedule=None, doc_md=__doc__, params=PARAMS, **DEFAULTS):
    grid = step(
        "grid",
        f"tune grid {FLAGS}",
        {
            "NUM_ROUND": "{{ params.num_round | join(',') }}",
            "MAX_DEPTH": "{{ params.max_depth | join(',') }}",
            "ETA": "{{ params.eta | join(',') }}",
            "SEED": "{{ params.seed }}",
        },
        output_processor=lambda output: json.loads(output)["trials"],
    )
    trials = BashOperator.partial(
        **step_arguments("trial", f"tune trial {FLAGS}"),
        map_index_template="{{ task.env.NUM_ROUND }} rounds, depth {{ task.env.MAX_DEPTH }}, eta {{ task.env.ETA }}",
    ).expand(env=grid.output.map(environment))
    best = step(
        "train",
        'train --best-of "$TRIALS" --promote "$PROMOTE"',
        {"TRIALS": "{{ ti.xcom_pull(task_ids=['trial']) | list | tojson }}", "PROMOTE": "{{ params.promote }}"},
        outlets=[MODEL],
    )
    trials >> best
