"""
Puts the model that served before this one back into use; triggered again, the one before that.

With a version in the form, that one. `models/history.jsonl` keeps who followed whom, when and why.
"""

from pathlib import Path

from airflow.sdk import DAG, Param

from penguins_steps import DEFAULTS, MODEL, about, newest, step

PARAMS = {
    "version": Param(
        None,
        type=["null", "string"],
        title="Version",
        description="The one to take into use; empty for the one before.",
        examples=[Path(path).parent.name for path in newest("models/*/manifest.json")],
        maxLength=64,
    ),
    "reason": Param(
        "by hand, in Airflow", type="string", title="Reason", description="For the history.", maxLength=200
    ),
}

with DAG(
    "rollback_model_penguins",
    schedule=None,
    dag_display_name="tool: rollback_model_penguins",
    **about(__doc__, "model"),
    params=PARAMS,
    **DEFAULTS,
):
    step(
        "rollback",
        'models ${VERSION:+promote} "${VERSION:-rollback}" --reason="$REASON"',
        {"VERSION": "{{ params.version or '' }}", "REASON": "{{ params.reason }}"},
        outlets=[MODEL],
        # Done twice it would go back twice.
        retries=0,
    )
