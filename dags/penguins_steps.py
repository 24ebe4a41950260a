"""What the DAGs share: how a task calls `penguins`, what a user may change, and when another try is worth it."""

import json
from datetime import timedelta
from pathlib import Path

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Asset, Param, RetryDecision, RetryPolicy

# What one DAG makes and another waits for.
RAW_ROWS = Asset("penguins_raw")
CLEAN_ROWS = Asset("penguins")
MODEL = Asset("penguins_model")


# The program's folder: where it runs, and where the forms look for what they offer.
HOME = Path("/opt/penguins")


class PenguinsOperator(BashOperator):
    """Runs `penguins`; where it fails, its sentence is the error in the log and the XCom `error`, and no traceback."""

    def execute(self, context):
        command = ["bash", "-c", self.bash_command]
        result = self.subprocess_hook.run_command(command, env=self.get_env(context), cwd=self.cwd)
        if result.exit_code == 0:
            return self.output_processor(result.output)
        said = result.output.removeprefix("penguins: ") if result.output.startswith("penguins: ") else ""
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
    """What the list of DAGs says: the docstring's first paragraph, and tags."""
    description = " ".join(doc.strip().split("\n\n")[0].split())
    return {"doc_md": doc, "description": description, "tags": ["penguins", *tags]}


def newest(pattern):
    """The names in the program's folder that a form offers, the newest first, as they are when the DAG is read."""
    paths = [path for path in HOME.glob(pattern) if not path.name.startswith(".")]
    return [str(path.relative_to(HOME)) for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)][
        :50
    ]


# What a user may change in a trigger form. Defaults and bounds are the program's own (`penguins train --help`).
FILE = {
    "file": Param(
        "data/penguins_size.csv",
        type="string",
        title="CSV file",
        description="A file in the folder data/: empty the field to see them, or type the name of another.",
        examples=sorted(newest("data/*.[ct]sv")),
        maxLength=200,
    ),
}
# In the shell, where what a user typed is a value and nothing else; the form would answer with a regular expression.
IN_DATA = """if [[ $FILE != data/?* || /$FILE/ == */../* ]]; then
  echo "penguins: ${FILE@Q} is not in the folder data/; name a file there, as in data/penguins_size.csv"
  exit 1
fi
"""


def seed(default, title, description):
    return Param(default, type="integer", title=title, description=description, minimum=0, maximum=2147483647)


SPLIT = {
    "split_seed": seed(230, "Seed of the split", "Another seed gives another split."),
    "test_fraction": Param(
        0.2,
        type="number",
        title="Test fraction",
        description="Share of the rows that training never sees.",
        minimum=0.01,
        maximum=0.9,
    ),
}
TRAINING = {
    "seed": seed(42, "Seed of the training", "Of the folds and of the sampling."),
    "num_round": Param(
        20, type="integer", title="Rounds", description="Each adds a tree, or one a class.", minimum=1, maximum=5000
    ),
    "max_depth": Param(3, type="integer", title="Depth", description="Of a tree.", minimum=1, maximum=12),
    "eta": Param(0.3, type="number", title="Learning rate", description="XGBoost's eta.", minimum=0.000001, maximum=1),
}

# The first is the program's own way.
POLICIES = ["unless-worse", "always", "never"]
PROMOTION = {
    "promote": Param(
        POLICIES[0],
        type="string",
        title="Promotion",
        description="Whether the model comes into use: unless it is worse than those before it, always, or never.",
        enum=POLICIES,
    ),
}


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
    env = {name.upper(): f"{{{{ params.{name} }}}}" for name in TRAINING | PROMOTION} | rows_of(after)
    return step("train", f"train {OF} {flags}", env, **operator)
