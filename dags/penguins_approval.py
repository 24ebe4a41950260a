"""How a person decides in Airflow whether a model comes into use: its question, and what is done with the answer."""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk.exceptions import AirflowSkipException

from penguins_forms import MOST_DAYS
from penguins_steps import DEFAULTS, MODEL, step

# What a DAG has that may ask: a run that waits for an answer is no run that hangs.
ASKING = {**DEFAULTS, "dagrun_timeout": DEFAULTS["dagrun_timeout"] + timedelta(days=MOST_DAYS)}

TRAINED = "(ti.xcom_pull(task_ids='train') or {})"

# Empty where there is no proposal.
QUESTION = f"""{{% with text = {TRAINED}.get('proposal', {{}}).text | default('') %}}{{% if text %}}{{{{ text }}}}

*Promote* takes the new model into use. *Keep* changes nothing, and is the answer where nobody gives one within
{{{{ params.approval_days }}}} days.{{% endif %}}{{% endwith %}}"""


class Approval(ApprovalOperator):
    """Airflow's approval, in our words; it is skipped where the training has nothing to ask."""

    APPROVE = "Promote"
    REJECT = "Keep"

    def execute(self, context):
        if not self.body:
            raise AirflowSkipException("Promotion is not set to ask, or the new model is the one in use, to the byte.")
        self.response_timeout = timedelta(days=context["params"]["approval_days"])
        super().execute(context)

    def execute_complete(self, context, event):
        if decision := event.get("chosen_options"):
            user = event["responded_by_user"]
            result = {"decision": decision[0], "by": user and user["name"], "at": event["responded_at"].isoformat()}
            # Not returned: to skip what follows, Airflow raises an exception.
            context["ti"].xcom_push("return_value", result)
        super().execute_complete(context, event)


def approve():
    """Waits for Promote or Keep; without an answer in time it is Keep. What follows is skipped unless it is Promote."""
    return Approval(
        task_id="approve",
        subject=f"Take the model {{{{ {TRAINED}.version }}}} into use?",
        body=QUESTION,
        defaults=Approval.REJECT,
        response_timeout=timedelta(days=MOST_DAYS),
    )


def promote():
    """Takes the approved model into use, if the one that it was compared with still is."""
    return step(
        "promote",
        'models promote --over="$OVER" --reason="$REASON" -- "$VERSION"',
        {
            "VERSION": f"{{{{ {TRAINED}.version }}}}",
            "OVER": f"{{{{ {TRAINED}.proposal.over or 'none' }}}}",
            "REASON": "approved in Airflow by {{ ti.xcom_pull(task_ids='approve').by }}",
        },
        outlets=[MODEL],
    )
