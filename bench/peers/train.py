"""Step 4: for each target cross-validate, fit on the training split, score on the test split, save the model."""

import json

import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.model_selection import StratifiedKFold
from sqlalchemy import create_engine

from common import CLEAN, FEATURES, LABELS, step_parser

parser = step_parser(__doc__)
parser.add_argument("--max_depth", type=int, default=3)
parser.add_argument("--eta", type=float, default=0.3)
parser.add_argument("--num_round", type=int, default=20)
args = parser.parse_args()


def fit(x: pd.DataFrame, y: np.ndarray, classes: int) -> xgb.Booster:
    # nthread is left at its default, every core: 2 is no faster on a machine of two cores.
    params = {
        "max_depth": args.max_depth,
        "eta": args.eta,
        "subsample": 0.7,
        "seed": 42,
        "objective": "binary:logistic",
    }
    if classes > 2:
        params |= {"objective": "multi:softprob", "num_class": classes}
    return xgb.train(params, xgb.DMatrix(x, y), args.num_round)


def score(booster: xgb.Booster, x: pd.DataFrame, y: np.ndarray, classes: int) -> dict[str, float]:
    probabilities = booster.predict(xgb.DMatrix(x))
    if classes == 2:
        probabilities = np.column_stack([1 - probabilities, probabilities])
    predicted = probabilities.argmax(axis=1)
    return {
        "accuracy": accuracy_score(y, predicted),
        "log_loss": log_loss(y, probabilities, labels=range(classes)),
        "f1": f1_score(y, predicted, average="macro"),
    }


table = pd.read_sql_table(CLEAN, create_engine(args.database))
args.models.mkdir(parents=True, exist_ok=True)
report = {}
for target, labels in LABELS.items():
    known = table[table[target].notna()]
    train, test = (known[known["split"] == split] for split in ("train", "test"))
    x, y = train[FEATURES], train[target].map(labels.index).to_numpy()
    folds = StratifiedKFold(5, shuffle=True, random_state=42).split(x, y)
    scores = [score(fit(x.iloc[a], y[a], len(labels)), x.iloc[b], y[b], len(labels)) for a, b in folds]
    booster = fit(x, y, len(labels))
    tested = score(booster, test[FEATURES], test[target].map(labels.index).to_numpy(), len(labels))
    report[target] = {"cross_validation": pd.DataFrame(scores).mean().round(4).to_dict()}
    report[target]["test"] = {name: round(value, 4) for name, value in tested.items()}
    booster.save_model(args.models / f"{target}.json")
(args.models / "labels.json").write_text(json.dumps(LABELS))

print(json.dumps({"step": "train", **report}))
