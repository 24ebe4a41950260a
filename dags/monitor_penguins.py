"""
Compares what the API was asked and answered with what the model in use learned from, and says whether to retrain.

It runs once a day when it is switched on, and ends with an error where the form says so, so that Airflow can alert. It
needs the prediction log, `{name}_prediction_log`, which the API writes where `PREDICTION_LOG` is set.
"""

from datetime import UTC, datetime

from airflow.sdk import DAG

from penguins_dataset import NAME
from penguins_forms import MONITOR
from penguins_steps import DEFAULTS, about, step

with DAG(
    f"monitor_{NAME}",
    schedule="@daily",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    # Without a log there is nothing to compare.
    is_paused_upon_creation=True,
    dag_display_name=f"tool: monitor_{NAME}",
    **about(__doc__, "model"),
    params=MONITOR,
    **DEFAULTS,
):
    step(
        "monitor",
        'monitor --days "$DAYS" --min-rows "$MIN_ROWS" --fail-on "$FAIL_ON"',
        {name.upper(): f"{{{{ params.{name} }}}}" for name in MONITOR},
    )
