"""
Trains a model for species and one for sex on the clean rows, judges them by cross-validation and on the test split, and
publishes them in `models/`, from where the API takes them up.

Starts when `preprocess_penguins_db` has made clean rows, or when it is triggered.
"""

from airflow.sdk import DAG

from penguins_steps import CLEAN_ROWS, DEFAULTS, MODEL, TRAINING, train

with DAG("train_model_penguins", schedule=[CLEAN_ROWS], doc_md=__doc__, params=TRAINING, **DEFAULTS):
    train(outlets=[MODEL])
