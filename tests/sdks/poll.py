"""Polls with ConfigCat's Python SDK: prints each new value of the flag `greeting`, until the standard input ends."""

import sys
import threading
import time

import configcatclient
from configcatclient.configcatoptions import ConfigCatOptions
from configcatclient.pollingmode import PollingMode

base_url, sdk_key = sys.argv[1:]
client = configcatclient.get(
    sdk_key,
    ConfigCatOptions(
        base_url=base_url,
        polling_mode=PollingMode.auto_poll(poll_interval_seconds=1),
        connect_timeout_seconds=2,
        read_timeout_seconds=2,
    ),
)
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
shown = None
while not ended.wait(0.02):
    value = client.get_value("greeting", "no value")
    if value != shown:
        print(value, flush=True)
        shown = value
client.close()
