"""Shows results inside Airflow's own pages: what each task of a run produced, the API, and the model in use."""

import os
from pathlib import Path

from airflow.plugins_manager import AirflowPlugin
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

API = os.environ.get("PENGUINS_API", "http://localhost:8000")

# The page holds no data: it asks Airflow's REST API, which answers whoever is logged in and may see the run.
pages = FastAPI(openapi_url=None)
pages.mount("/", StaticFiles(directory=Path(__file__).parent / "pages"))


class Penguins(AirflowPlugin):
    name = "penguins"
    fastapi_apps = [{"name": "penguins", "app": pages, "url_prefix": "/penguins"}]
    external_views = [
        {
            "name": "Results",
            "href": "/penguins/results.html?dag_id={DAG_ID}&run_id={RUN_ID}",
            "url_route": "results",
            "destination": "dag_run",
        },
        {
            "name": "Predict",
            "href": f"{API}/docs",
            "url_route": "predict",
            "destination": "nav",
            "nav_top_level": True,
        },
        {
            "name": "Model",
            "href": f"{API}/models/current",
            "url_route": "model",
            "destination": "nav",
            "nav_top_level": True,
        },
    ]
