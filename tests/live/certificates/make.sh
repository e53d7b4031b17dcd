#!/usr/bin/env bash
# Makes the certificates of the TLS tests: an authority with a server and a client, and another authority.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
cat >"$work/ca.cnf" <<END
[ca]
default_ca = ca
[ca]
database = $work/index.txt
new_certs_dir = $work
default_md = sha256
rand_serial = yes
unique_subject = no
policy = policy
[policy]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[server]
basicConstraints = CA:FALSE
subjectAltName = DNS:localhost,IP:127.0.0.1
[client]
basicConstraints = CA:FALSE
extendedKeyUsage = clientAuth
END
: >"$work/index.txt"

# The name of the certificate, its kind, and who signs it.
certificate() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key" 2>/dev/null
    openssl req -new -key "$work/$1.key" -subj "/CN=$1" -out "$work/$1.csr"
    openssl ca -batch -notext -config "$work/ca.cnf" -extensions "$2" -in "$work/$1.csr" -out "$1.pem" \
        -startdate 20200101000000Z -enddate 21200101000000Z "${@:3}" 2>/dev/null
}

certificate authority authority -selfsign -keyfile "$work/authority.key"
certificate other authority -selfsign -keyfile "$work/other.key"
certificate server server -cert authority.pem -keyfile "$work/authority.key"
certificate client client -cert authority.pem -keyfile "$work/authority.key"
cp "$work/server.key" "$work/client.key" .
# The same key in another form.
openssl ec -in client.key -out client-sec1.key 2>/dev/null
chmod 644 ./*.key
rm -r "$work"
