"""
Empties the data tables of `penguins_db`: `{name}_raw`, `{name}` and `{name}_rejected`.

The models stay, and so do `task_runs`, the record of past runs, and what the API has logged.
"""

from airflow.sdk import DAG

from penguins_steps import DEFAULTS, about, step

with DAG(
    "clear_mysql_db", schedule=None, dag_display_name="step 1: clear_mysql_db", **about(__doc__, "data"), **DEFAULTS
):
    step("clear", "clear")
