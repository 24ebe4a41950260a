"""
Judges the raw rows: typed ones go into `{name}`, each in the train or the test split, refused ones into
`{name}_rejected` with the reason.

Starts when `load_{name}_mysql` has put rows there, or when it is triggered. `train_model_{name}` follows.
"""

from airflow.sdk import DAG

from penguins_dataset import NAME
from penguins_forms import SPLIT
from penguins_steps import CLEAN_ROWS, DEFAULTS, RAW_ROWS, about, preprocess

with DAG(
    f"preprocess_{NAME}_db",
    schedule=[RAW_ROWS],
    dag_display_name=f"step 3: preprocess_{NAME}_db",
    **about(__doc__, "data"),
    params=SPLIT,
    **DEFAULTS,
):
    preprocess(outlets=[CLEAN_ROWS])
