"""
Predicts the clean rows, or a file in `data/`, into the table `{name}_predictions`, in place of what was there.

Each row stands there with its line, its features, what the model says and how sure it is, or the reason why it was not
predicted, and with the version and the run that made it. The model in use predicts, or the version in the form.
"""

from airflow.sdk import DAG, Param

from penguins_dataset import NAME
from penguins_forms import newest, version
from penguins_steps import DEFAULTS, IN_DATA, PREDICTIONS, about, step

PARAMS = {
    "file": Param(
        None,
        type=["null", "string"],
        title="File",
        description="A CSV or NDJSON file in the folder data/; empty for the clean rows.",
        examples=sorted(newest("data/*.[ct]sv") + newest("data/*.ndjson") + newest("data/*.jsonl")),
        maxLength=200,
    ),
    **version("The one to predict by; empty for the one in use."),
}

with DAG(
    f"predict_{NAME}",
    schedule=None,
    dag_display_name=f"tool: predict_{NAME}",
    **about(__doc__, "model"),
    params=PARAMS,
    **DEFAULTS,
):
    step(
        "predict",
        'predict --table ${VERSION:+--model="$VERSION"} ${FILE:+-- "$FILE"}',
        {"FILE": "{{ params.file or '' }}", "VERSION": "{{ params.version or '' }}"},
        before=f"if [[ $FILE ]]; then\n{IN_DATA}fi\n",
        outlets=[PREDICTIONS],
    )
