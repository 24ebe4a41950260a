"""How whole tables are predicted."""

import numpy as np
import pandas as pd
import xgboost as xgb

from common import FEATURES


def add_predictions(frame: pd.DataFrame, boosters: dict[str, xgb.Booster], labels: dict[str, list[str]]) -> int:
    """Put the label of each target and its probability behind the rows; those with a missing measurement get none."""
    known = frame[FEATURES].notna().all(axis=1)
    rows = frame.loc[known, FEATURES].to_numpy(dtype=np.float32)
    for target, classes in labels.items():
        predicted = boosters[target].inplace_predict(rows)
        probabilities = np.column_stack([1 - predicted, predicted]) if predicted.ndim == 1 else predicted
        frame.loc[known, f"predicted_{target}"] = np.array(classes)[probabilities.argmax(axis=1)]
        frame.loc[known, f"probability_{target}"] = probabilities.max(axis=1)
    return int(known.sum())
