"""
Puts the model that served before this one back into use; triggered again, the one before that.

With a version in the form, that one. `models/history.jsonl` keeps who followed whom, when and why.
"""

from airflow.sdk import DAG, Param

from penguins_dataset import NAME
from penguins_forms import version
from penguins_steps import DEFAULTS, MODEL, about, step

PARAMS = {
    **version("The one to take into use; empty for the one before."),
    "reason": Param(
        "by hand, in Airflow", type="string", title="Reason", description="For the history.", maxLength=200
    ),
}

with DAG(
    f"rollback_model_{NAME}",
    schedule=None,
    dag_display_name=f"tool: rollback_model_{NAME}",
    **about(__doc__, "model"),
    params=PARAMS,
    **DEFAULTS,
):
    step(
        "rollback",
        'models rollback --reason="$REASON" -- "$VERSION"',
        {"VERSION": "{{ params.version or '' }}", "REASON": "{{ params.reason }}"},
        outlets=[MODEL],
        # Done twice it would go back twice.
        retries=0,
    )
