"""
The whole pipeline, from a CSV file in `data/` to a model in use: clear, load, preprocess, train.

Each task's result is its XCom, and `task_runs` in `penguins_db` keeps it.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, FILE, MODEL, PROMOTION, SPLIT, TRAINING, about, clear, load, preprocess, train

with DAG(
    "penguins_pipeline",
    schedule=None,
    **about(__doc__, "pipeline"),
    params=FILE | SPLIT | TRAINING | PROMOTION,
    **DEFAULTS,
):
    clear() >> load() >> preprocess(after="load") >> train(after="preprocess", outlets=[MODEL])
