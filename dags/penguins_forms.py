"""What a user may change in a trigger form. Types, defaults and bounds are the program's own."""

import json
from pathlib import Path

from airflow.sdk import Param

from penguins_dataset import FILE, HOME

# A run waits no longer for a person; the next one of its DAG waits behind it.
MOST_DAYS = 14

# By step; made from the program's schemas (cli/dagParameters.ts).
PARAMETERS = json.loads(Path(__file__).with_name("parameters.json").read_text("utf-8"))


def field(step, name, title, description):
    schema = dict(PARAMETERS[step][name])
    return Param(schema.pop("default"), title=title, description=description, **schema)


def newest(pattern):
    """The names in the program's folder that a form offers, the newest first, as they are when the DAG is read."""
    paths = [path for path in HOME.glob(pattern) if not path.name.startswith(".")]
    paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.relative_to(HOME).as_posix() for path in paths[:50]]


def version(description):
    return {
        "version": Param(
            None,
            type=["null", "string"],
            title="Version",
            description=description,
            examples=[Path(path).parent.name for path in newest("models/*/manifest.json")],
            maxLength=64,
        ),
    }


CSV = {
    "file": Param(
        FILE,
        type="string",
        title="CSV file",
        description="A file in the folder data/: empty the field to see them, or type the name of another.",
        examples=sorted({FILE, *newest("data/*.[ct]sv")}),
        maxLength=200,
    ),
}
SPLIT = {
    "split_seed": field("preprocess", "seed", "Seed of the split", "Another seed gives another split."),
    "test_fraction": field(
        "preprocess", "test_fraction", "Test fraction", "Share of the rows that training never sees."
    ),
}
TRAINING = {
    "seed": field("train", "seed", "Seed of the training", "Of the folds and of the sampling."),
    "num_round": field("train", "num_round", "Rounds", "Each adds a tree, or one a class."),
    "max_depth": field("train", "max_depth", "Depth", "Of a tree."),
    "eta": field("train", "eta", "Learning rate", "XGBoost's eta."),
}
ENGINE = {
    "engine": field(
        "train",
        "engine",
        "Engine",
        "What trains: ml-xgboost, or native, which is XGBoost's own library and many times faster on large tables. "
        "As set: what the setting ENGINE says.",
    ),
}
PUBLICATION = {
    "promote": field(
        "train",
        "promote",
        "Promotion",
        "Whether the model comes into use: unless it is worse than those before it, when a person who is asked here in "
        "Airflow approves it, always, or never.",
    ),
    "approval_days": Param(
        3,
        type="number",
        exclusiveMinimum=0,
        maximum=MOST_DAYS,
        title="Days to wait for approval",
        description="Where promotion is set to ask. Without an answer the model in use stays.",
    ),
    "profile": field(
        "train",
        "profile",
        "Rows in the model's folder",
        "What is kept there for the page: a sample of the rows and counts, counts alone, or nothing. "
        "As set: what the setting PROFILE says.",
    ),
}
MONITOR = {
    "days": field("monitor", "days", "Days", "How many days back to look."),
    "min_rows": field("monitor", "min_rows", "Rows at least", "With fewer rows there is no verdict."),
    "fail_on": field(
        "monitor",
        "fail_on",
        "Fail on",
        "The task fails where the model is to be retrained, or already where something is to be watched, or never.",
    ),
}
