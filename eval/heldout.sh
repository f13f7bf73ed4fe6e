#!/bin/sh
# Measures the offline systems on questions that nothing was trained on, and writes the tables of docs/results.md: the data is cut into
# folds, the reader and the bracketer are trained on all but one and measured on that, each in turn, and the runs are merged.
#
#   sh eval/heldout.sh ../shared/data OUT            two folds: about twenty minutes of one processor, most of it training
#   sh eval/heldout.sh ../shared/data OUT 1          only the second of them
#   sh eval/heldout.sh ../shared/data OUT all 5      five folds: four fifths of the data are trained on, and it takes more than twice as long
#
# OUT/SET holds the report of each set, OUT/SET-leaves that of its gold leaves asked one by one, OUT/SET-bm25 that of plain BM25. A run that
# was stopped goes on where it was when the same command is given again. OUT is of one commit: for another one name another folder.
set -eu
data=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
of=${4:-2}
every=$(seq -s ' ' 0 $((of - 1)))
folds=${3:-all}
[ "$folds" != all ] || folds=$every
cd "$(dirname "$0")/.."
root=$(pwd)

commit=$(git rev-parse --short HEAD)
git diff --quiet HEAD -- . ':!docs' || commit=$commit-changed
[ -f "$out/commit" ] || echo "$commit" >"$out/commit"
if [ "$(cat "$out/commit")" != "$commit" ]; then
  echo "$out is of commit $(cat "$out/commit"), this is $commit: name another folder" >&2
  exit 1
fi

multi="2wiki 2wiki-pool musique hotpotqa" # sets with an index
planned="2wiki 2wiki-pool musique"        # of those, the sets with gold plans
given="nq squad unanswerable"             # sets whose questions come with their passage

# once FILE COMMAND... runs a command that writes FILE.new, unless FILE is there.
once() {
  file=$1
  shift
  [ -e "$file" ] || { rm -rf "$file.new" && "$@" && mv "$file.new" "$file"; }
}

brackets() {
  mkdir -p "$fold/brackets.new"
  go run ./translator/internal/bracket/train -quick -data "$parts/data" -out "$fold/brackets.new"
}

go build -o "$out/qcompile" ./cmd/qcompile
once "$out/folds" go run ./eval/folds -data "$data" -out "$out/folds.new" -folds "$of"
for set in $multi; do
  once "$out/$set.idx" "$out/qcompile" index build -q -i "$out/$set.idx.new" "$data/$set/corpus.jsonl"
done

for f in $folds; do
  fold=$out/fold$f
  parts=$out/folds/fold$f
  mkdir -p "$fold"
  once "$fold/brackets" brackets
  once "$fold/reader.bin" go run ./answer/extract/train -use 1 -data "$parts/data" -out "$fold/reader.bin.new"
  # The same program with the weights of the fold in place of those it ships with.
  cat >"$fold/overlay.json" <<END
{"Replace": {"$root/answer/extract/weights.bin": "$fold/reader.bin", "$root/translator/internal/bracket/weights.bin": "$fold/brackets/weights.bin"}}
END
  go build -overlay "$fold/overlay.json" -o "$fold/qcompile" ./cmd/qcompile
  for set in $multi; do
    "$fold/qcompile" eval -q -i "$out/$set.idx" --questions "$parts/test/$set.jsonl" --out "$fold/$set"
  done
  for set in $planned; do
    "$fold/qcompile" eval -q -i "$out/$set.idx" --questions "$parts/test/$set.jsonl" --leaves --no-first-errors --out "$fold/$set-leaves"
  done
  for set in $given; do
    "$fold/qcompile" eval -q --given-passages --questions "$parts/test/$set.jsonl" --out "$fold/$set"
  done
done

runs=$out
if [ "$folds" = "$every" ]; then
  cd "$out"
  merge() { # merge SET QUESTIONS [FLAG]
    set_=$1 questions=$2
    shift 2
    ./qcompile eval merge -q "$@" --questions "$questions" --out "$set_" $(for f in $every; do echo "fold$f/$set_"; done)
  }
  for set in $multi nq squad; do
    merge "$set" "$data/$set/questions.jsonl"
  done
  merge unanswerable "$data/squad/unanswerable.jsonl"
  for set in $planned; do
    merge "$set-leaves" "$data/$set/questions.jsonl" --leaves
  done
  cd "$root"
else
  runs=$out/fold$folds
fi
for set in $multi; do # nothing is trained for this: all questions count
  "$out/qcompile" eval -q -i "$out/$set.idx" --questions "$data/$set/questions.jsonl" --system single --no-first-errors \
    --title-weight 0 --k1 1.2 --b 0.75 --out "$out/$set-bm25"
done

# The tables, and what stands between their marks in docs/results.md.
{
  echo "Commit $commit, folds $folds of $every."
  echo
  (cd "$runs" && "$out/qcompile" eval table $multi $given)
  printf '\n### Plain BM25\n\nOver all questions of the sets. Its answers are those of the reader that ships.\n\n'
  (cd "$out" && "$out/qcompile" eval table 2wiki-bm25 2wiki-pool-bm25 musique-bm25 hotpotqa-bm25) | sed -n '3,/^$/p'
  printf '### Reading, by relation\n\n'
  (cd "$runs" && "$out/qcompile" eval table --pooled 15 2wiki-leaves 2wiki-pool-leaves musique-leaves)
} >"$out/tables.md"
awk -v tables="$out/tables.md" '
  /^<!-- end of tables -->$/ { skip = 0 }
  !skip { print }
  /^<!-- tables/ { skip = 1; print ""; while ((getline line < tables) > 0) print line; print "" }
' docs/results.md >"$out/results.md"
cp "$out/results.md" docs/results.md
