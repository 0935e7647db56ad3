#!/usr/bin/env bash
# Runs the commands of the input "command" beside the mock.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=ci/shared.sh
. "$here/shared.sh"

url="$(cat "$state/url")"
export WAN_MOCK_URL="$url" EVOLINK_BASE_URL="$url" EVOLINK_API_BASE="$url" EVOLINK_API_BASE_URL="$url"
# Clients refuse to start without a key; the mock takes any.
export EVOLINK_API_KEY="${EVOLINK_API_KEY:-wan-mock}" EVOLINK_API_TOKEN="${EVOLINK_API_TOKEN:-wan-mock}"
# As a step with "shell: bash" would be run.
exec bash --noprofile --norc -eo pipefail -c "$INPUT_COMMAND"
