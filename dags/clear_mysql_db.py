"""
Empties the data tables of `penguins_db`: `penguins_raw`, `penguins` and `penguins_rejected`.

The models stay, and so does `task_runs`, the record of past runs.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, step

with DAG("clear_mysql_db", schedule=None, doc_md=__doc__, **DEFAULTS):
    step("clear", "clear")
