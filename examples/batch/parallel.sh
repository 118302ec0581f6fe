#!/bin/sh
# examples/batch/parallel.sh IN OUT [PARTS]: GNU parallel runs the parts, as many at a time as there are processors;
# with --sshlogin on other machines that see the same folders. It tells each part its number in PARALLEL_SEQ.
in=${1:?IN: folder or file with the records} out=${2:?OUT: folder for the documents}
THETHUC_SHARDS=${3:-8}
export THETHUC_SHARDS

seq "$THETHUC_SHARDS" | parallel -N0 -q --env THETHUC_SHARDS thethuc batch "$in" -d "$out" -j 1 --progress none \
	--name '{year}/{issuer.abbr}/{number}-{type}'
