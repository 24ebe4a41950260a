"""What the peer scripts share: the names, and the arguments of the four steps."""

import argparse
import json
from pathlib import Path

RAW, CLEAN = "peer_penguins_raw", "peer_penguins"

FIELDS = json.loads(Path("data/datapackage.json").read_text())["resources"][0]["schema"]["fields"]

# The features, in the order of the models' columns.
FEATURES = [field["name"] for field in FIELDS if field.get("role") == "feature"]

# The targets, each with its classes in the order of the model's outputs.
# A category is its value, or an object with a label for people beside it.
LABELS = {
    field["name"]: [it["value"] if isinstance(it, dict) else it for it in field["categories"]]
    for field in FIELDS
    if field.get("role") == "target"
}


def step_parser(description: str) -> argparse.ArgumentParser:
    """The arguments that every step takes, so that a caller may pass the same ones to each of them."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--database", required=True, help="SQLAlchemy URL, e.g. sqlite:///peers.sqlite")
    parser.add_argument("--file", type=Path, default=Path("data/penguins_size.csv"), help="CSV that load reads")
    parser.add_argument("--models", type=Path, default=Path("models/peers"), help="folder that train writes to")
    return parser
