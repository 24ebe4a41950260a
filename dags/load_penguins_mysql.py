"""
Puts a CSV file into the table `penguins_raw` as it stands, in place of what was there.

The file lies in `data/`. `preprocess_penguins_db` follows by itself, then `train_model_penguins`.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, FILE, RAW_ROWS, load

with DAG("load_penguins_mysql", schedule=None, doc_md=__doc__, params=FILE, **DEFAULTS):
    load(outlets=[RAW_ROWS])
