"""
The whole pipeline, from a CSV file in `data/` to a model in use: clear, load, preprocess, train.

Each task's result is its XCom, and `task_runs` in `penguins_db` keeps it.
"""

from airflow.sdk import DAG

from penguins_dataset import NAME
from penguins_forms import CSV, PUBLICATION, SPLIT, TRAINING
from penguins_steps import DEFAULTS, MODEL, about, clear, load, preprocess, train

with DAG(
    f"{NAME}_pipeline",
    schedule=None,
    **about(__doc__, "pipeline"),
    params=CSV | SPLIT | TRAINING | PUBLICATION,
    **DEFAULTS,
):
    clear() >> load() >> preprocess(after="load") >> train(after="preprocess", outlets=[MODEL])
