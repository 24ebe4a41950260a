"""
Puts the model that served before this one back into use; triggered again, the one before that.

With a version in the form, that one. `models/history.jsonl` keeps who followed whom, when and why.
"""

from airflow.sdk import DAG, Param

from penguins_steps import DEFAULTS, MODEL, step

PARAMS = {
    "version": Param(
        None,
        type=["null", "string"],
        title="Version",
        description="The one to take into use; empty for the one before.",
        pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$",
    ),
    "reason": Param(
        "by hand, in Airflow", type="string", title="Reason", description="For the history.", maxLength=200
    ),
}

with DAG("rollback_model_penguins", schedule=None, doc_md=__doc__, params=PARAMS, **DEFAULTS):
    step(
        "rollback",
        'models ${VERSION:+promote} "${VERSION:-rollback}" --reason="$REASON"',
        {"VERSION": "{{ params.version or '' }}", "REASON": "{{ params.reason }}"},
        outlets=[MODEL],
        # Done twice it would go back twice.
        retries=0,
    )
