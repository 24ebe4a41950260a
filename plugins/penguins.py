"""Opens our API's page inside Airflow's own."""

import os

from airflow.plugins_manager import AirflowPlugin


class Penguins(AirflowPlugin):
    name = "penguins"
    external_views = [
        {
            "name": "Penguins API",
            "href": os.environ.get("PENGUINS_API", "http://localhost:8000") + "/docs",
            "url_route": "penguins",
            "destination": "nav",
        },
    ]
