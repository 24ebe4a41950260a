"""Predict a CSV file: its rows as they are, with the label of each target and its probability behind them."""

import argparse
import json
from pathlib import Path

import pandas as pd
import xgboost as xgb

from scoring import add_predictions

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--models", type=Path, default=Path("models/peers"))
parser.add_argument("--file", type=Path, required=True)
parser.add_argument("--out", type=Path, required=True)
args = parser.parse_args()

labels: dict[str, list[str]] = json.loads((args.models / "labels.json").read_text())
frame = pd.read_csv(args.file)
boosters = {target: xgb.Booster(model_file=args.models / f"{target}.json") for target in labels}
rows = add_predictions(frame, boosters, labels)
frame.to_csv(args.out, index=False)

print(json.dumps({"rows": rows}))
