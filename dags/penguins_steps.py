"""What the DAGs share: how a task calls `penguins`, and when another try is worth it."""

import json
from datetime import timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Asset, RetryDecision, RetryPolicy

from penguins_dataset import HOME, NAME
from penguins_forms import TRAINING

# What one DAG makes and another waits for.
RAW_ROWS = Asset(f"{NAME}_raw")
CLEAN_ROWS = Asset(NAME)
MODEL = Asset(f"{NAME}_model")
PREDICTIONS = Asset(f"{NAME}_predictions")


class PenguinsOperator(BashOperator):
    """Runs `penguins`; where it fails, its sentence is the error in the log and the XCom `error`, and no traceback."""

    def execute(self, context):
        command = ["bash", "-c", self.bash_command]
        result = self.subprocess_hook.run_command(command, env=self.get_env(context), cwd=self.cwd)
        if result.exit_code == 0:
            return self.output_processor(result.output)
        said = result.output.removeprefix("penguins: ") if result.output.startswith("penguins: ") else ""
        if result.output.startswith("{"):
            # What it found is the reason to fail, as somebody asked for: that is a result, too.
            found = self.output_processor(result.output)
            context["ti"].xcom_push("return_value", found)
            said = found.get("says", "")
        sentence = (
            said or f"penguins ended with exit code {result.exit_code}; the lines before this one in the log say why."
        )
        self.log.error(sentence)
        context["ti"].xcom_push("error", sentence)
        raise SystemExit(result.exit_code)


class UnlessMistake(RetryPolicy):
    """Ends a task at once where another try would fail the same way: a mistake (exit code 1) or wrong usage (2)."""

    def evaluate(self, exception, try_number, max_tries, context=None):
        if isinstance(exception, SystemExit) and exception.code in (1, 2):
            return RetryDecision.fail("Another try would end the same way; the error above says what to mend.")
        return RetryDecision.default()


# What every DAG has: one run at a time, and other tries for what may pass.
DEFAULTS = {
    "catchup": False,
    "max_active_runs": 1,
    "dagrun_timeout": timedelta(hours=2),
    "default_args": {
        "owner": "penguins",
        "retries": 4,
        "retry_delay": timedelta(seconds=5),
        "retry_exponential_backoff": 2,
        "max_retry_delay": timedelta(minutes=2),
        "retry_policy": UnlessMistake(),
        "execution_timeout": timedelta(minutes=30),
    },
}


def about(doc, *tags):
    """What the list of DAGs says: the docstring's first paragraph, where {name} is the data set's, and tags."""
    doc = doc.format(name=NAME)
    description = " ".join(doc.strip().split("\n\n")[0].split())
    return {"doc_md": doc, "description": description, "tags": ["penguins", *tags]}


# In the shell, where what a user typed is a value and nothing else; the form would answer with a regular expression.
IN_DATA = """if [[ $FILE != data/?* || /$FILE/ == */../* ]]; then
  echo "penguins: ${FILE@Q} is not in the folder data/; name a file there, as in data/mine.csv"
  exit 1
fi
"""


def step(task_id, command, env=None, **operator):
    """A task that runs `penguins COMMAND` and whose XCom is the program's last line, its result.

    `env` is what the command's $VARIABLES stand for: what a user typed is passed there, never in the command's text.
    """
    return PenguinsOperator(**step_arguments(task_id, command, **operator), env=env)


def step_arguments(task_id, command, before="", **operator):
    return {
        "task_id": task_id,
        "bash_command": f"{before}penguins {command}",
        "append_env": True,
        "cwd": str(HOME),
        "output_processor": json.loads,
        **operator,
    }


# Says which rows a step is to find, so that it stops where another run has put others in their place.
OF = '${OF:+--of "$OF"}'


# How a model is published. Not PROFILE: that is the setting, which holds where the form leaves it.
PUBLISH = {
    "PROMOTE": "{{ params.promote }}",
    "ROWS": "{{ '' if params.profile == 'as set' else params.profile }}",
}
KEEP = '${ROWS:+--profile "$ROWS"}'

# What trains. Not ENGINE: that is the setting, which holds where the form leaves it.
BY = {"TRAINER": "{{ '' if params.engine == 'as set' else params.engine }}"}
WITH = '${TRAINER:+--engine "$TRAINER"}'


def rows_of(task_id):
    """The rows that an earlier task of the same run made, by their fingerprint."""
    return (
        {"OF": f"{{{{ (ti.xcom_pull(task_ids='{task_id}') or {{}}).fingerprint | default('') }}}}"} if task_id else {}
    )


def clear(**operator):
    """Empties the tables, once the file that is to be loaded is known to be sound."""
    return step("clear", 'clear --before-load "$FILE"', {"FILE": "{{ params.file }}"}, before=IN_DATA, **operator)


def load(**operator):
    return step("load", 'load -- "$FILE"', {"FILE": "{{ params.file }}"}, before=IN_DATA, **operator)


def preprocess(after=None, **operator):
    env = {"SEED": "{{ params.split_seed }}", "TEST_FRACTION": "{{ params.test_fraction }}", **rows_of(after)}
    return step("preprocess", f'preprocess {OF} --seed "$SEED" --test-fraction "$TEST_FRACTION"', env, **operator)


def train(after=None, **operator):
    flags = '--seed "$SEED" --num_round "$NUM_ROUND" --max_depth "$MAX_DEPTH" --eta "$ETA" --promote "$PROMOTE"'
    env = {name.upper(): f"{{{{ params.{name} }}}}" for name in TRAINING} | BY | PUBLISH | rows_of(after)
    return step("train", f"train {OF} {flags} {WITH} {KEEP}", env, **operator)
