"""Triton's own client against the API as it is built: in a Python with tritonclient[http], numpy and pytest."""

import asyncio
import json
import os
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import tritonclient.http as triton
import tritonclient.http.aio as triton_async
from tritonclient.utils import InferenceServerException

ROOT = Path(__file__).parents[3]
FEATURES = ["culmen_length_mm", "culmen_depth_mm", "flipper_length_mm", "body_mass_g"]
ROWS = np.array([[39.1, 18.7, 181, 3750], [46.1, 13.2, 211, 4500], [49.5, 19.0, 200, 3800]])


def penguins(*arguments, env):
    """Runs the program, and gives its result: the last line."""
    program = ["node", "dist/cli/penguins.js", *arguments]
    done = subprocess.run(program, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def serving(env):
    """The API on a port of its own, which it gives with the host."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    env = {**env, "HOST": "127.0.0.1", "PORT": host.split(":")[1], "LOG_LEVEL": "silent"}
    api = subprocess.Popen(["node", "dist/cli/penguins.js", "serve"], cwd=ROOT, env=env)
    try:
        deadline = time.monotonic() + 30
        while not is_ready(host):
            assert api.poll() is None and time.monotonic() < deadline, "the API did not start"
            time.sleep(0.1)
        yield host
    finally:
        api.terminate()
        api.wait(10)


def is_ready(host):
    try:
        with triton.InferenceServerClient(host) as client:
            return client.is_server_ready()
    except OSError:
        return False


def ask(host, path, body):
    """What the API's own routes say."""
    request = urllib.request.Request(
        f"http://{host}{path}", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def environment(folder, **others):
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:{folder}/rows.sqlite",
        "MODELS_DIR": f"{folder}/models",
        **others,
    }


@pytest.fixture(scope="module")
def older_and_host(tmp_path_factory):
    """Two versions of the penguins' models: the older one, and who serves both."""
    env = environment(tmp_path_factory.mktemp("penguins"))
    penguins("run", env=env)
    older = penguins("train", "--num_round", "3", "--promote", "never", env=env)["version"]
    with serving(env) as host:
        yield older, host


@pytest.fixture
def kept(older_and_host):
    return older_and_host[0]


@pytest.fixture
def host(older_and_host):
    return older_and_host[1]


@pytest.fixture
def client(host):
    with triton.InferenceServerClient(host) as client:
        yield client


def tensor(name, values, datatype, binary=True):
    tensor = triton.InferInput(name, list(values.shape), datatype)
    tensor.set_data_from_numpy(values, binary_data=binary)
    return tensor


def table(rows=ROWS, binary=True):
    return tensor("rows", rows, {"float32": "FP32", "float64": "FP64"}[rows.dtype.name], binary)


def predicted(host, target, query=""):
    rows = [dict(zip(FEATURES, row, strict=True)) for row in ROWS.tolist()]
    return [ask(host, f"/predict{query}", row)["predictions"][target] for row in rows]


def probabilities(predictions):
    return [list(it["probabilities"].values()) for it in predictions]


def test_the_server_lives_and_is_ready(client):
    assert client.is_server_live()
    assert client.is_server_ready()
    assert client.is_model_ready("species")
    assert client.get_server_metadata()["extensions"] == ["binary_tensor_data"]


def test_the_metadata_says_what_to_send(client, kept):
    metadata = client.get_model_metadata("sex")
    assert [it["name"] for it in metadata["inputs"]] == FEATURES
    assert kept in metadata["versions"]
    assert client.get_model_metadata("sex", kept) == metadata
    inputs = [
        tensor(it["name"], np.array([value]), it["datatype"])
        for it, value in zip(metadata["inputs"], ROWS[0], strict=True)
    ]
    result = client.infer("sex", inputs)
    assert [it["name"] for it in metadata["outputs"]] == ["label", "probabilities"]
    classes = metadata["outputs"][1]["parameters"]["classes"]
    [label] = result.as_numpy("label")
    assert label.decode() == classes[result.as_numpy("probabilities")[0].argmax()]


@pytest.mark.parametrize("datatype", [np.float32, np.float64])
@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("wanted", [True, False])
def test_it_predicts_as_predict_does(client, host, datatype, sent, wanted):
    outputs = [triton.InferRequestedOutput(name, binary_data=wanted) for name in ["probabilities", "label"]]
    result = client.infer("species", [table(ROWS.astype(datatype), sent)], outputs=outputs, request_id="7")
    predictions = predicted(host, "species")
    labels = [it.decode() if wanted else it for it in result.as_numpy("label")]
    assert labels == [it["label"] for it in predictions]
    assert result.as_numpy("probabilities").tolist() == probabilities(predictions)
    reply = result.get_response()
    assert reply["id"] == "7"
    assert [it["name"] for it in reply["outputs"]] == ["probabilities", "label"]
    assert all(("data" in it) != wanted for it in reply["outputs"])


def test_without_outputs_all_come_as_binary_data(client, host):
    result = client.infer("sex", [table()])
    predictions = predicted(host, "sex")
    assert [it.decode() for it in result.as_numpy("label")] == [it["label"] for it in predictions]
    assert result.as_numpy("probabilities").tolist() == probabilities(predictions)


def test_a_version_answers_for_itself(client, host, kept):
    assert client.is_model_ready("species", kept)
    result = client.infer("species", [table()], model_version=kept)
    assert result.get_response()["model_version"] == kept
    assert result.as_numpy("probabilities").tolist() == probabilities(predicted(host, "species", f"?version={kept}"))
    assert result.as_numpy("probabilities").tolist() != probabilities(predicted(host, "species"))


def test_ten_thousand_rows_at_a_time(client):
    rows = np.repeat(ROWS[:1], 10_000, axis=0)
    result = client.infer("species", [table(rows)])
    assert (result.as_numpy("label") == b"Adelie").all()
    assert result.as_numpy("probabilities").shape == (10_000, 3)


def test_it_works_with_the_client_for_asyncio(host):
    async def infer():
        async with triton_async.InferenceServerClient(host) as client:
            assert await client.is_server_ready()
            results = await asyncio.gather(*(client.infer("sex", [table(binary=sent)]) for sent in (True, False)))
            return [it.as_numpy("probabilities").tolist() for it in results]

    assert asyncio.run(infer()) == [probabilities(predicted(host, "sex"))] * 2


@pytest.mark.parametrize(
    ("model", "version", "inputs", "status", "says"),
    [
        ("weight", "", [table()], "404", 'There is no model "weight"; there is one a target: species, sex.'),
        ("sex", "1", [table()], "404", 'There is no version "1"'),
        ("sex", "", [table(ROWS[:, :3])], "400", "one tensor of the shape [rows, 4]"),
        ("sex", "", [table(ROWS * np.nan)], "400", "Row 0: culmen_length_mm is missing"),
        ("sex", "", [table(ROWS * 1000)], "400", "Row 0: culmen_length_mm is out of range"),
        ("sex", "", [tensor("body_mass_g", np.array([4000]), "INT64")], "400", "Input culmen_length_mm is missing"),
        ("sex", "", [tensor("x", np.array([[1] * 4], np.int8), "INT8")], "400", "its datatype is INT8"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client, model, version, inputs, status, says):
    with pytest.raises(InferenceServerException) as error:
        client.infer(model, inputs, model_version=version)
    assert error.value.status() == status
    assert says in error.value.message()


def test_what_is_not_there_is_not_ready(client):
    assert not client.is_model_ready("weight")
    assert not client.is_model_ready("sex", "1")


def test_an_output_that_is_not_there_is_named(client):
    with pytest.raises(InferenceServerException, match='Output "value": there is none'):
        client.infer("sex", [table()], outputs=[triton.InferRequestedOutput("value")])
    with pytest.raises(InferenceServerException, match="its parameter classification"):
        client.infer("sex", [table()], outputs=[triton.InferRequestedOutput("label", class_count=2)])


def test_compressed_requests_are_refused(client):
    with pytest.raises(InferenceServerException, match="takes no compressed bodies"):
        client.infer("sex", [table()], request_compression_algorithm="gzip")


def test_categories_booleans_missing_values_and_a_number(tmp_path):
    env = environment(tmp_path, DATASET="e2e/fixtures/rents.json")
    penguins("run", env=env)
    area, rooms, balcony = np.array([62.5, 31.7]), np.array([2, np.nan]), np.array([True, False])
    district = np.array(["Süd", ""], dtype=object)
    with serving(env) as host, triton.InferenceServerClient(host) as client:
        rows = [
            {"Fläche (m²)": 62.5, "Zimmer": 2, "Stadtteil": "Süd", "Balkon": True},
            {"Fläche (m²)": 31.7, "Balkon": False},
        ]
        expected = [ask(host, "/predict", row)["predictions"]["Miete"]["value"] for row in rows]
        # The second row has a NaN, which JSON has not.
        for count, binary in [(2, True), (1, False)]:
            needed = [
                tensor("Fläche (m²)", area[:count], "FP64", binary),
                tensor("Balkon", balcony[:count], "BOOL", binary),
            ]
            others = [
                tensor("Zimmer", rooms[:count], "FP64", binary),
                tensor("Stadtteil", district[:count], "BYTES", binary),
            ]
            assert client.infer("Miete", needed + others).as_numpy("value").tolist() == expected[:count]
        alone = ask(host, "/predict", {"Fläche (m²)": 62.5, "Balkon": True})["predictions"]["Miete"]["value"]
        assert client.infer("Miete", needed).as_numpy("value").tolist() == [alone]
