#!/usr/bin/env python3
"""Shares a directory of configs with the published Python SDK of ConfigCat, which reads config v5.

    interop.py write --base-url URL --sdk-key KEY --cache-dir DIR --flag NAME...
        The SDK downloads the config from the server at URL, and writes it to the directory.
    interop.py read --sdk-key KEY --cache-dir DIR --flag NAME...
        The SDK is offline from the start: what it knows comes from the directory.

The directory has the layout of `configcat_core::FileCache`: a file for each config, named by the cache key.

Prints one JSON object: `sdk` the version of the SDK, `key` and `payload` the last entry that the SDK wrote or read
(null if none), `values` the values of the flags (null for one that the SDK cannot evaluate), `errors` what the SDK
reported. The exit code is 0 even if there are errors: judging them is up to the caller.

Needs `pip install configcat-client==8.0.1`, best in a virtual environment. What to know about this SDK:
- It does not accept an entry whose ETag is empty, though it writes such entries if the server sends no ETag.
- It asks with the ETag `empty` as long as it has no config.
- A text that is served as `text/plain` without charset is taken for Latin-1: serve `application/json`.
"""

import argparse
import contextlib
import json
import logging
import os
import sys
import tempfile

from configcatclient import ConfigCatClient
from configcatclient.configcatoptions import ConfigCatOptions, Hooks
from configcatclient.interfaces import ConfigCache
from configcatclient.pollingmode import PollingMode
from configcatclient.version import CONFIGCATCLIENT_VERSION


class DirectoryCache(ConfigCache):
    """One file per key. Bytes are read and written as they are, so that no line ending is translated."""

    def __init__(self, directory):
        self.directory = directory
        self.key = None
        self.payload = None

    def get(self, key):
        try:
            with open(os.path.join(self.directory, key), "rb") as file:
                payload = file.read().decode("utf-8")
        except FileNotFoundError:
            return None
        self.key, self.payload = key, payload
        return payload

    def set(self, key, value):
        os.makedirs(self.directory, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=self.directory)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(value.encode("utf-8"))
            os.replace(path, os.path.join(self.directory, key))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            raise
        self.key, self.payload = key, value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=["write", "read"])
    parser.add_argument("--base-url")
    parser.add_argument("--sdk-key", required=True)
    parser.add_argument("--cache-dir", required=True)
    parser.add_argument("--flag", action="append", default=[], dest="flags")
    arguments = parser.parse_args()
    if arguments.action == "write" and not arguments.base_url:
        parser.error("write needs --base-url")

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    errors = []
    cache = DirectoryCache(arguments.cache_dir)
    client = ConfigCatClient.get(
        arguments.sdk_key,
        ConfigCatOptions(
            base_url=arguments.base_url,
            polling_mode=PollingMode.manual_poll(),
            config_cache=cache,
            hooks=Hooks(on_error=lambda error: errors.append(str(error))),
            offline=arguments.action == "read",
            # A proxy of the environment cannot reach this machine's loopback.
            proxies={"http": "", "https": ""},
        ),
    )
    try:
        if arguments.action == "write":
            refresh = client.force_refresh()
            if not refresh.is_success:
                errors.append(str(refresh.error))
        values = {name: client.get_value(name, None) for name in arguments.flags}
    finally:
        client.close()
    result = {
        "sdk": CONFIGCATCLIENT_VERSION,
        "key": cache.key,
        "payload": cache.payload,
        "values": values,
        "errors": errors,
    }
    json.dump(result, sys.stdout, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()
