#!/bin/sh
# Measures the offline systems on questions that nothing was trained on: the data is cut into two folds, the reader and the bracketer are
# trained on one and measured on the other, and the two runs are merged. Takes about half an hour on two processors.
#
#   sh eval/heldout.sh ../shared/data OUT
#
# OUT/SET holds the report of each set, OUT/SET-leaves that of its gold leaves asked one by one. What is there already is not made again.
set -eu
data=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
root=$(pwd)

go build -o "$out/qcompile" ./cmd/qcompile
[ -d "$out/fold1" ] || go run ./eval/folds -data "$data" -out "$out" -folds 2
for set in 2wiki 2wiki-pool musique hotpotqa; do
  [ -d "$out/$set.idx" ] || "$out/qcompile" index build -q -i "$out/$set.idx" "$data/$set/corpus.jsonl"
done

for f in 0 1; do
  fold=$out/fold$f
  mkdir -p "$fold/brackets"
  [ -f "$fold/brackets/weights.bin" ] || go run ./translator/bracket/train -quick -data "$fold/data" -out "$fold/brackets"
  [ -f "$fold/reader.bin" ] || go run ./answer/extract/train -data "$fold/data" -out "$fold/reader.bin"
  # The same program with the weights of the fold in place of those it ships with.
  cat > "$fold/overlay.json" <<END
{"Replace": {"$root/answer/extract/weights.bin": "$fold/reader.bin", "$root/translator/bracket/weights.bin": "$fold/brackets/weights.bin"}}
END
  go build -overlay "$fold/overlay.json" -o "$fold/qcompile" ./cmd/qcompile
  for set in 2wiki 2wiki-pool musique hotpotqa; do
    "$fold/qcompile" eval -q -i "$out/$set.idx" --questions "$fold/test/$set.jsonl" --out "$fold/$set"
  done
  for set in 2wiki 2wiki-pool musique; do
    "$fold/qcompile" eval -q -i "$out/$set.idx" --questions "$fold/test/$set.jsonl" --leaves --no-first-errors --out "$fold/$set-leaves"
  done
  for set in nq squad unanswerable; do
    "$fold/qcompile" eval -q --given-passages --questions "$fold/test/$set.jsonl" --out "$fold/$set"
  done
done

for set in 2wiki 2wiki-pool musique hotpotqa nq squad; do
  "$out/qcompile" eval merge -q --questions "$data/$set/questions.jsonl" --out "$out/$set" "$out/fold0/$set" "$out/fold1/$set"
done
"$out/qcompile" eval merge -q --questions "$data/squad/unanswerable.jsonl" --out "$out/unanswerable" "$out/fold0/unanswerable" "$out/fold1/unanswerable"
for set in 2wiki 2wiki-pool musique; do
  "$out/qcompile" eval merge -q --leaves --questions "$data/$set/questions.jsonl" --out "$out/$set-leaves" "$out/fold0/$set-leaves" "$out/fold1/$set-leaves"
done
