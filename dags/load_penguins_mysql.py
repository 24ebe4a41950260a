"""
Puts a CSV file into the table `penguins_raw` as it stands, in place of what was there.

The file lies in `data/`. `preprocess_penguins_db` follows by itself, then `train_model_penguins`.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, FILE, RAW_ROWS, about, load

with DAG(
    "load_penguins_mysql",
    schedule=None,
    dag_display_name="step 2: load_penguins_mysql",
    **about(__doc__, "data"),
    params=FILE,
    **DEFAULTS,
):
    load(outlets=[RAW_ROWS])
