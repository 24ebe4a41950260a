"""
The whole pipeline, from a CSV file in `data/` to a model in use: clear, load, preprocess, train.

Where promotion is set to ask, the run then waits for a person, who answers in Airflow (*Required Actions*).

Each task's result is its XCom, and `task_runs` in `penguins_db` keeps it.
"""

from airflow.sdk import DAG

from penguins_approval import ASKING, approve, promote
from penguins_dataset import NAME
from penguins_forms import CSV, ENGINE, PUBLICATION, SPLIT, TRAINING
from penguins_steps import MODEL, about, clear, load, preprocess, train

with DAG(
    f"{NAME}_pipeline",
    schedule=None,
    **about(__doc__, "pipeline"),
    params=CSV | SPLIT | TRAINING | ENGINE | PUBLICATION,
    **ASKING,
):
    (
        clear()
        >> load()
        >> preprocess(after="load")
        >> train(after="preprocess", outlets=[MODEL])
        >> approve()
        >> promote()
    )
