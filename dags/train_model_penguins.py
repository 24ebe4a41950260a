"""
Trains a model for species and one for sex on the clean rows, judges them by cross-validation and on the test split, and
publishes them in `models/`. The API takes them up unless they are worse than what it has; the result says why.

Starts when `preprocess_penguins_db` has made clean rows, or when it is triggered.
"""

from airflow.sdk import DAG

from penguins_steps import CLEAN_ROWS, DEFAULTS, MODEL, PROMOTION, TRAINING, about, train

with DAG(
    "train_model_penguins",
    schedule=[CLEAN_ROWS],
    dag_display_name="step 4: train_model_penguins",
    **about(__doc__, "model"),
    params=TRAINING | PROMOTION,
    **DEFAULTS,
):
    train(outlets=[MODEL])
