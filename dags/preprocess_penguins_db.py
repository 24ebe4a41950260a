"""
Judges the raw rows: typed ones go into `penguins`, each in the train or the test split, refused ones into
`penguins_rejected` with the reason.

Starts when `load_penguins_mysql` has put rows there, or when it is triggered. `train_model_penguins` follows.
"""

from airflow.sdk import DAG

from penguins_steps import CLEAN_ROWS, DEFAULTS, RAW_ROWS, SPLIT, about, preprocess

with DAG(
    "preprocess_penguins_db",
    schedule=[RAW_ROWS],
    dag_display_name="step 3: preprocess_penguins_db",
    **about(__doc__, "data"),
    params=SPLIT,
    **DEFAULTS,
):
    preprocess(outlets=[CLEAN_ROWS])
