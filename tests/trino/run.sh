#!/usr/bin/env bash
# npm run test:trino: every query of the product on the engine that Athena runs, and whole runs on it and on an S3 server
# that is none of ours. The first time the two servers are fetched and built (four minutes), later they start in half a minute.
# Arguments go to vitest. Ends with one line `N passed, N failed`. Exit 3: a server cannot be had here.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts=tests/trino

free_port() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

bash "$scripts/s3-server.sh" fetch
bash "$scripts/trino.sh" fetch

folder=$(mktemp -d)
export TRINO_RUN=$folder/trino S3_RUN=$folder/s3
finish() {
  bash "$scripts/trino.sh" stop
  bash "$scripts/s3-server.sh" stop
  rm -rf "$folder"
}
trap finish EXIT
S3_PORT=$(free_port)
TRINO_PORT=$(free_port)
export S3_PORT TRINO_PORT
export AWS_ACCESS_KEY_ID=HOLDFASTTRINO AWS_SECRET_ACCESS_KEY=only-on-loopback AWS_REGION=eu-central-1
export AWS_ENDPOINT_URL_S3=http://127.0.0.1:$S3_PORT TRINO_URL=http://127.0.0.1:$TRINO_PORT
bash "$scripts/s3-server.sh" start
bash "$scripts/trino.sh" start
status=0
npx vitest run --config "$scripts/vitest.config.ts" --reporter=default --reporter=json --outputFile.json="$folder/report.json" "$@" ||
  status=$?
node -p 'const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(process.argv[1])); `${numPassedTests} passed, ${numFailedTests} failed`' \
  "$folder/report.json"
exit "$status"
