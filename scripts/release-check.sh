#!/usr/bin/env bash
# Builds what a release consists of, and checks it, without a network: the modules are those go.sum says, all six targets compile and are
# small enough, the same sources give the same bytes wherever they lie, and what is installed works. The binaries are left in dist/check.
set -euo pipefail
cd "$(dirname "$0")/.."

most=$((25 * 1000 * 1000)) # bytes of a binary
out=dist/check
# As in .goreleaser.yaml. Models are asked over HTTP/1.1, and functions begin at 8 bytes instead of 32. The readers of old
# formats of segments, which no index of ours has, and what a question does not wait for (flags, the network, HTML and Markdown of
# documents) are compiled without inlining. Together eight tenths of a megabyte less.
export CGO_ENABLED=0 GOPROXY=off GOFLAGS="-mod=readonly -trimpath -buildvcs=false -tags=nethttpomithttp2"

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'release-check: %s\n' "$*" >&2; exit 1; }

version=$(git describe --tags --always --dirty 2>/dev/null || echo v0.0.0)
revision=$(git rev-parse HEAD)
when=$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)
flags="-s -w -funcalign=8 -X main.releaseVersion=$version -X main.releaseRevision=$revision -X main.releaseTime=$when"
old=()
for v in 11 12 13 14 15 16; do old+=("-gcflags=github.com/blevesearch/zapx/v$v=-l"); done
for p in 'github.com/blevesearch/geo/...' github.com/json-iterator/go github.com/peterh/liner github.com/spf13/cobra github.com/spf13/pflag \
  'github.com/yuin/goldmark/...' go.etcd.io/bbolt 'golang.org/x/net/html/...' crypto/tls crypto/x509 encoding/asn1 net 'net/http/...'; do
  old+=("-gcflags=$p=-l")
done
build() { go build "${old[@]}" -ldflags "$flags" -o "$1" ./cmd/qcompile; }

step "modules are those go.sum says"
go mod verify

step "six targets"
rm -rf "$out" && mkdir -p "$out"
for os in linux darwin windows; do
  for arch in amd64 arm64; do
    file="$out/qcompile_${os}_$arch"
    [ $os != windows ] || file=$file.exe
    GOOS=$os GOARCH=$arch build "$file"
    size=$(wc -c <"$file")
    printf '%-14s %5d.%02d MB\n' "$os/$arch" $((size / 1000000)) $((size % 1000000 / 10000))
    [ "$size" -le $most ] || large="${large:-} $os/$arch"
  done
done

step "the same bytes again, in another folder and with nothing compiled before"
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
mkdir "$work/elsewhere"
git ls-files -z | xargs -0 cp --parents -t "$work/elsewhere"
here=$PWD
host=$out/qcompile_$(go env GOHOSTOS)_$(go env GOHOSTARCH)$(go env GOEXE)
(cd "$work/elsewhere" && GOCACHE="$work/cache" build "$work/again")
cmp "$here/$host" "$work/again" || fail "two builds of the same sources differ"
sha256sum "$host"

step "go install, and what it installs"
GOBIN="$work/bin" go install ./cmd/qcompile
XDG_CACHE_HOME="$work/cached" "$work/bin/qcompile" ask -q "When was the director of Jaws born?"
"$host" --version
"$host" --version | grep -q "${revision:0:12}" || fail "the revision is not in the binary"

step "software bill of materials, manual pages and completions"
"$host" version --format sbom >"$out/qcompile.cdx.json"
"$host" man "$out/man"
for shell in bash zsh fish powershell; do "$host" completion $shell >"$out/qcompile.$shell"; done
printf '%s components, %s manual pages\n' "$(grep -o '"bom-ref"' "$out/qcompile.cdx.json" | wc -l)" "$(ls "$out/man" | wc -l)"

if command -v goreleaser >/dev/null; then
  step "goreleaser's configuration"
  goreleaser check
fi

[ -z "${large:-}" ] || fail "over the limit of $((most / 1000000)) MB:$large"

step "the release is sound"
