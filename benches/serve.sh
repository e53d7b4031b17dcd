#!/usr/bin/env bash
# `cargo configcat serve` beside nginx: requests per second for the config of 1,000 flags, with the same client and cores.
# And how long users wait: for the first answer after the start, and for a FILE that was saved. Takes a minute. Needs nginx,
# wrk, curl and python3. `PROGRAM` is `cargo-configcat`, built for release; by default, this builds it.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
if [ -z "${PROGRAM:-}" ]; then
    cargo build --release --locked -p cargo-configcat
    PROGRAM=$target/release/cargo-configcat
fi
PROGRAM=$(realpath "$PROGRAM")
scratch=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; rm -rf "$scratch"' EXIT
cd "$scratch"

# document VALUE: 1,000 flags with a rule and percentage options each.
document() {
    python3 - "$1" <<'PYTHON'
import json, sys
rule = {"c": [{"u": {"a": "Email", "c": 2, "l": ["@example.com", "@example.org"]}}], "s": {"v": {"b": True}}}
options = [{"p": 20, "v": {"b": True}}, {"p": 80, "v": {"b": False}}]
flag = lambda index: {"t": 0, "v": {"b": sys.argv[1] == "true"}, "i": f"{index:08x}", "r": [rule], "p": options}
print(json.dumps({"p": {"u": "", "r": 0}, "f": {f"flag{index}": flag(index) for index in range(1000)}}))
PYTHON
}

path=configuration-files/configcat-proxy/config/config_v6.json
document false >config.json
document true >saved.json

# Milliseconds since a time of EPOCHREALTIME.
since() { echo $((${EPOCHREALTIME/./} / 1000 - ${1/./} / 1000)); }

# wait_for PORT: until a server answers.
wait_for() { until curl -s -o /dev/null "http://127.0.0.1:$1/$path"; do :; done; }

start=$EPOCHREALTIME
taskset -c 0 "$PROGRAM" configcat serve config.json --ephemeral --port 18765 >/dev/null &
servers+=($!)
wait_for 18765
echo "the first answer comes $(since "$start") ms after the start"

etag() { curl -sI "http://127.0.0.1:18765/$path" | tr -d '\r' | sed -n 's/^etag: //pI'; }
before=$(etag)
start=$EPOCHREALTIME
cp saved.json config.json
until [ "$(etag)" != "$before" ]; do :; done
echo "a saved FILE is served after $(since "$start") ms"

# nginx has the same bytes, compressed before.
mkdir -p "www/$(dirname $path)"
curl -s "http://127.0.0.1:18765/$path" >"www/$path"
gzip -9 -k "www/$path"
cat >nginx.conf <<CONF
daemon off;
worker_processes 1;
pid $scratch/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
    access_log off;
    open_file_cache max=100 inactive=1h;
    open_file_cache_valid 1h;
    keepalive_requests 100000000;
    types { application/json json; }
    gzip_static on;
    client_body_temp_path $scratch/body;
    proxy_temp_path $scratch/proxy;
    fastcgi_temp_path $scratch/fastcgi;
    uwsgi_temp_path $scratch/uwsgi;
    scgi_temp_path $scratch/scgi;
    server { listen 127.0.0.1:18766; root $scratch/www; }
}
CONF
taskset -c 0 nginx -p "$scratch" -c "$scratch/nginx.conf" &
servers+=($!)
wait_for 18766

# requests PORT HEADER: requests per second.
requests() {
    taskset -c 1 wrk -t1 -c16 -d"${SECONDS_EACH:-3}s" -H "$2" "http://127.0.0.1:$1/$path" |
        sed -n 's/^Requests\/sec: *\([0-9]*\).*/\1/p'
}

# compare NAME HEADER_OF_OURS HEADER_OF_NGINX: in turns, three times.
compare() {
    local round ours nginx
    for round in 1 2 3; do
        ours=$(requests 18765 "$2")
        nginx=$(requests 18766 "$3")
        echo "$1: serve $ours/s, nginx $nginx/s, $((100 * ours / nginx)) %"
    done
}

of_nginx=$(curl -sI "http://127.0.0.1:18766/$path" | tr -d '\r' | sed -n 's/^etag: //pI')
compare "304" "If-None-Match: $(etag)" "If-None-Match: $of_nginx"
compare "200 with gzip, $(curl -s -H 'Accept-Encoding: gzip' "http://127.0.0.1:18765/$path" | wc -c) bytes" \
    "Accept-Encoding: gzip" "Accept-Encoding: gzip"
