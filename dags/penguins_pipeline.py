"""
The whole pipeline, from a CSV file in `data/` to a model in use: clear, load, preprocess, train.

Each task's result is its XCom, and `task_runs` in `penguins_db` keeps it.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, FILE, MODEL, PROMOTION, SPLIT, TRAINING, clear, load, preprocess, train

with DAG("penguins_pipeline", schedule=None, doc_md=__doc__, params=FILE | SPLIT | TRAINING | PROMOTION, **DEFAULTS):
    clear() >> load() >> preprocess() >> train(outlets=[MODEL])
