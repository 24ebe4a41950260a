"""Serve POST /predict, /predict/batch and /explain and GET /health: FastAPI on uvicorn, one worker."""

import argparse
import io
import json
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import uvicorn
import xgboost as xgb
from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel, Field, TypeAdapter

from common import FEATURES
from scoring import add_predictions

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", type=int, default=8001)
parser.add_argument("--models", type=Path, default=Path("models/peers"))
args = parser.parse_args()


class Measurements(BaseModel):
    culmen_length_mm: Annotated[float, Field(ge=20, le=80)]
    culmen_depth_mm: Annotated[float, Field(ge=8, le=30)]
    flipper_length_mm: Annotated[float, Field(ge=130, le=280)]
    body_mass_g: Annotated[float, Field(ge=1500, le=9000)]


class Outcome(BaseModel):
    label: str
    probability: float
    probabilities: dict[str, float]


class Answer(BaseModel):
    predictions: dict[str, Outcome]


class Reason(BaseModel):
    base_value: float
    contributions: dict[str, float]
    margin: float


class Explanation(BaseModel):
    explanations: dict[str, dict[str, Reason]]


labels: dict[str, list[str]] = json.loads((args.models / "labels.json").read_text())
# One thread: for one row that is faster than starting more.
boosters = {target: xgb.Booster({"nthread": 1}, model_file=args.models / f"{target}.json") for target in labels}
if any(booster.feature_names != list(Measurements.model_fields) for booster in boosters.values()):
    raise SystemExit(f"The models in {args.models} take other features than {list(Measurements.model_fields)}.")

app = FastAPI(title="penguins (peer)")


def outcome(target: str, row: np.ndarray) -> Outcome:
    predicted = boosters[target].inplace_predict(row)[0]
    values = [1 - float(predicted), float(predicted)] if predicted.ndim == 0 else predicted.tolist()
    best = max(range(len(values)), key=values.__getitem__)
    return Outcome(
        label=labels[target][best],
        probability=values[best],
        probabilities=dict(zip(labels[target], values, strict=True)),
    )


# async, not def: a prediction takes microseconds, less than handing it to a thread would.
@app.post("/predict")
async def predict(measurements: Measurements) -> Answer:
    row = np.array([list(measurements.model_dump().values())], dtype=np.float32)
    return Answer(predictions={target: outcome(target, row) for target in boosters})


batch = TypeAdapter(list[Measurements])


@app.post("/predict/batch")
async def predict_batch(request: Request) -> Response:
    """A body of rows, whole, in the format of its type: pandas reads CSV and NDJSON, pydantic checks JSON."""
    kind, body = request.headers["content-type"], await request.body()
    if kind == "text/csv":
        frame = pd.read_csv(io.BytesIO(body))
        add_predictions(frame, boosters, labels)
        return Response(frame.to_csv(index=False), media_type=kind)
    if kind == "application/x-ndjson":
        frame = pd.read_json(io.BytesIO(body), lines=True)
        add_predictions(frame, boosters, labels)
        return Response(frame.to_json(orient="records", lines=True), media_type=kind)
    if kind != "application/json":
        raise HTTPException(415)
    frame = pd.DataFrame([row.model_dump() for row in batch.validate_json(body)], columns=FEATURES)
    add_predictions(frame, boosters, labels)
    return Response(frame.to_json(orient="records"), media_type=kind)


def reasons(target: str, row: np.ndarray) -> dict[str, Reason]:
    booster = boosters[target]
    names = booster.feature_names
    data = xgb.DMatrix(row, feature_names=names, nthread=1)
    found = booster.predict(data, pred_contribs=True).reshape(-1, len(names) + 1)
    if len(found) == 1:  # Of two classes the second's alone.
        found = np.concatenate([-found, found])
    return {
        label: Reason(
            base_value=float(values[-1]),
            contributions=dict(zip(names, values[:-1].tolist(), strict=True)),
            margin=float(values.sum()),
        )
        for label, values in zip(labels[target], found, strict=True)
    }


@app.post("/explain")
async def explain(measurements: Measurements) -> Explanation:
    row = np.array([list(measurements.model_dump().values())], dtype=np.float32)
    return Explanation(explanations={target: reasons(target, row) for target in boosters})


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


print(json.dumps({"serving": f"http://127.0.0.1:{args.port}", "targets": list(boosters)}), flush=True)
uvicorn.run(app, host="127.0.0.1", port=args.port, log_level="warning", access_log=False)
