"""Shows results inside Airflow's own pages: what each task of a run produced, and the page of the model in use."""

import os
from pathlib import Path

from airflow.plugins_manager import AirflowPlugin
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

# The page of the model in use, which the API serves, as the browser finds it.
PAGE = os.environ.get("PENGUINS_API", "http://localhost:8000").rstrip("/") + "/"


class Fresh(StaticFiles):
    """Files that a browser asks about each time: those of an earlier version would not fit the others."""

    def file_response(self, *args, **kwargs):
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "no-cache"
        return response


# The pages hold no data: they ask Airflow's REST API, which answers whoever is logged in and may see the run.
pages = FastAPI(openapi_url=None)


@pages.get("/model")
def model():
    """Where a link to the page leads; what stands after # goes with it."""
    return RedirectResponse(PAGE)


pages.mount("/", Fresh(directory=Path(__file__).parent / "pages"))


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
            "name": "Model",
            "href": PAGE,
            "icon": "/penguins/model.svg",
            "url_route": "model",
            "destination": "nav",
            "nav_top_level": True,
        },
    ]
