"""Predict with the models of a bundle, to compare bit for bit: rows as JSON on standard input, results on output.

In: {"columns": [names], "rows": [[numbers or null], ...]}. Out, for each target: {"outputs": [[p0, p1, p2], ...],
"contributions": [[c, ...], ...]}, each float32 written in full as the double that equals it; of two classes there is the
second's probability alone, of a number its value. A row's contributions go class by class: one a column, then the base value.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import xgboost as xgb

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("bundle", type=Path, help="folder with manifest.json")
args = parser.parse_args()

given = json.load(sys.stdin)
rows = np.array(given["rows"], dtype=np.float32)  # null becomes NaN.
data = xgb.DMatrix(rows, missing=np.nan, feature_names=given["columns"])

result = {}
for target, card in json.loads((args.bundle / "manifest.json").read_text())["targets"].items():
    booster = xgb.Booster(model_file=args.bundle / card["file"])
    if booster.feature_names is None:  # Then predict would not compare them.
        raise ValueError(f"{card['file']} has no feature names")
    outputs = booster.predict(data, validate_features=True)
    contributions = booster.predict(data, pred_contribs=True)
    result[target] = {
        "outputs": outputs.reshape(len(rows), -1).tolist(),
        "contributions": contributions.reshape(len(rows), -1).tolist(),
    }

print(json.dumps(result))
