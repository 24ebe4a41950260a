"""
Puts a CSV file into the table `{name}_raw` as it stands, in place of what was there.

The file lies in `data/`. `preprocess_{name}_db` follows by itself, then `train_model_{name}`.
"""

from airflow.sdk import DAG

from penguins_dataset import NAME
from penguins_forms import CSV
from penguins_steps import DEFAULTS, RAW_ROWS, about, load

with DAG(
    f"load_{NAME}_mysql",
    schedule=None,
    dag_display_name=f"step 2: load_{NAME}_mysql",
    **about(__doc__, "data"),
    params=CSV,
    **DEFAULTS,
):
    load(outlets=[RAW_ROWS])
