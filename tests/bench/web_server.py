"""A real server process, the time and bytes of each request, and many clients at once. Loopback only."""

import contextlib
import datetime as dt
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.web_figures import Samples
from tracker.config import ROOT

CLIENTS = 20
SECONDS = 10
WARM, RUNS = 2, 4  # times five days
MOST_NEW = 100  # more of each view than ten seconds can take
SIZE = "width=1280&height=700&theme=light"
DAYS = ("2018-03-01", "2019-11-11", "2022-06-20", "2025-01-07", "2026-09-02")
LEADERS = ("vladimir-putin", "xi-jinping", "emmanuel-macron", "recep-tayyip-erdogan", "narendra-modi")
REQUESTS = {
    "page": "/?from={day}&to={month}",
    "chart: 40 years": f"/timeline/data?from=1990-01-01&to=2030-01-01&{SIZE}&x={{day}}",
    "chart: five years": f"/timeline/data?from={{day}}&to={{years}}&{SIZE}",
    "chart: six months": f"/timeline/data?from={{day}}&to={{half}}&{SIZE}",
    "chart: three days": f"/timeline/data?from={{day}}&to={{days}}&{SIZE}",
    "chart: a leader, six months": f"/timeline/data?from={{day}}&to={{half}}&leader={{leader}}&{SIZE}",
    "chart: by venue, confirmed": f"/timeline/data?from={{day}}&to={{half}}&lanes=venue&status=confirmed&{SIZE}",
    "chart: as known on": f"/timeline/data?from={{day}}&to={{half}}&as_known_on={{month}}&{SIZE}",
    "chart: a leader as known on": f"/timeline/data?from={{day}}&to={{half}}&leader={{leader}}&as_known_on={{month}}&{SIZE}",
    "table": "/timeline/table?from={day}&to={month}",
    "table of a leader": "/timeline/table?from={day}&to={half}&leader={leader}",
    "days to replay": "/timeline/known?from={day}&to={half}&leader={leader}",
    "typeahead": "/facets/all?q={letters}",
    "typeahead under a filter": "/facets/venue?leader={leader}",
    "map": "/map/data?from={day}&to={month}",
    "panel": "/panel/synth-1-{number}",
}
LOAD = ("page", "chart: six months", "chart: three days", "chart: a leader, six months", "table", "typeahead", "panel")
WRK = """
local paths = {%s}
local turn = 0
request = function()
  turn = turn + 1
  return wrk.format("GET", paths[turn %% #paths + 1], {["Accept-Encoding"] = "br"})
end
done = function(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format("figures %%d %%d %%d %%d\\n", summary.requests, latency:percentile(50), latency:percentile(95), failed))
end
"""


@contextlib.contextmanager
def serving(url):
    """``python -m tracker run`` on a free port, stopped afterwards: gives the port and the process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"TRACKER_DATABASE_URL": url, "TRACKER_WORKER": "0", "TRACKER_SECRET_KEY": "bench", "PORT": str(port)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")} | settings
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "tracker", "run"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(port, process):
    """Until the server answers; a store of another version is migrated first, which takes its time."""
    for _ in range(18_000):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def later(day, days):
    return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat()


def paths(name, size):
    """The addresses of one request, for different days, leaders and events."""
    found = []
    for turn, (day, leader) in enumerate(zip(DAYS, LEADERS, strict=True)):
        ends = {"days": later(day, 2), "month": later(day, 30), "half": later(day, 182), "years": later(day, 1826)}
        words = {"day": day, "leader": leader, "letters": leader[:2], "number": 7 + turn * max(size // 7, 1), **ends}
        found.append(REQUESTS[name].format(**words))
    return found


def requests(port, pid, size):
    """Time and compressed bytes of each request over one kept connection; warm. Beside it the processor's time, which a busy machine
    does not lengthen (without that of PostgreSQL). Each request is worked out: its address was never asked for before. What the server
    still has when the same is asked again is told apart."""
    found = {}
    every, again = Samples(), Samples()
    for name in REQUESTS:
        begun = processor_time(pid)
        found[name] = timed(port, [unheard(path, run) for run in range(WARM + RUNS) for path in paths(name, size)])
        found[name].processor = (processor_time(pid) - begun) / ((WARM + RUNS) * len(DAYS))
        every.values += found[name].values
        again.values += timed(port, paths(name, size) * (WARM + 1)).values
    return found | {"all of these": every, "all of these, asked again": again}


def unheard(path, run):
    """The same question under an address that nobody asked for before."""
    return f"{path}{'&' if '?' in path else '?'}run={run}"


def processor_time(pid):
    """Milliseconds that all threads of a process and of those that it started have run; 0 where the system does not tell."""
    tasks = list(Path(f"/proc/{pid}/task").glob("*"))
    own = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
    return own + sum(processor_time(child) for task in tasks for child in (task / "children").read_text().split())


def timed(port, addresses):
    """One after the other; the first are only to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    found = Samples()
    for turn, address in enumerate(addresses):
        begun = time.perf_counter()
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status} {body[:200]}")
        if turn >= WARM * len(DAYS):
            found.values.append((time.perf_counter() - begun) * 1000)
            found.size = max(found.size, len(body))
    connection.close()
    return found


def load(port, size):
    """Twenty clients that ask again as soon as they are answered, in words: first each for something new, then all for the same views."""
    views = [path for turn in range(len(DAYS)) for path in (paths(name, size)[turn] for name in LOAD)]
    ask = with_wrk if shutil.which("wrk") else with_threads
    new = ask(port, [unheard(path, f"load{run}") for run in range(MOST_NEW) for path in views])
    return f"{new}; the same views: {ask(port, views)}"


def with_wrk(port, addresses):
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "load.lua"
        script.write_text(WRK % ", ".join(f'"{path}"' for path in addresses))
        address = f"http://127.0.0.1:{port}"
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "10s", "-s", str(script), address]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, median, p95, failed = map(int, re.search(r"figures (\d+) (\d+) (\d+) (\d+)", done.stdout).groups())
    return f"{count / SECONDS:.0f} requests a second, median {median / 1000:.0f} ms, p95 {p95 / 1000:.0f} ms, {failed} errors (wrk)"


def with_threads(port, addresses):
    found, failures = Samples(), []
    end = time.monotonic() + SECONDS

    def client(number):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        turn = number
        while time.monotonic() < end:
            begun = time.perf_counter()
            connection.request("GET", addresses[turn % len(addresses)], headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            (found.values if answer.status == 200 else failures).append((time.perf_counter() - begun) * 1000)
            turn += 1

    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    speed = len(found.values) / SECONDS
    return f"{speed:.0f} requests a second, median {found.median:.0f} ms, p95 {found.p95:.0f} ms, {len(failures)} errors (threads)"
