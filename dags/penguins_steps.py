"""What the DAGs share: how a task calls `penguins`, what a user may change, and when another try is worth it."""

import json
import re
from datetime import timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Asset, Param, RetryDecision, RetryPolicy

# What one DAG makes and another waits for.
RAW_ROWS = Asset("penguins_raw")
CLEAN_ROWS = Asset("penguins")
MODEL = Asset("penguins_model")


class UnlessMistake(RetryPolicy):
    """Ends a task at once where another try would fail the same way: a mistake (exit code 1) or wrong usage (2)."""

    def evaluate(self, exception, try_number, max_tries, context=None):
        if re.search(r"exit code [12]\.", str(exception)):
            return RetryDecision.fail("Another try would end the same way; the lines above say what to mend.")
        return RetryDecision.default()


# What every DAG has: one run at a time, and other tries for what may pass.
DEFAULTS = {
    "catchup": False,
    "max_active_runs": 1,
    "dagrun_timeout": timedelta(hours=2),
    "tags": ["penguins"],
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

# What a user may change in a trigger form. Defaults and bounds are the program's own (`penguins train --help`).
FILE = {
    "file": Param(
        "data/penguins_size.csv",
        type="string",
        title="CSV file",
        description="A file in the folder data/.",
        pattern=r"^data/(?!.*\.\.)[\w./ -]+\.csv$",
        maxLength=200,
    ),
}


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

PROMOTION = {
    "promote": Param(
        "if-better",
        type="string",
        title="Promotion",
        description="Whether the model comes into use: unless it is worse than the one that is, always, or never.",
        enum=["if-better", "always", "never"],
    ),
}


def step(task_id, command, env=None, **operator):
    """A task that runs `penguins COMMAND` and whose XCom is the program's last line, its result.

    `env` is what the command's $VARIABLES stand for: what a user typed is passed there, never in the command's text.
    """
    return BashOperator(**step_arguments(task_id, command, **operator), env=env)


def step_arguments(task_id, command, **operator):
    return {
        "task_id": task_id,
        "bash_command": f"penguins {command}",
        "append_env": True,
        "cwd": "/opt/penguins",
        "output_processor": json.loads,
        **operator,
    }


def clear(**operator):
    """Empties the tables, once the file that is to be loaded is known to be sound."""
    return step("clear", 'clear --before-load "$FILE"', {"FILE": "{{ params.file }}"}, **operator)


def load(**operator):
    return step("load", 'load -- "$FILE"', {"FILE": "{{ params.file }}"}, **operator)


def preprocess(**operator):
    env = {"SEED": "{{ params.split_seed }}", "TEST_FRACTION": "{{ params.test_fraction }}"}
    return step("preprocess", 'preprocess --seed "$SEED" --test-fraction "$TEST_FRACTION"', env, **operator)


def train(**operator):
    command = 'train --seed "$SEED" --num_round "$NUM_ROUND" --max_depth "$MAX_DEPTH" --eta "$ETA" --promote "$PROMOTE"'
    env = {name.upper(): f"{{{{ params.{name} }}}}" for name in TRAINING | PROMOTION}
    return step("train", command, env, **operator)
